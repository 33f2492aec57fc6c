/**
 * The toolbar popup: the tags of one repository, grouped by the digest that they share. Everything comes as props and
 * leaves as callbacks; the entrypoint connects them to the worker.
 */
import { useRef, useState } from 'preact/hooks';
import { find } from '../../core/find.ts';
import type { RepositoryName } from '../../core/repository.ts';
import { TextContext, useText } from '../shared/text-context.ts';
import { AskedTag } from './asked-tag.tsx';
import { ExportBar } from './export-bar.tsx';
import { groupsMatching } from './filter.ts';
import { FindSection } from './find-section.tsx';
import { focusFirstGroup, GroupList } from './group-list.tsx';
import { Header } from './header.tsx';
import { Notices } from './notices.tsx';
import { Progress } from './progress.tsx';
import type { PopupProps } from './props.ts';
import { toldOnce } from './told-once.ts';
import { UnknownTags } from './unknown-tags.tsx';
import { useOpened } from './use-opened.ts';
import { ViewFailure } from './view-failure.tsx';

export function Popup(props: PopupProps) {
  const { repository, tag, text, view, access } = props;
  return (
    <TextContext.Provider value={text}>
      <main
        class="popup"
        lang={text('languageTag')}
        {...(repository && { 'data-repository': repository })}
      >
        <Header {...props} />
        <Notices {...props} />
        {repository ? (
          <Tags
            key={`${repository}:${tag ?? ''}`}
            {...props}
            {...(view && access.missing.length > 0 && { view: toldOnce(view) })}
            repository={repository}
          />
        ) : (
          <Empty {...props} />
        )}
      </main>
    </TextContext.Provider>
  );
}

function Empty({ find: sought }: PopupProps) {
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

interface TagsProps extends PopupProps {
  readonly repository: RepositoryName;
}

function Tags(props: TagsProps) {
  const { view } = props;
  const now = props.now ?? Date.now();
  const [sought, setSought] = useState(props.find ?? '');
  const all = useRef<HTMLOListElement>(null);
  const finding = view && sought.trim() !== '' ? find(view, sought) : undefined;
  const opened = useOpened(view?.groups ?? [], props.tag, props.onOpened);
  const groups = view ? groupsMatching(view.groups, sought, finding) : [];
  return (
    <>
      {view?.state !== 'failed' && (
        <FindSection
          {...props}
          sought={sought}
          onSought={setSought}
          finding={finding}
          view={view}
          onDown={() => focusFirstGroup(all.current)}
          now={now}
        />
      )}
      <AskedTag {...props} now={now} />
      {view?.progress && <Progress {...view.progress} />}
      <ViewFailure {...props} now={now} />
      <Waiting {...props} />
      {view && <ExportBar {...props} view={view} />}
      {view && (
        <GroupList
          {...props}
          list={all}
          view={view}
          groups={groups}
          sought={sought}
          now={now}
          opened={opened}
          onGoTo={setSought}
        />
      )}
      {view && sought.trim() === '' && <UnknownTags tags={view.unknownTags} now={now} />}
    </>
  );
}

/** What stands in the place of groups while there are none. */
function Waiting({ repository, view }: TagsProps) {
  const text = useText();
  if (!view || (view.state === 'loading' && view.groups.length === 0)) {
    return (
      <p class="waiting-for" role="status">
        {text('loadingRepository', repository)}
      </p>
    );
  }
  if (view.state !== 'ready') return null;
  const isEmpty = view.groups.length === 0 && view.unknownTags.length === 0;
  return isEmpty ? <p class="waiting-for">{text('noTags')}</p> : null;
}
