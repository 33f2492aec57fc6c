/**
 * The platforms behind the digests that the registry named. Docker Hub's web API gives them for nothing, a hundred tags a
 * request; its word counts for exactly the digest that it names, and only where the registry has named that one too.
 */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import type { TagOrdering } from '../core/hub-location.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import type { HubClient } from '../hub/client.ts';
import { runnableImages } from '../hub/row-images.ts';
import type { HubTag } from '../hub/tag-answer.ts';
import { createPace, type PaceClock } from './pace.ts';
import type { Patient } from './patience.ts';

export interface HubPlatforms {
  readonly images: ReadonlyMap<Digest, readonly PlatformImage[]>;
  /** What kept it from going on, where something did. */
  readonly failure?: Failure;
}

export interface HubPlatformsDeps {
  readonly hub: Pick<HubClient, 'tagPage' | 'tag'>;
  readonly clock: PaceClock;
  readonly patient: Patient;
}

/** Each shows other tags before the end that a listing has for those who are not signed in. */
const ORDERINGS: readonly TagOrdering[] = ['last_updated', '-last_updated', 'name', '-name'];

/** Docker Hub allows 180 requests a minute, its pages' own included (captured 2026, `X-RateLimit-Limit`). */
const PER_MINUTE = 120;

/** Digests that are asked for by the name of a tag, where no listing shows them: five minutes' worth at that pace. */
const MOST_BY_NAME = 600;

/** @param wanted one tag for each digest, by digest */
export async function askPlatforms(
  repository: RepositoryName,
  wanted: ReadonlyMap<Digest, string>,
  { hub, clock, patient }: HubPlatformsDeps,
): Promise<HubPlatforms> {
  const images = new Map<Digest, readonly PlatformImage[]>();
  const pace = createPace(clock, PER_MINUTE);
  const missing = () => [...wanted].filter(([digest]) => !images.has(digest));
  /** Digests that the web API has shown, without anything that runs in them. */
  const seen = new Set<Digest>();

  const learn = (row: HubTag): void => {
    const { digest } = row;
    if (digest === undefined || !wanted.has(digest)) return;
    seen.add(digest);
    const found = runnableImages(row);
    if (found) images.set(digest, found);
  };

  /** Whether the listing's own end was reached. */
  async function walk(ordering: TagOrdering): Promise<Failure | 'whole' | 'wall'> {
    for (let page = 1; ; page += 1) {
      const answer = await patient(async () => {
        await pace();
        return hub.tagPage(repository, { page, ordering });
      });
      if (!answer.ok) return answer.error;
      if (answer.value.kind === 'wall') return 'wall';
      for (const row of answer.value.tags) learn(row);
      if (!answer.value.hasNext || missing().length === 0) return 'whole';
    }
  }

  for (const ordering of ORDERINGS) {
    const end = await walk(ordering);
    if (typeof end === 'object') return { images, failure: end };
    if (end === 'whole') break;
  }
  const unseen = missing().filter(([digest]) => !seen.has(digest));
  for (const [, tag] of unseen.slice(0, MOST_BY_NAME)) {
    const answer = await patient(async () => {
      await pace();
      return hub.tag(repository, tag);
    });
    if (answer.ok) learn(answer.value);
    else if (answer.error.kind !== 'not-found') return { images, failure: answer.error };
  }
  return { images };
}
