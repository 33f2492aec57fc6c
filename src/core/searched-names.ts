/**
 * The tag names of a list of groups as one text, made ready to be searched while somebody types: once for each list. Tens of
 * thousands of names are walked in less than a millisecond so; looked up group by group they take ten times as long.
 */
import type { SearchedGroup } from './finding.ts';
import { inOneGo, type Steps } from './steps.ts';

/** Stands between names; none holds it (distribution specification, "Pull", `<reference>` as a tag). */
const BETWEEN = '\n';
/** Groups between two steps: well below a millisecond. */
const AT_ONCE = 2_000;

interface Name {
  readonly tag: string;
  readonly group: SearchedGroup;
  /** Of the group in the list. */
  readonly place: number;
  /** Where the next name begins in the text. */
  readonly end: number;
}

interface Names {
  /** All in lower case, each between two of `BETWEEN`. */
  readonly text: string;
  /** In the order of the text. */
  readonly names: readonly Name[];
}

const NAMES = new WeakMap<readonly SearchedGroup[], Names>();

/** Makes a list ready ahead of need. It may not be changed from then on. */
export function* prepareNames(groups: readonly SearchedGroup[]): Steps<void> {
  if (!NAMES.has(groups)) NAMES.set(groups, yield* join(groups));
}

function namesOf(groups: readonly SearchedGroup[]): Names {
  const names = NAMES.get(groups) ?? inOneGo(join(groups));
  NAMES.set(groups, names);
  return names;
}

/** Calls with each tag whose name holds the text, in any case, in the order of the list. */
export function forEachNamed(
  groups: readonly SearchedGroup[],
  part: string,
  call: (name: Name) => void,
): void {
  const wanted = part.toLowerCase();
  if (wanted.includes(BETWEEN)) return;
  forEachHit(namesOf(groups), wanted, call);
}

/** The first group of the list that has a tag of exactly this name. */
export function groupNamed(
  groups: readonly SearchedGroup[],
  tag: string,
): SearchedGroup | undefined {
  if (tag.includes(BETWEEN)) return undefined;
  let found: SearchedGroup | undefined;
  forEachHit(namesOf(groups), `${BETWEEN}${tag.toLowerCase()}${BETWEEN}`, (name) => {
    if (name.tag === tag) found ??= name.group;
  });
  return found;
}

function* join(groups: readonly SearchedGroup[]): Steps<Names> {
  const parts: string[] = [];
  const names: Name[] = [];
  let end = BETWEEN.length;
  for (const [place, group] of groups.entries()) {
    for (const tag of group.tags) {
      const name = tag.toLowerCase();
      parts.push(name);
      end += name.length + BETWEEN.length;
      names.push({ tag, group, place, end });
    }
    if (place % AT_ONCE === AT_ONCE - 1) yield;
  }
  return { text: [BETWEEN, parts.join(BETWEEN), BETWEEN].join(''), names };
}

function forEachHit({ text, names }: Names, wanted: string, call: (name: Name) => void): void {
  let at = text.indexOf(wanted);
  for (const name of names) {
    if (at < 0) return;
    // One that is between two others is at the end of the first.
    if (at >= name.end - BETWEEN.length) continue;
    call(name);
    at = text.indexOf(wanted, name.end - BETWEEN.length);
  }
}
