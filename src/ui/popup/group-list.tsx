/**
 * The alias groups. A repository can have a thousand and more: they are drawn a chunk at a time while the browser is
 * idle, what is off screen is not laid out (content-visibility), and a group is drawn again only when it changed.
 */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { RepositoryName } from '../../core/repository.ts';
import type { GroupView, RepositoryView } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';
import { GroupItem } from './group-item.tsx';
import type { PopupProps } from './props.ts';
import { isNoneLeft } from './pull-meter.tsx';
import { useChunks } from './use-chunks.ts';
import { type Opened, tagOf } from './use-opened.ts';
import { useVisible } from './use-visible.ts';

export interface GroupListProps extends PopupProps {
  readonly repository: RepositoryName;
  readonly view: RepositoryView;
  /** The groups that the find box leaves. */
  readonly groups: readonly GroupView[];
  readonly sought: string;
  readonly now: number;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly opened: Opened;
  /** A tag of a sheet was clicked: its group is to be shown. */
  readonly onGoTo: (tag: string) => void;
}

export function GroupList(props: GroupListProps) {
  const text = useText();
  const { groups, tag, sought, view, list, opened } = props;
  const askedIndex = tag === undefined ? -1 : groups.findIndex((g) => g.tags.includes(tag));
  const shown = useChunks(groups.length, askedIndex + 1, sought);
  useVisible(list, groups.slice(0, shown), props.onVisible);
  useScrollToAsked(list, askedIndex >= 0 && sought === '', props.repository);
  return (
    <ol class="groups" ref={list} onKeyDown={moveBetweenGroups}>
      {groups.slice(0, shown).map((group) => (
        <GroupItem
          key={group.digest}
          text={text}
          group={group}
          repository={props.repository}
          open={opened.has(group.digest)}
          detail={detailOf(group, props)}
          asked={tag !== undefined && group.tags.includes(tag) ? tag : undefined}
          sought={sought}
          asking={view.state === 'loading'}
          noneLeft={isNoneLeft(view.meter)}
          now={props.now}
          actions={props}
          onToggle={() => opened.toggle(group.digest)}
          onGoTo={props.onGoTo}
        />
      ))}
    </ol>
  );
}

/** A detail of another digest is of a tag that has moved meanwhile: the next one says what it is now. */
function detailOf(group: GroupView, { details, tag, opened }: GroupListProps) {
  const detail = opened.has(group.digest) ? details.get(tagOf(group, tag)) : undefined;
  return detail?.view.digest === group.digest ? detail : undefined;
}

/**
 * Once for each repository, because later answers must not take a person's own scrolling away; and not at all where the
 * group is in sight, because that would only push the header out.
 */
function useScrollToAsked(
  list: { readonly current: HTMLOListElement | null },
  isThere: boolean,
  repository: RepositoryName,
): void {
  const done = useRef<RepositoryName>(undefined);
  useEffect(() => {
    if (!isThere || done.current === repository) return;
    const item = list.current?.querySelector('[data-asked="true"]');
    if (!item) return;
    done.current = repository;
    const { top, bottom } = item.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) item.scrollIntoView({ block: 'start' });
  });
}

export function focusFirstGroup(list: HTMLOListElement | null): void {
  list?.querySelector<HTMLElement>('[data-alias-group] button')?.focus();
}

/** Arrow keys go from group to group, beside Tab, which visits every button. */
function moveBetweenGroups(event: KeyboardEvent & { readonly currentTarget: HTMLOListElement }) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return;
  const item = target.closest('[data-alias-group]');
  const next = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
  const button = next?.querySelector<HTMLElement>('button');
  if (!button) return;
  event.preventDefault();
  button.focus();
}
