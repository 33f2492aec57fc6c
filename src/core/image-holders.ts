/**
 * Which groups hold an image, or a config: a look-up that is kept up to date as groups come and go, each in time that
 * depends on the images of that one group. Most images are one group's, and a repository has hundreds of thousands, so
 * that nothing but the group itself is held for such.
 */
import type { Digest } from './digest.ts';
import type { AliasGroup } from './relations.ts';

export class Holders {
  readonly #by = new Map<Digest, AliasGroup | Set<AliasGroup>>();
  readonly #digestsOf: (group: AliasGroup) => readonly Digest[];

  /** @param digestsOf what a group holds: always the same for one group */
  constructor(digestsOf: (group: AliasGroup) => readonly Digest[]) {
    this.#digestsOf = digestsOf;
  }

  add(group: AliasGroup): void {
    for (const digest of this.#digestsOf(group)) {
      const held = this.#by.get(digest);
      if (held === undefined) this.#by.set(digest, group);
      else if (held instanceof Set) held.add(group);
      else if (held !== group) this.#by.set(digest, new Set([held, group]));
    }
  }

  remove(group: AliasGroup): void {
    for (const digest of this.#digestsOf(group)) {
      const held = this.#by.get(digest);
      if (held instanceof Set) held.delete(group);
      if (held === group || (held instanceof Set && held.size === 0)) this.#by.delete(digest);
    }
  }

  /** Those that hold it, in no order. */
  of(digest: Digest): Iterable<AliasGroup> {
    const held = this.#by.get(digest);
    if (held === undefined) return [];
    return held instanceof Set ? held : [held];
  }

  /** How many hold it. */
  count(digest: Digest): number {
    const held = this.#by.get(digest);
    if (held === undefined) return 0;
    return held instanceof Set ? held.size : 1;
  }
}
