/**
 * Which groups hold an image, or a config: a look-up that is kept up to date as groups come and go. Most images are one
 * group's, and a repository has hundreds of thousands, so that nothing but the group itself is held for such. Some are
 * thousands of groups': these stand in their order, so that whoever wants the first few takes no look at the others.
 */
import type { Digest } from './digest.ts';
import type { AliasGroup } from './relations.ts';

export class Holders {
  readonly #by = new Map<Digest, AliasGroup | AliasGroup[]>();
  readonly #digestsOf: (group: AliasGroup) => readonly Digest[];

  /** @param digestsOf what a group holds: always the same for one group */
  constructor(digestsOf: (group: AliasGroup) => readonly Digest[]) {
    this.#digestsOf = digestsOf;
  }

  add(group: AliasGroup): void {
    for (const digest of this.#digestsOf(group)) {
      const held = this.#by.get(digest);
      if (held === undefined) this.#by.set(digest, group);
      else if (Array.isArray(held)) insert(group, held);
      else if (held !== group) {
        this.#by.set(digest, held.key < group.key ? [held, group] : [group, held]);
      }
    }
  }

  remove(group: AliasGroup): void {
    for (const digest of this.#digestsOf(group)) {
      const held = this.#by.get(digest);
      if (Array.isArray(held)) take(group, held);
      if (held === group || (Array.isArray(held) && held.length === 0)) this.#by.delete(digest);
    }
  }

  /** Those that hold it, in the order of groups. The list is the one that is kept: it changes with the next group. */
  of(digest: Digest): readonly AliasGroup[] {
    const held = this.#by.get(digest);
    if (held === undefined) return [];
    return Array.isArray(held) ? held : [held];
  }

  /** How many hold it. */
  count(digest: Digest): number {
    const held = this.#by.get(digest);
    if (held === undefined) return 0;
    return Array.isArray(held) ? held.length : 1;
  }
}

function insert(group: AliasGroup, held: AliasGroup[]): void {
  if (placeIn(held, group) < 0) held.splice(placeOf(group.key, held), 0, group);
}

function take(group: AliasGroup, held: AliasGroup[]): void {
  const place = placeIn(held, group);
  if (place >= 0) held.splice(place, 1);
}

/** Where it stands; -1 where it does not. While tags move from group to group, two may have the same key for a moment. */
function placeIn(held: readonly AliasGroup[], group: AliasGroup): number {
  for (let place = placeOf(group.key, held); held[place]?.key === group.key; place += 1) {
    if (held[place] === group) return place;
  }
  return -1;
}

/** Where the first of that key, or a later one, stands: by halves. */
function placeOf(key: string, held: readonly AliasGroup[]): number {
  let [from, to] = [0, held.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((held[middle]?.key ?? '') < key) from = middle + 1;
    else to = middle;
  }
  return from;
}
