/**
 * The alias groups. A few hundred stand in the document whole, drawn a chunk at a time while the browser is idle. Of more,
 * those near the screen do, and the worker is asked for the next as the list is scrolled (`list-rows.ts`).
 */
import type { JSX, RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import type { RepositoryName } from '../../core/repository.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { GroupItem } from './group-item.tsx';
import type { Row } from './list-rows.ts';
import type { PopupProps } from './props.ts';
import { isNoneLeft } from './pull-meter.tsx';
import type { Opened } from './use-opened.ts';
import { useRows } from './use-rows.ts';

export interface GroupListProps extends PopupProps {
  readonly repository: RepositoryName;
  readonly view: RepositoryView;
  /** Whether the view answers what is in the find box; until it does, what it told last stays. */
  readonly isTold: boolean;
  readonly now: number;
  readonly list: RefObject<HTMLOListElement | null>;
  /** Is given what puts the focus on the group at a place. */
  readonly focusGroup: { current: ((place: number) => void) | undefined };
  readonly opened: Opened;
  /** A tag of a sheet was clicked: its group is to be shown. */
  readonly onGoTo: (tag: string) => void;
}

export function GroupList(props: GroupListProps) {
  const { list, isTold } = props;
  const rows = useRows(props);
  const kept = useKeptItems();
  return (
    <ol
      class="groups"
      ref={list}
      data-long={rows.isLong}
      aria-busy={!isTold}
      onKeyDown={rows.onKeyDown}
      onFocusIn={rows.onFocusIn}
      onFocusOut={rows.onFocusOut}
    >
      {rows.rows.map((row, at) =>
        row.kind === 'gap' ? (
          <li
            key={`gap ${at}`}
            class="gap"
            aria-hidden="true"
            style={{ blockSize: `${row.size}px` }}
          />
        ) : (
          kept({ ...props, row, rows })
        ),
      )}
    </ol>
  );
}

interface ItemProps extends GroupListProps {
  readonly row: Extract<Row, { readonly kind: 'group' }>;
  readonly rows: ReturnType<typeof useRows>;
}

interface Kept {
  readonly of: readonly unknown[];
  readonly item: JSX.Element;
}

/** The list is drawn with each key, and with each part of it: an item of which all is as it was is not made again. */
function useKeptItems(): (props: ItemProps) => JSX.Element {
  const last = useRef<ReadonlyMap<Digest, Kept>>(new Map());
  const kept = new Map<Digest, Kept>();
  const before = last.current;
  last.current = kept;
  return (props) => {
    const { digest } = props.row.group;
    const shown = shownBy(props);
    const of = Object.values(shown);
    const known = before.get(digest);
    const isSame = known?.of.length === of.length && known.of.every((one, at) => one === of[at]);
    const item = isSame ? known.item : itemOf(props, shown);
    kept.set(digest, { of, item });
    return item;
  };
}

/** All that an item shows. What it calls is no part of it: a group that is not drawn again holds old functions anyway. */
function shownBy(props: ItemProps) {
  const { row, rows, tag, view, opened } = props;
  const { group, place } = row;
  const { sought, matching } = view.window;
  return {
    text: props.text,
    group,
    repository: props.repository,
    open: opened.has(group.digest),
    spokenOf: opened.tagOf(group.digest),
    detail: detailOf(props),
    asked: tag !== undefined && group.tags.includes(tag) ? tag : undefined,
    sought,
    asking: view.state === 'loading',
    noneLeft: isNoneLeft(view.meter),
    ...(rows.isLong && { place, of: matching, measure: rows.measure }),
  };
}

function itemOf(props: ItemProps, shown: ReturnType<typeof shownBy>): JSX.Element {
  const { group } = shown;
  return (
    <GroupItem
      key={group.digest}
      {...shown}
      now={props.now}
      actions={props}
      onToggle={() => props.opened.toggle(group)}
      onGoTo={props.onGoTo}
    />
  );
}

/** A detail of another digest is of a tag that has moved meanwhile: the next one says what it is now. */
function detailOf({ details, opened, row: { group } }: ItemProps) {
  const tag = opened.tagOf(group.digest);
  const detail = tag === undefined ? undefined : details.get(tag);
  return detail?.view.digest === group.digest ? detail : undefined;
}
