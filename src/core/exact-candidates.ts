/**
 * The names of a group from which the most exact one is chosen. A digest may have thousands of tags; of those that differ
 * in their numbers only, the first in tag order is the only one that can be the answer (a pre-release with a number stands
 * before the one that moves), so that few are left to compare.
 */
import { type ExactName, type Exactness, exactnessOf, readExactName } from './exact-name.ts';
import type { AliasGroup } from './relations.ts';

/** Components that the version of a floating tag has at most: one more, and nothing is left open. */
const MOST_ASKED = 2;

/** The names of one exactness, in tag order. */
export class Candidates {
  readonly all: readonly ExactName[];
  readonly #byBeginning = new Map<string, ExactName[]>();

  constructor(names: readonly ExactName[]) {
    this.all = names;
    const seen = new Set<string>();
    for (const name of names) {
      const { version, ending, preRelease } = name;
      const likeness = `${version.length} ${preRelease?.stage ?? '-'} ${ending}`;
      for (let length = 0; length <= Math.min(version.length, MOST_ASKED); length += 1) {
        const beginning = version.slice(0, length).join('.');
        const key = `${beginning} ${likeness}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const alike = this.#byBeginning.get(beginning);
        if (alike) alike.push(name);
        else this.#byBeginning.set(beginning, [name]);
      }
    }
  }

  /**
   * Among these is the best answer to what was asked, before all others that are as good. First those that go on what was
   * asked; where those say no more than it does, one of the others may.
   */
  for({ version }: ExactName): readonly ExactName[] {
    if (version.length > MOST_ASKED) return this.all;
    const beginning = version.join('.');
    const others = this.#byBeginning.get('') ?? [];
    return beginning === '' ? others : [...(this.#byBeginning.get(beginning) ?? []), ...others];
  }
}

/** Names are taken apart once for each group. */
const MADE = new WeakMap<AliasGroup, Readonly<Record<Exactness, Candidates>>>();

export function candidatesOf(group: AliasGroup): Readonly<Record<Exactness, Candidates>> {
  const before = MADE.get(group);
  if (before) return before;
  const names = group.tags.map(readExactName);
  const thatAre = (exactness: Exactness) =>
    new Candidates(names.filter((name) => exactnessOf(name) === exactness));
  const made = {
    version: thatAre('version'),
    inside: thatAre('inside'),
    stamp: thatAre('stamp'),
  };
  MADE.set(group, made);
  return made;
}
