/** What is known of a tag, as a row of the store. */
import type { Digest } from '../core/digest.ts';
import type { TagRow } from './knowledge.ts';

/** The part of an entry that is kept. */
export function rowOf({ tag, hub, registry }: TagRow): TagRow {
  return { tag, ...(hub && { hub }), ...(registry && { registry }) };
}

/** Digests that a row speaks of: of the tag and of its images. */
export function* digestsOf({ hub, registry }: TagRow): Iterable<Digest> {
  if (hub?.digest) yield hub.digest;
  if (registry?.digest) yield registry.digest;
  for (const { digest } of hub?.images ?? []) yield digest;
}
