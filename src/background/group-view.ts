/** From knowledge to the view of one alias group, as the popup shows it. Contract: test/CONTRACT.md, section 4. */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import type { AliasGroup } from '../core/relations.ts';
import type { Evidence } from '../core/tag-record.ts';
import { versionOfGroup } from '../core/version-of.ts';
import type { GroupView, ImageView, VersionView } from '../messaging/view.ts';
import { imageIdPlan } from './image-id-plan.ts';
import type { ImageIds } from './image-ids.ts';
import { isFresh, type TagEntry } from './knowledge.ts';
import { type FactsOf, type Spoken, spokenOf, weakest } from './spoken.ts';
import { failureView, imageView, type ViewContext, versionView } from './tag-view.ts';

/** What a group's view needs of the reading of image IDs. */
export type ImageIdState = Pick<ImageIds, 'isBusy' | 'failureOf'>;

export function groupView(
  group: AliasGroup,
  entries: readonly TagEntry[],
  imageIds: ImageIdState,
  context: ViewContext,
): GroupView {
  const { digest, record } = group;
  const { spoken, evidence, version, staleSince } = wordOf(group, entries, context);
  const conflicts = entries.flatMap(({ tag }, place) => {
    const conflict = spoken[place]?.conflict;
    return conflict ? [{ tag, digest: conflict }] : [];
  });
  const plan = imageIdPlan(record, context.facts, context.preferredPlatform);
  const unread = imageIds.failureOf(digest, plan?.next)?.failure;
  // Bytes of no use leave no image ID to speak of.
  const problem = firstProblem(entries) ?? (plan ? undefined : unread);
  const isRead = (context.facts(digest)?.index?.images.length ?? 0) > 0;
  return {
    digest,
    tags: group.tags,
    ...(record.mediaType !== undefined && { mediaType: record.mediaType }),
    evidence,
    ...contentsOf(digest, context.facts),
    images: (record.images ?? []).map((image) => ({
      ...imageView(image),
      ...contentsOf(image.digest, context.facts),
    })),
    ...(record.images && { imagesFrom: isRead ? ('bytes' as const) : ('hub' as const) }),
    attestations: record.attestations ?? [],
    ...context.related.firstTags(group),
    ...(version && { version }),
    ...(plan && {
      imageId: {
        platform: plan.platform,
        ...(plan.digest !== undefined && { digest: plan.digest }),
        pulls: plan.pulls,
        busy: imageIds.isBusy(digest),
        ...(unread && { failure: failureView(unread) }),
      },
    }),
    conflicts,
    ...(problem && { failure: failureView(problem) }),
    ...(staleSince !== undefined && { staleSince }),
  };
}

/** What a group is, and on whose word, without its relations to others. */
export interface GroupWord {
  /** Of each entry. */
  readonly spoken: readonly (Spoken | undefined)[];
  /** The weakest among its tags. */
  readonly evidence: Evidence;
  readonly version: VersionView | undefined;
  /** When the oldest word was said, where that was too long ago to rest on. */
  readonly staleSince: number | undefined;
}

export function wordOf(
  group: AliasGroup,
  entries: readonly TagEntry[],
  context: ViewContext,
): GroupWord {
  const { facts, now, related } = context;
  const spoken = entries.map((entry) => spokenOf(entry, facts, now));
  const evidence = weakest(spoken.flatMap((s) => s?.record.evidence ?? []));
  const version = versionView(versionOfGroup(group, related.relations), evidence, context);
  const oldest = spoken.reduce((at, s) => Math.min(at, s?.at ?? now), now);
  return {
    spoken,
    evidence,
    version,
    staleSince: isFresh({ at: oldest }, now) ? undefined : oldest,
  };
}

/** What is in an image manifest that was read. */
export function contentsOf(
  digest: Digest,
  facts: FactsOf,
): Pick<ImageView, 'configDigest' | 'layers'> {
  const { config, layers } = facts(digest) ?? {};
  return { ...(config !== undefined && { configDigest: config }), ...(layers && { layers }) };
}

function firstProblem(entries: readonly TagEntry[]): Failure | undefined {
  for (const { registryAsk } of entries) {
    if (registryAsk.state === 'failed') return registryAsk.failure;
  }
  return undefined;
}
