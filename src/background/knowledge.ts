/**
 * What two sources have said of one tag. Docker Hub's web API gives breadth and is sometimes behind; the registry is
 * right by definition. Both words are kept apart, each with its time, so that a view can say on whose word it rests.
 */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import { LONGEST_MS } from '../http/retry-after.ts';
import type { ManifestHead } from '../registry/manifest-answer.ts';

/** Milliseconds for which a word is believed without asking again. */
export const FRESH_MS = 5 * 60_000;
/** Milliseconds before something that failed, or was no real answer, is asked again by itself. */
export const RETRY_MS = 30_000;

/** Milliseconds to wait at least, also where an answer says that no wait is needed. */
const SHORTEST_WAIT_MS = 1_000;

/** The web API's word on one tag. */
export interface HubWord {
  /** When it was got, milliseconds since 1970. */
  readonly at: number;
  /** `false`: the API does not list this tag. */
  readonly listed: boolean;
  readonly digest?: Digest;
  readonly mediaType?: string;
  /** Runnable images of `digest`, each with its digest; left out where the API gave none that can be used. */
  readonly images?: readonly PlatformImage[];
  readonly attestations?: readonly Digest[];
}

/** The registry's word on one tag. */
export interface RegistryWord {
  readonly at: number;
  /** Left out: the registry has no such tag. */
  readonly digest?: Digest;
  readonly mediaType?: string;
}

/** What is known of a tag, as it is kept. */
export interface TagRow {
  readonly tag: string;
  readonly hub?: HubWord;
  readonly registry?: RegistryWord;
}

/** Where the question to one source stands. `idle`: not asked, or answered (then there is a word). */
export type Ask = { readonly state: 'idle' } | { readonly state: 'pending' } | FailedAsk;

export interface FailedAsk {
  readonly state: 'failed';
  readonly failure: Failure;
  readonly at: number;
}

/** What is known of a tag, and what is being asked. */
export interface TagEntry extends TagRow {
  readonly hubAsk: Ask;
  readonly registryAsk: Ask;
}

export const IDLE: Ask = { state: 'idle' };
export const PENDING: Ask = { state: 'pending' };

/**
 * Whether something that was at `at` is younger than so many milliseconds. What lies in the future is not: a clock that
 * was set back would keep it young for ever.
 */
export function isWithin(milliseconds: number, at: number, now: number): boolean {
  return now >= at && now - at < milliseconds;
}

export function isFresh(word: { readonly at: number } | undefined, now: number): boolean {
  return word !== undefined && isWithin(FRESH_MS, word.at, now);
}

/** Whether the web API has named another digest well after the registry spoke: then the tag has moved, or the API is behind. */
export function isOvertaken({ hub, registry }: TagRow): boolean {
  if (!hub?.digest || !registry?.digest || hub.digest === registry.digest) return false;
  return hub.at - registry.at >= RETRY_MS;
}

/** Whether to ask the registry: no fresh word that still stands, none on its way, and no failure just now. */
export function needsRegistry(entry: TagEntry, now: number): boolean {
  const { registry, registryAsk } = entry;
  if (registry?.digest !== undefined && isFresh(registry, now) && !isOvertaken(entry)) return false;
  return mayAsk(registryAsk, now) && !(registry && isWithin(RETRY_MS, registry.at, now));
}

/**
 * Whether to ask the web API. An answer without usable images is kept, and is none (test/CONTRACT.md, section 3: an
 * answer with `images: []` is not remembered as an answer).
 */
export function needsHub({ hub, hubAsk }: TagEntry, now: number): boolean {
  if (hub && isAnswer(hub) && isFresh(hub, now)) return false;
  return mayAsk(hubAsk, now) && !(hub && isWithin(RETRY_MS, hub.at, now));
}

function isAnswer(hub: HubWord): boolean {
  return !hub.listed || hub.images !== undefined;
}

/** Whether the question may be asked: not while it is under way, and not while its last failure stands. */
export function mayAsk(ask: Ask, now: number): boolean {
  if (ask.state === 'failed') return !isWithin(waitOf(ask), ask.at, now);
  return ask.state === 'idle';
}

/** Milliseconds for which a failure stands: until the time that it names, else for a while. */
export function waitOf({
  failure,
  at,
}: {
  readonly failure: Failure;
  readonly at: number;
}): number {
  if (failure.until === undefined) return RETRY_MS;
  return Math.min(Math.max(failure.until - at, SHORTEST_WAIT_MS), LONGEST_MS);
}

/** The same entry, fit to be asked about at once where something failed or was not found. Words stay as they are. */
export function withoutFailures(entry: TagEntry, now: number): TagEntry {
  const { hub, registry, hubAsk, registryAsk } = entry;
  const at = now - RETRY_MS;
  return {
    ...entry,
    hubAsk: withoutFailure(hubAsk, now),
    registryAsk: withoutFailure(registryAsk, now),
    ...(hub && !hub.listed && { hub: { ...hub, at: Math.min(hub.at, at) } }),
    ...(registry &&
      registry.digest === undefined && { registry: { at: Math.min(registry.at, at) } }),
  };
}

/** A 429 stands until the time that it names, whoever is impatient. */
function withoutFailure(ask: Ask, now: number): Ask {
  if (ask.state !== 'failed') return ask;
  return ask.failure.kind === 'rate-limited' && !mayAsk(ask, now) ? ask : IDLE;
}

export function registryWord({ digest, mediaType }: ManifestHead, at: number): RegistryWord {
  return { at, digest, mediaType };
}
