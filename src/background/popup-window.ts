/**
 * Which groups of its repository one popup is told: those that the text in the find box leaves, and of these the part
 * that is on screen. What the text names and leaves is worked out once for each set of groups, not for each answer.
 */
import { find } from '../core/find.ts';
import type { Finding, SearchedGroup } from '../core/finding.ts';
import type { PlatformKey } from '../core/platform.ts';
import type { AliasGroup, Relations } from '../core/relations.ts';
import { forEachNamed } from '../core/searched-names.ts';
import type { Steps } from '../core/steps.ts';
import { MAX_WINDOW, type PopupRequest } from '../messaging/protocol.ts';
import type { SeekPlan, WindowView } from '../messaging/view.ts';
import { createSearchedGroups } from './searched-groups.ts';
import { NO_SEEK, planSeek } from './seek-plan.ts';
import type { FactsOf } from './spoken.ts';

export type WindowRequest = Extract<PopupRequest, { type: 'window' }>;

/** What is searched. */
export interface WindowSource {
  readonly repository: string;
  readonly relations: Relations;
  /** Tags without a digest, tag order. The same list for as long as they are the same. */
  readonly unknown: readonly string[];
}

export interface PopupWindow {
  /** Replaces what is asked for; nothing: the first groups of all. */
  asked: WindowRequest | undefined;
  /** @param tag the one that was opened */
  view(
    source: WindowSource,
    tag: string | undefined,
  ): { readonly view: WindowView; readonly groups: readonly AliasGroup[] };
  /** What reading manifests for a hash would cost; nothing is to be read where the text is none that is looked for. */
  seek(source: WindowSource, preferred: PlatformKey): SeekPlan;
  /** Makes groups ready to be searched, before anybody types. */
  prepare(relations: Relations): Steps<void>;
  /** Manifests were read since. */
  forgetSeek(): void;
}

interface Left {
  readonly groups: readonly AliasGroup[];
  readonly finding?: Finding;
}

/** Groups that are told unasked of a repository that has more than one view tells. */
const FIRST = 160;

export function createPopupWindow(facts: FactsOf): PopupWindow {
  const searched = createSearchedGroups(facts);
  /** What was worked out last, and of what. */
  let last: { readonly of: readonly unknown[]; readonly left: Left } | undefined;
  let lastSeek: { readonly of: readonly unknown[]; readonly plan: SeekPlan } | undefined;

  function left({ repository, relations, unknown }: WindowSource): Left {
    const sought = popupWindow.asked?.sought ?? '';
    const { groups } = relations;
    if (sought.trim() === '') return { groups };
    const of = [sought, repository, groups, unknown];
    if (last && isEach(last.of, of)) return last.left;
    const unknownTags = unknown.map((tag) => ({ tag }));
    const known = { repository, groups: searched.of(relations), unknownTags };
    const finding = find(known, sought);
    const made = { groups: groupsLeft(relations, known.groups, sought, finding), finding };
    last = { of, left: made };
    return made;
  }

  const popupWindow: PopupWindow = {
    asked: undefined,
    view(source, tag) {
      const { sought, count, ...asked } = popupWindow.asked ?? unasked(source);
      const { groups, finding } = left(source);
      const from = movedWith(groups, asked);
      const last = Math.max(0, groups.length - count);
      // A window that holds all holds them from the first one on.
      const first = last === 0 || from >= groups.length ? last : from;
      const group = tag === undefined ? undefined : source.relations.groupOf(tag);
      const place = group ? groups.indexOf(group) : -1;
      return {
        view: {
          sought,
          ...(finding && { finding }),
          matching: groups.length,
          from: first,
          ...(place >= 0 && { askedPlace: place }),
          isAskedKnown: group !== undefined,
        },
        groups: groups.slice(first, first + count),
      };
    },
    seek(source, preferred) {
      if (left(source).finding?.hex === undefined) return NO_SEEK;
      const { groups } = source.relations;
      const of = [groups, preferred];
      if (!lastSeek || !isEach(lastSeek.of, of)) {
        lastSeek = { of, plan: planSeek(groups, facts, preferred) };
      }
      return lastSeek.plan;
    },
    prepare: searched.prepare,
    forgetSeek() {
      lastSeek = undefined;
    },
  };
  return popupWindow;
}

function unasked({ relations }: WindowSource): Omit<WindowRequest, 'type'> {
  const isOneView = relations.groups.length <= MAX_WINDOW;
  return { sought: '', from: 0, count: isOneView ? MAX_WINDOW : FIRST };
}

/**
 * Those with a tag that contains the text, or else those that hold what was found.
 * @param searched the relations' groups, in their order
 */
export function groupsLeft(
  relations: Relations,
  searched: readonly SearchedGroup[],
  sought: string,
  finding: Finding,
): readonly AliasGroup[] {
  const { groups } = relations;
  const named = new Set<number>();
  forEachNamed(searched, sought.trim(), ({ place }) => named.add(place));
  if (named.size > 0) return groups.filter((_, place) => named.has(place));
  const found = finding.candidates ?? [finding];
  const carrying = new Set(found.flatMap(({ tags }) => tags.map((tag) => relations.groupOf(tag))));
  return groups.filter((group) => carrying.has(group));
}

/** Where a window begins now that was asked for by a group in it. */
function movedWith(
  groups: readonly AliasGroup[],
  { from, near }: Pick<WindowRequest, 'from' | 'near'>,
): number {
  if (!near) return from;
  const place = groups.findIndex(({ digest }) => digest === near.digest);
  return place < 0 ? from : Math.max(0, from + place - near.place);
}

function isEach(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((one, place) => one === b[place]);
}
