/**
 * From knowledge to all that an opened annotation, or an opened group of the popup, shows of one tag: a pure function.
 * Beside the row's own view it says what other clients get, and who says what of the bytes that were fetched here.
 */
import { ACCEPT_CASES, type AcceptOutcome, acceptOutcome } from '../core/accept.ts';
import type { Digest } from '../core/digest.ts';
import type { PlatformKey } from '../core/platform.ts';
import type { AcceptView, CheckView, ImageView, TagDetail, TagView } from '../messaging/view.ts';
import type { AskedAccepts } from './accepts.ts';
import { isFresh, type TagEntry } from './knowledge.ts';
import type { ManifestShelf } from './manifests.ts';
import { failureView, tagView, type ViewContext } from './tag-view.ts';

export interface DetailContext extends ViewContext {
  readonly shelf: Pick<ManifestShelf, 'isReading' | 'failureOf'>;
  readonly accepts: AskedAccepts;
  /** How many tags the repository has, where somebody said it. */
  readonly total: number | undefined;
}

export function tagDetail(entry: TagEntry, context: DetailContext): TagDetail {
  const { related, total, shelf, accepts } = context;
  const view = tagView(entry, context);
  const manifests = manifestsOf(view);
  return {
    view,
    known: related.known,
    ...(total !== undefined && { total: Math.max(total, related.known) }),
    preferredPlatform: context.preferredPlatform,
    accepts: acceptViews(view, accepts),
    isAskingAccepts: accepts.isAsking,
    checks: manifests.flatMap((manifest) => checkOf(manifest, entry, view, context) ?? []),
    reading: manifests.map(({ digest }) => digest).filter(shelf.isReading),
    unread: manifests.flatMap(({ digest }) => {
      const failed = shelf.failureOf(digest);
      return failed ? [{ digest, failure: failureView(failed.failure) }] : [];
    }),
  };
}

/** A manifest of the tag: without a platform its own. */
interface TagManifest {
  readonly digest: Digest;
  readonly platform?: PlatformKey;
}

/** The tag's own manifest, then those of its images; each once. */
function manifestsOf({ digest, images }: TagView): readonly TagManifest[] {
  if (digest === undefined) return [];
  const others = new Map(images.map((image) => [image.digest, image]));
  others.delete(digest);
  return [
    { digest },
    ...[...others.values()].map(({ digest, platform }) => ({ digest, platform })),
  ];
}

function acceptViews(
  { digest, mediaType, images }: TagView,
  { asked }: AskedAccepts,
): readonly AcceptView[] {
  return ACCEPT_CASES.map((accept) => {
    const said = asked.get(accept);
    const computed: AcceptOutcome =
      digest === undefined
        ? { kind: 'unknown' }
        : acceptOutcome(accept, {
            digest,
            ...(mediaType !== undefined && { mediaType }),
            ...(images.length > 0 && { images }),
          });
    if (said === undefined) return { accept, computed };
    if ('failure' in said) return { accept, computed, failure: failureView(said.failure) };
    return { accept, computed, asked: withPlatform(said.outcome, digest, images) };
  });
}

/** An image that was picked out of a list says by its digest whose it is. */
function withPlatform(
  outcome: AcceptOutcome,
  top: Digest | undefined,
  images: readonly ImageView[],
): AcceptOutcome {
  if (outcome.digest === top) return outcome;
  const image = images.find(({ digest }) => digest === outcome.digest);
  return image ? { ...outcome, platform: image.platform } : outcome;
}

/** Nothing for a manifest whose bytes were never here. */
function checkOf(
  { digest, platform }: TagManifest,
  entry: TagEntry,
  view: TagView,
  { facts, shelf, now }: DetailContext,
): CheckView | undefined {
  const read = facts(digest);
  const wrong = read ? undefined : shelf.failureOf(digest)?.failure.found;
  if (!read && !wrong) return undefined;
  const header = read ? read.header : wrong?.header;
  const bytes = read ? read.bytes : wrong?.bytes;
  const { registry } = entry;
  const head = platform === undefined && isFresh(registry, now) ? registry?.digest : undefined;
  const hub = platform === undefined ? topByHub(entry, view) : imageByHub(entry, view, digest);
  return {
    ...(platform !== undefined && { platform }),
    digest,
    computed: wrong?.computed ?? digest,
    ...(bytes !== undefined && { bytes }),
    ...(header !== undefined && { header }),
    ...(head !== undefined && { head }),
    ...(hub !== undefined && { hub }),
  };
}

/** A word of the web API that was overtaken by the registry's contradicts nobody, and is left out. */
function topByHub({ hub }: TagEntry, { digest, conflict }: TagView): Digest | undefined {
  return conflict ?? (hub?.digest === digest ? hub?.digest : undefined);
}

/** Of the same index only. Where a platform comes twice, the one that agrees counts. */
function imageByHub({ hub }: TagEntry, view: TagView, digest: Digest): Digest | undefined {
  if (hub?.digest === undefined || hub.digest !== view.digest) return undefined;
  const { images = [] } = hub;
  if (images.some((image) => image.digest === digest)) return digest;
  const platform = view.images.find((image) => image.digest === digest)?.platform;
  return images.find((image) => image.platform === platform)?.digest;
}
