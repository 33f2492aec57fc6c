/** Asks for the groups around what is on screen, as a long list is scrolled, and as tags come in before them. */
import { useEffect, useRef } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import { MAX_WINDOW, type NearGroup } from '../../messaging/protocol.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { isWhole, mostWhole, type Told, TYPED_WINDOW, windowAround } from './list-rows.ts';
import { nearIn } from './use-anchor.ts';

export interface Wanted {
  /** Places. */
  readonly first: number;
  readonly last: number;
}

export interface WindowState {
  /** Nothing while it is not known what is on screen. */
  readonly wanted: Wanted | undefined;
  /** Whether the view answers the text in the find box. */
  readonly isTold: boolean;
  /** Groups; the one to stay with first. */
  onScreen(): readonly { readonly digest: Digest }[];
  /** What was on screen is not told any more: the window to ask for instead. */
  readonly lost: Around | undefined;
}

/** Milliseconds between two windows that are asked for: who drags the scroll bar passes hundreds. */
const PACE = 60;
/** Milliseconds in which what was scrolled to becomes what is on screen. */
const FRAME = 20;
/** Milliseconds without a key after which nobody is typing: each key leaves other groups. */
const TYPING = 300;
/** As `FRAME`, where only the group has changed that the window is to stay with. */
const REST = 150;

interface Around {
  readonly from: number;
  readonly count: number;
  readonly near?: NearGroup | undefined;
}

interface Asked {
  readonly told: Told;
  readonly from: number;
  readonly near: NearGroup | undefined;
}

interface Next extends Around {
  /** Milliseconds. */
  readonly after: number;
}

type View = Told & Pick<RepositoryView, 'state' | 'whole'>;

export function useWindow(
  view: View,
  state: WindowState,
  onWindow: (sought: string, from: number, count: number, near?: NearGroup) => void,
): void {
  const asked = useRef<Asked | undefined>(undefined);
  const last = useRef(0);
  /** When what is on screen was first found not to be told: scrolling on does not put the asking off. */
  const since = useRef<number>(undefined);
  useEffect(() => {
    const next = state.isTold ? nextWindow(view, state, asked.current) : undefined;
    if (!next || (asked.current?.told === view && asked.current.from === next.from)) {
      since.current = undefined;
      return;
    }
    const ask = () => {
      since.current = undefined;
      const near = next.near ?? nearOf(view, state);
      asked.current = { told: view, from: next.from, near };
      last.current = performance.now();
      const { sought } = view.window;
      onWindow(sought, next.from, Math.min(next.count, MAX_WINDOW), ...(near ? [near] : []));
    };
    since.current ??= performance.now();
    const due = Math.max(since.current + next.after, last.current + PACE);
    const timer = setTimeout(ask, Math.max(0, due - performance.now()));
    return () => clearTimeout(timer);
  });
}

function nextWindow(view: View, state: WindowState, asked: Asked | undefined): Next | undefined {
  const { lost, wanted } = state;
  if (lost) return { ...lost, after: 0 };
  return around(view, wanted) ?? sameAround(view, state, asked);
}

function around(view: View, wanted: Wanted | undefined): Next | undefined {
  if (isWhole(view)) return undefined;
  const after = isEnough(view, wanted) ? TYPING : FRAME;
  // Few enough to be in the document whole.
  if (!isPart(view)) return { from: 0, count: mostWhole(view), after };
  const window = wanted && windowAround(view, wanted.first, wanted.last);
  return window && { ...window, after };
}

/** Whether what a key has asked for was told, and holds all that is on screen. */
function isEnough({ groups, window: { from } }: Told, wanted: Wanted | undefined): boolean {
  const isTold = !wanted || (wanted.first >= from && wanted.last < from + groups.length);
  return isTold && groups.length <= TYPED_WINDOW;
}

/** The same window, so that it stays with a group on screen while others may come before that. */
function sameAround(
  view: View,
  { onScreen }: WindowState,
  asked: Asked | undefined,
): Next | undefined {
  const { state, whole, window, groups } = view;
  // One that stands in the document whole may soon be too long for that.
  if (state !== 'loading' && whole?.state !== 'running') return undefined;
  const near = asked?.near?.digest;
  const isWith = isAtTop()
    ? near === undefined
    : near !== undefined && onScreen().some(({ digest }) => digest === near);
  const count = isPart(view) ? groups.length : mostWhole(view);
  return isWith ? undefined : { from: window.from, count, after: REST };
}

function nearOf(view: View, { onScreen }: WindowState): NearGroup | undefined {
  return isAtTop() ? undefined : nearIn(view, onScreen());
}

/** Whether more groups are left than stand in the document whole: those are told from the first one on. */
function isPart(view: Told): boolean {
  return view.window.matching > mostWhole(view);
}

/** There it is the beginning that one reads, whatever comes to stand in it. */
function isAtTop(): boolean {
  return scrollY === 0;
}
