/**
 * What popup and explorer are made of: the header, the tools (find box, listing, export) and the groups. Everything comes as
 * props and leaves as callbacks; the entrypoint connects them to the worker.
 */
import { useMemo, useRef } from 'preact/hooks';
import type { RepositoryName } from '../../core/repository.ts';
import { TextContext, useText } from '../shared/text-context.ts';
import { AskedTag } from './asked-tag.tsx';
import { ExportBar } from './export-bar.tsx';
import { FindSection } from './find-section.tsx';
import { GroupList } from './group-list.tsx';
import { Header } from './header.tsx';
import { Listing } from './listing.tsx';
import { Notices } from './notices.tsx';
import type { PopupProps } from './props.ts';
import { toldOnce } from './told-once.ts';
import { UnknownTags } from './unknown-tags.tsx';
import { useHeldGroups } from './use-held-groups.ts';
import { useOpened } from './use-opened.ts';
import { useSought } from './use-sought.ts';
import { ViewFailure } from './view-failure.tsx';

interface PageProps extends PopupProps {
  /** A popup is one column, however wide; an explorer takes the window. */
  readonly frame: 'popup' | 'explorer';
}

export function RepositoryPage(props: PageProps) {
  const { repository, tag, text, access, frame } = props;
  const isBarred = access.missing.length > 0;
  const view = useMemo(
    () => (props.view && isBarred ? toldOnce(props.view) : props.view),
    [props.view, isBarred],
  );
  return (
    <TextContext.Provider value={text}>
      <main
        class={frame === 'explorer' ? 'popup explorer' : 'popup'}
        lang={text('languageTag')}
        {...(repository && { 'data-repository': repository })}
      >
        <Header {...props} />
        <Notices {...props} />
        {repository ? (
          <Tags
            key={`${repository}:${tag ?? ''}`}
            {...props}
            {...(view && { view })}
            repository={repository}
          />
        ) : (
          <Empty {...props} />
        )}
      </main>
    </TextContext.Provider>
  );
}

function Empty({ find: sought }: PageProps) {
  const text = useText();
  return (
    <section class="empty">
      <h2>{text('emptyTitle')}</h2>
      <p>{sought ? text('findNeedsRepository', cut(sought)) : text('emptyHint')}</p>
    </section>
  );
}

/** Characters of a pasted text that are repeated. */
const REPEATED = 80;

function cut(text: string): string {
  return text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text;
}

interface TagsProps extends PageProps {
  readonly repository: RepositoryName;
}

function Tags(props: TagsProps) {
  const { view } = props;
  const now = props.now ?? Date.now();
  const { sought, search, isTold, finding } = useSought(props);
  const held = useHeldGroups(view, sought, isTold);
  const list = useRef<HTMLOListElement>(null);
  const focusGroup = useRef<(place: number) => void>(undefined);
  const opened = useOpened(held?.groups ?? [], props.tag, props.onOpened);
  return (
    <>
      <div class="tools">
        {view?.state !== 'failed' && (
          <FindSection
            {...props}
            sought={sought}
            onSought={search}
            isTold={isTold}
            finding={finding}
            view={view}
            onDown={() => focusGroup.current?.(0)}
            now={now}
          />
        )}
        <AskedTag {...props} now={now} />
        {view && <Listing {...props} view={view} now={now} />}
        <ViewFailure {...props} now={now} />
        {view && <ExportBar {...props} view={view} />}
      </div>
      <div class="results">
        <Waiting {...props} />
        {held && (
          <GroupList
            {...props}
            list={list}
            focusGroup={focusGroup}
            view={held}
            isTold={isTold}
            now={now}
            opened={opened}
            onGoTo={search}
          />
        )}
        {view && sought.trim() === '' && (
          <UnknownTags tags={view.unknownTags} further={view.furtherUnknown} now={now} />
        )}
      </div>
    </>
  );
}

/** What stands in the place of groups while there are none. */
function Waiting({ repository, view }: TagsProps) {
  const text = useText();
  if (!view || (view.state === 'loading' && view.groupCount === 0)) {
    return (
      <p class="waiting-for" role="status">
        {text('loadingRepository', repository)}
      </p>
    );
  }
  if (view.state !== 'ready') return null;
  const isEmpty = view.groupCount === 0 && view.unknownTags.length === 0;
  return isEmpty ? <p class="waiting-for">{text('noTags')}</p> : null;
}
