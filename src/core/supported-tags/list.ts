/**
 * The "Supported tags" list of a repository, as publishers put it into their README: one line for each digest with all
 * the tags that point to it. Here it is made from what the registry serves, so it cannot say what is not so. This file
 * holds what such a list is; the forms in which it is written stand beside it. Documented in docs/supported-tags.md.
 */
import type { Digest } from '../digest.ts';
import type { FailureKind } from '../failure.ts';
import type { PlatformKey } from '../platform.ts';
import { inOneGo, type Steps } from '../steps.ts';
import { isSignatureTag, isTag } from '../tag.ts';
import { sortTags, tagKey } from '../tag-order.ts';
import type { Evidence } from '../tag-record.ts';
import { compareText } from '../text-order.ts';

export interface SupportedTagsLine {
  /** All tags of the digest: versions first, floating ones last (tag order). Never empty. */
  readonly tags: readonly string[];
  readonly digest: Digest;
  readonly mediaType?: string;
  /** `hub`: not confirmed by the registry. */
  readonly evidence: Evidence;
  /** The runnable images; left out where they are not known, or where nothing in it runs. Platforms may repeat. */
  readonly platforms?: readonly { readonly platform: PlatformKey; readonly digest: Digest }[];
  /** The most exact version that this is known to be; `by` says how. */
  readonly version?: { readonly tag: string; readonly by: 'digest' | 'images' | 'image-id' };
  /** ISO 8601, UTC: when this was learnt, where that was more than five minutes before the list was made. */
  readonly learntAt?: string;
}

/** Version 1 of the list's JSON form, field by field: docs/supported-tags.schema.json. */
export interface SupportedTagsList {
  readonly schemaVersion: 1;
  /** Full name, `library/` included. */
  readonly repository: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** On how many tags the list rests, those of signatures included. */
  readonly known: number;
  /** How many the repository has; left out where nobody has said it. */
  readonly total?: number;
  /** Sorted by their first tag. */
  readonly lines: readonly SupportedTagsLine[];
  /** Tags that stand in no line. */
  readonly leftOut: {
    /** Where tools keep signatures of other manifests. */
    readonly signatures: number;
    /** Named in a listing, and not in the registry. */
    readonly missing: number;
    /** Nobody could tell what they point to. */
    readonly unknown: number;
  };
}

interface SourceGroup {
  readonly digest: Digest;
  readonly tags: readonly string[];
  readonly mediaType?: string;
  readonly evidence: Evidence;
  /** Empty while they are not known. */
  readonly images: readonly { readonly platform: PlatformKey; readonly digest: Digest }[];
  readonly version?: NonNullable<SupportedTagsLine['version']>;
  /** Milliseconds since 1970. */
  readonly staleSince?: number;
}

/** What a list is made from. The popup's view of a repository is one. */
export interface ListSource {
  readonly repository: string;
  readonly known: number;
  readonly total?: number;
  readonly groups: readonly SourceGroup[];
  readonly unknownTags: readonly {
    readonly tag: string;
    readonly failure?: { readonly kind: FailureKind };
  }[];
  /** How many more of those there are that are not named. */
  readonly furtherUnknown?: { readonly missing: number; readonly unknown: number };
  /** How many tags of signatures there are beside those in the groups. */
  readonly signatureTags?: number;
}

/** Groups to look at between two stops. */
const STEP = 100;

/** @param madeAt milliseconds since 1970 */
export function supportedTags(source: ListSource, madeAt: number): SupportedTagsList {
  return inOneGo(supportedTagsInSteps(source, madeAt));
}

/** The same where others must not wait until thousands of groups are gone through. */
export function* supportedTagsInSteps(
  source: ListSource,
  madeAt: number,
): Steps<SupportedTagsList> {
  const { repository, known, total, groups, unknownTags, signatureTags = 0 } = source;
  const further = source.furtherUnknown ?? { missing: 0, unknown: 0 };
  const missing = unknownTags.filter(({ failure }) => failure?.kind === 'not-found').length;
  const lines: SupportedTagsLine[] = [];
  let signatures = signatureTags;
  // What is no tag by the grammar names nothing that could be pulled, and may be an attack on the page that shows it.
  let untellable = 0;
  for (const [place, group] of groups.entries()) {
    if (place % STEP === 0) yield;
    const line = lineOf(group);
    if (line) lines.push(line);
    signatures += group.tags.filter(isSignatureTag).length;
    untellable += group.tags.filter((tag) => !isTag(tag)).length;
  }
  return {
    schemaVersion: 1,
    repository,
    madeAt: new Date(madeAt).toISOString(),
    known,
    ...(total !== undefined && { total }),
    lines: yield* inTagOrder(lines),
    leftOut: {
      signatures,
      missing: missing + further.missing,
      unknown: unknownTags.length - missing + further.unknown + untellable,
    },
  };
}

function lineOf(group: SourceGroup): SupportedTagsLine | undefined {
  const tags = sortTags(group.tags.filter((tag) => isTag(tag) && !isSignatureTag(tag)));
  if (tags.length === 0) return undefined;
  const { digest, mediaType, evidence, images, version, staleSince } = group;
  return {
    tags,
    digest,
    ...(mediaType !== undefined && { mediaType }),
    evidence,
    ...(images.length > 0 && {
      platforms: images.map(({ platform, digest }) => ({ platform, digest })),
    }),
    ...(version && { version: { tag: version.tag, by: version.by } }),
    ...(staleSince !== undefined && { learntAt: new Date(staleSince).toISOString() }),
  };
}

function* inTagOrder(lines: readonly SupportedTagsLine[]): Steps<readonly SupportedTagsLine[]> {
  const byKey = new Map<string, SupportedTagsLine>();
  for (const [place, line] of lines.entries()) {
    if (place % STEP === 0) yield;
    byKey.set(tagKey(line.tags[0] ?? ''), line);
  }
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, line]) => line);
}

/** Whether the registry has not confirmed all of it lately: asking it is free, and worth it before the list is given away. */
export function needsConfirming({ groups }: Pick<ListSource, 'groups'>): boolean {
  return groups.some(({ evidence, staleSince }) => evidence === 'hub' || staleSince !== undefined);
}
