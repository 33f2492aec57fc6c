/** What the list of groups draws, where it is scrolled to, and how one walks through it by keyboard. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RepositoryView } from '../../messaging/view.ts';
import { moveTo, pageOf } from './group-keys.ts';
import {
  groupAt,
  isWhole,
  type Kept,
  mostWhole,
  placeOf,
  type Row,
  rowsOf,
  type Told,
  untoldPlace,
} from './list-rows.ts';
import type { PopupProps } from './props.ts';
import { type Anchor, groupsOnScreen, itemOf, useAnchor } from './use-anchor.ts';
import { useAskedPlace } from './use-asked-place.ts';
import { useChunks } from './use-chunks.ts';
import { useVirtual } from './use-virtual.ts';
import { useVisible } from './use-visible.ts';
import { useWindow, type Wanted } from './use-window.ts';

interface RowsOptions extends Pick<PopupProps, 'tag' | 'onVisible' | 'onWindow'> {
  readonly view: RepositoryView;
  readonly isTold: boolean;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly focusGroup: { current: ((place: number) => void) | undefined };
}

/** A group that is to be drawn and gone to, wherever it is. */
interface Goal {
  readonly place: number;
  /** What the find box held: with another text it is another place. */
  readonly sought: string;
  readonly why: 'focus' | 'asked';
  /** When it was gone to, by the page's clock: it stays drawn, and one that was asked for is held in sight for a while. */
  readonly reachedAt?: number;
}

/** Milliseconds in which the rows above a group that was gone to get their real heights. */
const SETTLING = 2_000;

export function useRows(options: RowsOptions) {
  const { view, isTold, list, onVisible, onWindow } = options;
  const [lastGoal, setGoal] = useState<Goal>();
  const goal = lastGoal?.sought === view.window.sought ? lastGoal : undefined;
  const focused = useFocused(list, view);
  const { anchor, lost } = useAnchor(list, view);
  const drawn = useDrawn(list, view, [focused.kept, goal], anchor);
  const { rows, screen, measure, isLong } = drawn;

  const onScreen = () => groupsOnScreen(list.current);
  useWindow(view, { wanted: wanted(view, goal, screen), isTold, onScreen, lost }, onWindow);
  useVisible(list, rows, onVisible);
  const hasMoved = useAskedPlace(view, options.tag, (place) =>
    setGoal(goalAt(view, place, 'asked')),
  );
  useStartAnew(list, view.window.sought);
  useEffect(() => {
    const group = goal && groupAt(view, goal.place);
    const item = group && itemOf(list.current, group.digest);
    if (!item) return;
    const now = performance.now();
    const { reachedAt, why } = goal;
    if (reachedAt === undefined) setGoal({ ...goal, reachedAt: now });
    const isDue = reachedAt === undefined || (isLong && now - reachedAt < SETTLING && !hasMoved());
    if (why === 'focus') {
      if (reachedAt === undefined) focusFirst(item);
    } else if (isDue && isOutOfSight(item)) item.scrollIntoView({ block: 'start' });
  });

  const focusGroup = (place: number) => {
    const group = groupAt(view, place);
    const item = group && itemOf(list.current, group.digest);
    if (item) focusFirst(item);
    else if (place < view.window.matching) setGoal(goalAt(view, place, 'focus'));
  };
  options.focusGroup.current = focusGroup;

  return {
    rows,
    isLong,
    measure,
    onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLOListElement }) {
      const from = digestAround(event.target);
      const place = from === undefined ? undefined : focused.placeOf(from);
      if (place === undefined) return;
      const to = moveTo(event, place, view.window.matching, pageOf(event.currentTarget));
      if (to === undefined) return;
      event.preventDefault();
      focusGroup(to);
    },
    onFocusIn: focused.onIn,
    onFocusOut: focused.onOut,
  };
}

/** All of a short list, a chunk at a time; of a long one what is near the screen, and what is kept. */
function useDrawn(
  list: RefObject<HTMLOListElement | null>,
  view: Told,
  [kept, goal]: readonly [Kept | undefined, Goal | undefined],
  anchor: Anchor | undefined,
) {
  const { matching, sought } = view.window;
  const isLong = !isWhole(view) && matching > mostWhole(view);
  const keyOf = useMemo(
    () => (place: number) => groupAt(view, place)?.digest ?? place,
    [view.groups, view.window.from],
  );
  const places = [kept, goal, anchor].flatMap((one) => one?.place ?? []);
  const virtual = useVirtual({
    list,
    count: matching,
    enabled: isLong,
    keyOf,
    kept: places,
    anchor,
  });
  const least = 1 + Math.max(goal?.place ?? -1, anchor?.place ?? -1);
  const shown = useChunks(view.groups.length, least, sought);
  const rows: readonly Row[] = isLong
    ? rowsOf(view, virtual.spans, virtual.start, virtual.end, kept)
    : view.groups.slice(0, shown).map((group, place) => ({ kind: 'group', place, group }));
  return { rows, isLong, screen: virtual.screen, measure: virtual.measure };
}

function goalAt({ window: { sought } }: Told, place: number, why: Goal['why']): Goal {
  return { place, sought, why };
}

/** What is gone to comes before what is on screen. */
function wanted(view: Told, goal: Goal | undefined, screen: Wanted | undefined) {
  if (goal && goal.reachedAt === undefined && !groupAt(view, goal.place))
    return { first: goal.place, last: goal.place };
  return screen;
}

/** The group that has the focus: while it has, it stays in the document, or the focus would be lost with it. */
function useFocused(list: RefObject<HTMLOListElement | null>, view: Told) {
  const [digest, setDigest] = useState<string>();
  const last = useRef<Kept>(undefined);
  const sought = useRef(view.window.sought);
  const place = digest === undefined ? undefined : placeOf(view, digest);
  const group = place === undefined ? undefined : groupAt(view, place);
  // Out of the window it stays as it was last told; out of what the find box leaves it goes.
  if (digest === undefined || sought.current !== view.window.sought) last.current = undefined;
  if (place !== undefined && group) last.current = { place, group };
  else if (last.current) last.current = { ...last.current, place: untoldPlace(view, last.current) };
  sought.current = view.window.sought;
  return {
    kept: last.current,
    placeOf: (of: string) =>
      placeOf(view, of) ?? (last.current?.group.digest === of ? last.current.place : undefined),
    onIn: ({ target }: FocusEvent) => setDigest(digestAround(target)),
    onOut({ relatedTarget }: FocusEvent) {
      if (!(relatedTarget instanceof Node && list.current?.contains(relatedTarget))) {
        setDigest(undefined);
      }
    },
  };
}

/** What another text leaves begins at its beginning, however far down one was. */
function useStartAnew(list: RefObject<HTMLOListElement | null>, sought: string): void {
  const last = useRef(sought);
  useLayoutEffect(() => {
    if (last.current === sought) return;
    last.current = sought;
    const top = list.current?.getBoundingClientRect().top ?? 0;
    if (top < 0) list.current?.scrollIntoView({ block: 'start' });
  }, [sought]);
}

function digestAround(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-alias-group]')?.getAttribute('data-digest') ?? undefined;
}

function focusFirst(item: HTMLElement): void {
  item.querySelector<HTMLElement>('button')?.focus();
  if (item.offsetHeight < innerHeight) item.scrollIntoView({ block: 'nearest' });
}

function isOutOfSight(item: HTMLElement): boolean {
  const { top, bottom } = item.getBoundingClientRect();
  return top < 0 || bottom > innerHeight;
}
