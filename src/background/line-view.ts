/**
 * From knowledge to the verdict on a declared line of a "Supported tags" list. It rests on the registry's fresh word
 * alone; images are asked for only where the digests of a line differ.
 */
import type { Digest } from '../core/digest.ts';
import { lineVerdict, type TagWord } from '../core/line-verdict.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import type { LineView } from '../messaging/view.ts';
import { isFresh, type TagEntry } from './knowledge.ts';
import { failureView, tagImages, type ViewContext } from './tag-view.ts';

export function lineView(tags: readonly string[], context: ViewContext): LineView {
  const isSplit = digestsOf(tags, context).size > 1;
  const verdict = lineVerdict(tags, (tag) => wordOf(context.entry(tag), isSplit, context));
  const failed = verdict.verdict === 'unknown' && !verdict.asking;
  const asks = tags.map((tag) => context.entry(tag).registryAsk);
  const problem = failed ? asks.find((ask) => ask.state === 'failed') : undefined;
  return {
    ...verdict,
    tags,
    ...(problem?.state === 'failed' && { failure: failureView(problem.failure) }),
  };
}

/** The tags of a line whose images are missed: those with several digests among them. */
export function missesImages(tags: readonly string[], context: ViewContext): readonly string[] {
  if (digestsOf(tags, context).size < 2) return [];
  return tags.filter((tag) => !imagesOf(context.entry(tag), context));
}

function digestsOf(tags: readonly string[], { entry, now }: ViewContext): ReadonlySet<Digest> {
  return new Set(tags.flatMap((tag) => digestOf(entry(tag), now) ?? []));
}

function digestOf({ registry }: TagEntry, now: number): Digest | undefined {
  return isFresh(registry, now) ? registry?.digest : undefined;
}

function wordOf(entry: TagEntry, isSplit: boolean, context: ViewContext): TagWord {
  const { registry, registryAsk, hubAsk } = entry;
  if (registryAsk.state === 'pending') return { state: 'asking' };
  if (registry === undefined || !isFresh(registry, context.now)) {
    return { state: registryAsk.state === 'failed' ? 'failed' : 'asking' };
  }
  if (registry.digest === undefined) return { state: 'missing' };
  const images = imagesOf(entry, context);
  // Two digests may still be the same images.
  if (isSplit && !images && hubAsk.state === 'pending') return { state: 'asking' };
  return { state: 'known', digest: registry.digest, ...(images && { images }) };
}

function imagesOf(entry: TagEntry, context: ViewContext): readonly PlatformImage[] | undefined {
  const images = tagImages(entry, context);
  return images && images.length > 0 ? images : undefined;
}
