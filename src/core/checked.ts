/**
 * Checked here: a digest is the hash of a manifest's bytes, so whoever fetched the bytes can tell for certain whether the
 * registry's header and the Hub API's word are right. This names who is not. Its HEAD for the tag is no witness: wherever it
 * has spoken lately, the digest that is asked for is its own word.
 */
import type { Digest } from './digest.ts';

/** `bytes`: what came hashes to something else. `header`: what the registry wrote beside them. */
export type Witness = 'bytes' | 'header' | 'hub';

/** One manifest, and what everybody says of it. Who said nothing is left out. */
export interface Testimony {
  /** The digest that was asked for: what the others are held against. */
  readonly digest: Digest;
  /** The hash of the bytes, made here. */
  readonly computed: Digest;
  /** `Docker-Content-Digest` of the answer that brought the bytes. */
  readonly header?: Digest;
  /** What the Hub API says. */
  readonly hub?: Digest;
}

/** Who says something else than the digest that was asked for. Silence is no disagreement. */
export function disagreeing(check: Testimony): readonly Witness[] {
  const words: readonly (readonly [Witness, Digest | undefined])[] = [
    ['bytes', check.computed],
    ['header', check.header],
    ['hub', check.hub],
  ];
  return words.flatMap(([witness, said]) =>
    said === undefined || said === check.digest ? [] : [witness],
  );
}
