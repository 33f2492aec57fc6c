/**
 * The alias groups. A few hundred stand in the document whole, drawn a chunk at a time while the browser is idle. Of more,
 * those near the screen do, and the worker is asked for the next as the list is scrolled (`list-rows.ts`).
 */
import type { RefObject } from 'preact';
import type { RepositoryName } from '../../core/repository.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';
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
          <Item key={row.group.digest} {...props} row={row} rows={rows} />
        ),
      )}
    </ol>
  );
}

interface ItemProps extends GroupListProps {
  readonly row: Extract<Row, { readonly kind: 'group' }>;
  readonly rows: ReturnType<typeof useRows>;
}

function Item(props: ItemProps) {
  const text = useText();
  const { row, rows, tag, view, opened } = props;
  const { group, place } = row;
  const { sought, matching } = view.window;
  return (
    <GroupItem
      text={text}
      group={group}
      repository={props.repository}
      open={opened.has(group.digest)}
      spokenOf={opened.tagOf(group.digest)}
      detail={detailOf(props)}
      asked={tag !== undefined && group.tags.includes(tag) ? tag : undefined}
      sought={sought}
      asking={view.state === 'loading'}
      noneLeft={isNoneLeft(view.meter)}
      now={props.now}
      actions={props}
      {...(rows.isLong && { place, of: matching, measure: rows.measure })}
      onToggle={() => opened.toggle(group)}
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
