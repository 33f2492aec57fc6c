/** What every tag of a repository points to now, by the registry's own word: its list of names, then a HEAD for each. */
import type { Failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { ok, type Result } from '../core/result.ts';
import { isSignatureTag } from '../core/tag.ts';
import { sortTags } from '../core/tag-order.ts';
import type { TagRecord } from '../core/tag-record.ts';
import type { RegistryClient } from '../registry/client.ts';
import { createPace, forEachOf, type PaceClock } from './pace.ts';
import type { Patient } from './patience.ts';

export interface Heads {
  /** Of all names that the registry lists. */
  readonly total: number;
  readonly records: readonly TagRecord[];
  /** Nobody asks what these point to. */
  readonly signatureTags: number;
  /** In tag order. A `not-found` among them is an answer: the name is listed, and there is nothing under it. */
  readonly withoutDigest: readonly { readonly tag: string; readonly failure: Failure }[];
}

export interface HeadsDeps {
  readonly registry: Pick<RegistryClient, 'head' | 'tags'>;
  readonly clock: PaceClock;
  readonly patient: Patient;
  /** @param done tags of `total` that were answered */
  onProgress(done: number, total: number): void;
}

const AT_ONCE = 6;
const PER_MINUTE = 900;

/** Fails only where the names cannot be had: everything after that is told tag by tag. */
export async function askHeads(
  repository: RepositoryName,
  { registry, clock, patient, onProgress }: HeadsDeps,
): Promise<Result<Heads, Failure>> {
  const pace = createPace(clock, PER_MINUTE);
  const names = await patient(async () => {
    await pace();
    return registry.tags(repository);
  });
  if (!names.ok) return names;
  const tags = sortTags(names.value.filter((tag) => !isSignatureTag(tag)));
  const records = new Map<string, TagRecord>();
  const failures = new Map<string, Failure>();
  await forEachOf(tags, AT_ONCE, async (tag) => {
    const answer = await patient(async () => {
      await pace();
      return registry.head(repository, tag);
    });
    if (answer.ok) {
      const { digest, mediaType } = answer.value;
      records.set(tag, { tag, digest, mediaType, evidence: 'registry' });
    } else failures.set(tag, answer.error);
    onProgress(records.size + failures.size, tags.length);
  });
  return ok({
    total: names.value.length,
    records: tags.flatMap((tag) => records.get(tag) ?? []),
    signatureTags: names.value.length - tags.length,
    withoutDigest: tags.flatMap((tag) => {
      const failure = failures.get(tag);
      return failure ? [{ tag, failure }] : [];
    }),
  });
}
