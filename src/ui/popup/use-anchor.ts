/**
 * Keeps what a person reads in its place while groups come before it, as they do for minutes while all tags are listed. A
 * browser does that by itself (CSS Scroll Anchoring) for what stays in the document, and of a long list only what is near
 * the screen does: so the first group on screen is remembered, drawn at its new place, and scrolled to before anything is
 * painted.
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Digest, isDigest } from '../../core/digest.ts';
import type { NearGroup } from '../../messaging/protocol.ts';
import { isWhole, placeOf, type Told } from './list-rows.ts';

export interface Anchor {
  readonly digest: Digest;
  /** The place that it has now. */
  readonly place: number;
  /** Pixels from the top of the screen to where it was, and is to be. */
  readonly top: number;
}

/** A group on screen, as it was before the view that changes the list. */
type Seen = Omit<Anchor, 'place'>;

/** What was on screen when a view came that tells none of it. */
interface Lost {
  readonly seen: readonly Seen[];
  /** How far down that was. Where somebody has scrolled since, they read something else. */
  readonly at: number;
  /** The window in which it was told, to be asked for again. */
  readonly window: { readonly from: number; readonly count: number; readonly near: NearGroup };
  /** Views that may yet come without it: it may be gone for good. */
  readonly patience: number;
}

const PATIENCE = 4;

export interface Anchored {
  /** Where the list is to be drawn now; nothing where the groups on screen have kept their places. */
  readonly anchor: Anchor | undefined;
  /** The window to ask for, where what was on screen is not told any more. */
  readonly lost: Lost['window'] | undefined;
}

export function useAnchor(list: RefObject<HTMLOListElement | null>, told: Told): Anchored {
  const last = useRef(told);
  const due = useRef<Anchor>(undefined);
  const lost = useRef<Lost>(undefined);
  const before = last.current;
  if (before.groups !== told.groups) {
    last.current = told;
    due.current = undefined;
    const isRead = before.window.sought === told.window.sought && scrollY > 0;
    const missed = isRead ? stillLost(lost.current) : undefined;
    const seen = missed?.seen ?? (isRead ? groupsOnScreen(list.current) : []);
    const anchor = anchorIn(told, seen);
    lost.current = anchor ? undefined : (missed ?? lostIn(before, seen));
    const isRedrawn = isWhole(before) !== isWhole(told);
    const isMoved = anchor && placeOf(before, anchor.digest) !== anchor.place;
    if (isRedrawn || isMoved) due.current = anchor;
  }
  useLayoutEffect(() => {
    const anchor = due.current;
    due.current = undefined;
    const item = anchor && itemOf(list.current, anchor.digest);
    if (!item) return;
    const moved = item.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) >= 1) scrollTo({ top: scrollY + moved, behavior: 'instant' });
  });
  return { anchor: due.current, lost: lost.current?.window };
}

function stillLost(lost: Lost | undefined): Lost | undefined {
  if (!lost || lost.patience === 0 || Math.abs(lost.at - scrollY) >= 1) return undefined;
  return { ...lost, patience: lost.patience - 1 };
}

function lostIn(before: Told, seen: readonly Seen[]): Lost | undefined {
  const near = nearIn(before, seen);
  if (!near) return undefined;
  const { from } = before.window;
  const window = { from, count: before.groups.length, near };
  return { seen, at: scrollY, window, patience: PATIENCE };
}

/** The first of these groups that is told, and its place. */
export function nearIn(told: Told, seen: readonly Pick<Seen, 'digest'>[]): NearGroup | undefined {
  const first = anchorIn(told, seen);
  return first && { digest: first.digest, place: first.place };
}

function anchorIn<One extends Pick<Seen, 'digest'>>(
  told: Told,
  seen: readonly One[],
): (One & { readonly place: number }) | undefined {
  for (const one of seen) {
    const place = placeOf(told, one.digest);
    if (place !== undefined) return { ...one, place };
  }
  return undefined;
}

/** Groups on screen, from the top; last the one whose beginning is out of sight: its end may be all that is seen of it. */
export function groupsOnScreen(list: HTMLOListElement | null): readonly Seen[] {
  const seen: Seen[] = [];
  for (const item of list?.querySelectorAll<HTMLElement>('[data-alias-group]') ?? []) {
    const { top, bottom } = item.getBoundingClientRect();
    if (top >= innerHeight) break;
    const digest = item.getAttribute('data-digest');
    if (bottom > 0 && isDigest(digest)) seen.push({ digest, top });
  }
  const isCut = ({ top }: Seen) => top < 0;
  return [...seen.filter((one) => !isCut(one)), ...seen.filter(isCut)];
}

export function itemOf(list: HTMLOListElement | null, digest: string): HTMLElement | undefined {
  const selector = `[data-alias-group][data-digest="${digest}"]`;
  return list?.querySelector<HTMLElement>(selector) ?? undefined;
}
