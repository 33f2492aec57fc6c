/**
 * From knowledge to the view of one tag: a pure function, and the only place that decides in which state a row is.
 * States, evidence and failures: test/CONTRACT.md, section 3.
 */
import type { Digest } from '../core/digest.ts';
import { type Failure, failure } from '../core/failure.ts';
import { pickImage } from '../core/image-choice.ts';
import { manifestKind } from '../core/media-type.ts';
import { type PlatformKey, UNKNOWN_PLATFORM } from '../core/platform.ts';
import type { Evidence, PlatformImage, TagRecord } from '../core/tag-record.ts';
import { type VersionOf, versionOf } from '../core/version-of.ts';
import type { FailureView, ImageView, TagView, VersionView } from '../messaging/view.ts';
import { REGISTRY_HOST } from '../registry/endpoints.ts';
import { type Ask, isFresh, type TagEntry } from './knowledge.ts';
import type { Related } from './related.ts';
import { type FactsOf, isMissing, type Spoken, spokenOf, weakest } from './spoken.ts';

/** What views of one repository are made from, beside the entries. */
export interface ViewContext {
  readonly related: Related;
  readonly facts: FactsOf;
  readonly now: number;
  readonly preferredPlatform: PlatformKey;
  /** What is known of another tag. */
  entry(tag: string): TagEntry;
}

export function tagView(entry: TagEntry, context: ViewContext): TagView {
  const spoken = completed(spokenOf(entry, context.facts, context.now), entry.tag, context.related);
  const problem = problemOf(entry, spoken, context.now);
  const state = stateOf(entry, spoken, problem);
  const seen = problem && state !== 'loading' && { failure: failureView(problem) };
  const related = relatedOf(entry.tag, context.related);
  if (spoken === undefined) {
    return { tag: entry.tag, state, ...related, images: [], attestations: [], ...seen };
  }
  const { record, conflict, imagesFrom, at } = spoken;
  const imageId = imageIdOf(record, context.preferredPlatform);
  const version = versionView(
    versionOf(entry.tag, context.related.relations),
    record.evidence,
    context,
  );
  return {
    tag: entry.tag,
    state,
    digest: record.digest,
    ...(record.mediaType !== undefined && { mediaType: record.mediaType }),
    evidence: record.evidence,
    ...(conflict !== undefined && { conflict }),
    ...related,
    images: (record.images ?? []).map(imageView),
    ...(imagesFrom !== undefined && { imagesFrom }),
    attestations: record.attestations ?? [],
    ...seen,
    ...(!isFresh({ at }, context.now) && { staleSince: at }),
    ...(imageId && { imageId }),
    ...(version && { version }),
  };
}

/** @param evidence of what has that version: of the two the weaker one counts */
export function versionView(
  version: VersionOf | undefined,
  evidence: Evidence,
  { entry, facts, now }: ViewContext,
): VersionView | undefined {
  const spoken = version && spokenOf(entry(version.tag), facts, now);
  return spoken && { ...version, evidence: weakest([evidence, spoken.record.evidence]) };
}

/** The registry's word that there is no such tag. */
export function notFound(): Failure {
  return failure('not-found', { host: REGISTRY_HOST, status: 404 });
}

export function failureView({ kind, until, status, host }: Failure): FailureView {
  return {
    kind,
    ...(until !== undefined && { until }),
    ...(status !== undefined && { status }),
    ...(host !== undefined && { host }),
  };
}

export function imageView({ platform, digest, configDigest }: PlatformImage): ImageView {
  return { platform, digest, ...(configDigest !== undefined && { configDigest }) };
}

/** The runnable images of what the tag points to, where they are known. */
export function tagImages(
  entry: TagEntry,
  { facts, now, related }: ViewContext,
): readonly PlatformImage[] | undefined {
  return completed(spokenOf(entry, facts, now), entry.tag, related)?.record.images;
}

/** Platforms belong to a digest: what is known of them on account of another tag with that digest holds for this one. */
function completed(
  spoken: Spoken | undefined,
  tag: string,
  { relations }: Related,
): Spoken | undefined {
  const group = relations.groupOf(tag);
  if (!spoken || !group?.record.images || group.digest !== spoken.record.digest) return spoken;
  if (spoken.record.images) return spoken;
  const { images, attestations } = group.record;
  const record = { ...spoken.record, images, ...(attestations && { attestations }) };
  // Bytes would have been this tag's too: they are found by the digest.
  return { ...spoken, record, imagesFrom: 'hub' };
}

function stateOf(
  entry: TagEntry,
  spoken: Spoken | undefined,
  problem: Failure | undefined,
): TagView['state'] {
  if (!isSettled(entry.registryAsk, entry.registry)) return 'loading';
  if (!isSettled(entry.hubAsk, entry.hub)) return 'loading';
  if (spoken === undefined) return 'failed';
  const { mediaType, images, evidence } = spoken.record;
  const isWhole = mediaType !== undefined && images !== undefined && evidence !== 'hub';
  return isWhole && problem === undefined ? 'ready' : 'partial';
}

/** Answered, or known to give no answer. */
function isSettled(ask: Ask, word: object | undefined): boolean {
  return ask.state === 'failed' || (ask.state === 'idle' && word !== undefined);
}

/**
 * What went wrong: with the registry first, because it is the one that confirms. That the web API failed matters only
 * where its answer is missed.
 */
function problemOf(entry: TagEntry, spoken: Spoken | undefined, now: number): Failure | undefined {
  const { registryAsk, hubAsk } = entry;
  if (registryAsk.state === 'failed') return registryAsk.failure;
  if (isMissing(entry, now)) return notFound();
  if (spoken?.record.images) return undefined;
  if (isLegacy(spoken?.record.mediaType)) return failure('unsupported');
  return hubAsk.state === 'failed' ? hubAsk.failure : undefined;
}

function isLegacy(mediaType: string | undefined): boolean {
  return mediaType !== undefined && manifestKind(mediaType) === 'legacy';
}

const UNRELATED = { aliases: [], sameImages: [], someImages: [], sameImageId: [] };

function relatedOf(
  tag: string,
  related: Related,
): Pick<TagView, 'aliases' | 'sameImages' | 'someImages' | 'sameImageId'> {
  const group = related.relations.groupOf(tag);
  if (group === undefined) return UNRELATED;
  return { aliases: related.relations.aliasesOf(tag), ...related.tags(group) };
}

/** Of the preferred platform; where nobody has said the platform of what is one image, of that one. */
function imageIdOf(
  { images, configDigest }: TagRecord,
  preferred: PlatformKey,
): { platform: PlatformKey; digest: Digest } | undefined {
  if (images === undefined) {
    return configDigest && { platform: UNKNOWN_PLATFORM, digest: configDigest };
  }
  const image = pickImage(images, preferred);
  return image?.configDigest && { platform: image.platform, digest: image.configDigest };
}
