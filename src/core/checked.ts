/**
 * Checked here: a digest is the hash of a manifest's bytes, so whoever fetched the bytes can tell for certain whether the
 * registry's header, its word on the tag and the Hub API's word are right. This names who is not.
 */
import type { Digest } from './digest.ts';

/** `bytes`: what came hashes to something else. `header`: what the registry wrote beside them. `head`: what the tag is now. */
export type Witness = 'bytes' | 'header' | 'head' | 'hub';

/** One manifest, and what everybody says of it. Who said nothing is left out. */
export interface Testimony {
  /** The digest that was asked for: what the others are held against. */
  readonly digest: Digest;
  /** The hash of the bytes, made here. */
  readonly computed: Digest;
  /** `Docker-Content-Digest` of the answer that brought the bytes. */
  readonly header?: Digest;
  /** What the registry's HEAD for the tag says now. */
  readonly head?: Digest;
  /** What the Hub API says. */
  readonly hub?: Digest;
}

/** Who says something else than the digest that was asked for. Silence is no disagreement. */
export function disagreeing(check: Testimony): readonly Witness[] {
  const words: readonly (readonly [Witness, Digest | undefined])[] = [
    ['bytes', check.computed],
    ['header', check.header],
    ['head', check.head],
    ['hub', check.hub],
  ];
  return words.flatMap(([witness, said]) =>
    said === undefined || said === check.digest ? [] : [witness],
  );
}
