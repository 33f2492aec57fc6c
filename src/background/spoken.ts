/**
 * From the words of two sources to what a tag points to. The registry is right wherever it has spoken lately; before
 * that, and where it cannot be reached, the web API's word stands, as what it is.
 */
import type { Digest } from '../core/digest.ts';
import type { Evidence, PlatformImage, TagRecord } from '../core/tag-record.ts';
import { FRESH_MS, isFresh, isOvertaken, type TagEntry } from './knowledge.ts';
import type { ManifestFacts } from './manifest-facts.ts';

export type FactsOf = (digest: Digest) => ManifestFacts | undefined;

export interface Spoken {
  readonly record: TagRecord;
  /** When it was said, milliseconds since 1970. */
  readonly at: number;
  /** The web API's digest, where the registry names another. */
  readonly conflict?: Digest;
  readonly imagesFrom?: 'hub' | 'bytes';
}

const WEAKEST_FIRST: readonly Evidence[] = ['hub', 'registry', 'bytes'];

/** The evidence of several words taken together: `hub` where there is none. */
export function weakest(evidence: readonly Evidence[]): Evidence {
  return WEAKEST_FIRST.find((one) => evidence.includes(one)) ?? 'hub';
}

/** What the tag points to: nothing where nobody has said it, or the registry says that there is no such tag. */
export function spokenOf(entry: TagEntry, facts: FactsOf, now: number): Spoken | undefined {
  const { hub, registry } = entry;
  if (registryCounts(entry, now)) {
    if (registry?.digest === undefined) return undefined;
    const conflict = conflictOf(entry);
    return {
      ...describe(entry, registry.digest, facts, registryEvidence(entry, facts, now)),
      at: registry.at,
      ...(conflict !== undefined && { conflict }),
    };
  }
  if (hub?.digest === undefined) return undefined;
  return { ...describe(entry, hub.digest, facts, 'hub'), at: hub.at };
}

/** Whether anybody's word on what the tag points to counts: `spokenOf`, without the rest of it. */
export function isSpoken(entry: TagEntry, now: number): boolean {
  const { hub, registry } = entry;
  return (registryCounts(entry, now) ? registry : hub)?.digest !== undefined;
}

/** Whether the registry says that there is no such tag. */
export function isMissing(entry: TagEntry, now: number): boolean {
  return registryCounts(entry, now) && entry.registry?.digest === undefined;
}

/** The record that relations are made from; nothing for a word older than `horizon`. */
export function tagRecord(
  entry: TagEntry,
  facts: FactsOf,
  now: number,
  horizon: number,
): TagRecord | undefined {
  const spoken = spokenOf(entry, facts, now);
  if (spoken === undefined) return undefined;
  const { hub } = entry;
  const repeatedAt = hub?.digest === spoken.record.digest ? hub.at : spoken.at;
  return Math.max(spoken.at, repeatedAt) >= horizon ? spoken.record : undefined;
}

/**
 * When what is spoken may become something else by time alone, milliseconds since 1970: the registry's word then loses, or
 * gets, its freshness, or a web API's word that says something else does. Undefined where time changes nothing any more.
 */
export function changesAt({ hub, registry }: TagEntry, now: number): number | undefined {
  if (registry === undefined) return undefined;
  const isContested = hub?.digest !== undefined && hub.digest !== registry.digest;
  const edges = [registry.at, registry.at + FRESH_MS];
  if (isContested) edges.push(hub.at, hub.at + FRESH_MS);
  const coming = edges.filter((at) => at > now);
  return coming.length > 0 ? Math.min(...coming) : undefined;
}

/**
 * An old word of the registry yields to a fresh one of the web API that says something else, and only while nobody is
 * asking the registry again.
 */
function registryCounts({ hub, registry, registryAsk }: TagEntry, now: number): boolean {
  if (registry === undefined) return false;
  if (isFresh(registry, now) || registryAsk.state === 'pending') return true;
  return hub?.digest === undefined || !isFresh(hub, now) || hub.digest === registry.digest;
}

/** `bytes` only while the registry's word is fresh: it must name that digest now. */
function registryEvidence(
  { registry }: TagEntry,
  facts: FactsOf,
  now: number,
): 'registry' | 'bytes' {
  const read = registry?.digest !== undefined && facts(registry.digest) !== undefined;
  return read && isFresh(registry, now) ? 'bytes' : 'registry';
}

/** Only words of about the same time can contradict each other; an older one was overtaken. */
function conflictOf(entry: TagEntry): Digest | undefined {
  const { hub, hubAsk, registry } = entry;
  if (!hub?.digest || !registry?.digest || hub.digest === registry.digest) return undefined;
  if (isOvertaken(entry)) return undefined;
  if (hubAsk.state === 'pending' || hub.at < registry.at - FRESH_MS) return undefined;
  return hub.digest;
}

function describe(
  { tag, hub, registry }: TagEntry,
  digest: Digest,
  facts: FactsOf,
  evidence: TagRecord['evidence'],
): Pick<Spoken, 'record' | 'imagesFrom'> {
  const read = facts(digest);
  const said = hub?.digest === digest ? hub : undefined;
  // Where the bytes were read, an index that holds no image holds none, whatever the web API makes of its entries.
  const fromBytes = read?.index?.images.length ? read.index.images : undefined;
  const known = read?.index ? fromBytes : said?.images;
  const images = known && withConfigs(known, facts);
  const attestations = read?.index?.attestations ?? said?.attestations;
  const mediaType =
    registry?.digest === digest ? registry.mediaType : (read?.mediaType ?? said?.mediaType);
  return {
    record: {
      tag,
      digest,
      evidence,
      ...(mediaType !== undefined && { mediaType }),
      ...(read?.config !== undefined && { configDigest: read.config }),
      ...(images && { images }),
      ...(attestations && { attestations }),
    },
    ...(images && { imagesFrom: fromBytes ? ('bytes' as const) : ('hub' as const) }),
  };
}

/** The list as it was where none was read, as most never are: a large repository has hundreds of thousands of images. */
function withConfigs(images: readonly PlatformImage[], facts: FactsOf): readonly PlatformImage[] {
  const isRead = images.some(({ digest }) => facts(digest)?.config !== undefined);
  return isRead ? images.map((image) => withConfig(image, facts)) : images;
}

function withConfig(image: PlatformImage, facts: FactsOf): PlatformImage {
  const configDigest = facts(image.digest)?.config;
  return { ...image, ...(configDigest !== undefined && { configDigest }) };
}
