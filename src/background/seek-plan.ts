/** What reading further manifests would cost: image IDs and layers stand in them alone. */
import type { Digest } from '../core/digest.ts';
import type { PlatformKey } from '../core/platform.ts';
import type { AliasGroup } from '../core/relations.ts';
import type { SeekPlan } from '../messaging/view.ts';
import { imageIdPlan } from './image-id-plan.ts';
import type { FactsOf } from './spoken.ts';

/** Manifest GETs of one click. */
const MAX_PULLS = 10;

export const NO_SEEK: SeekPlan = { groups: [], pulls: 0, unread: 0 };

/** Ends before the first group that would go beyond `MAX_PULLS`, so that nothing newer is left out. */
export function planSeek(
  groups: readonly AliasGroup[],
  facts: FactsOf,
  preferred: PlatformKey,
): SeekPlan {
  const chosen: Digest[] = [];
  let pulls = 0;
  let unread = 0;
  let isFull = false;
  for (const { digest, record } of groups) {
    const price = imageIdPlan(record, facts, preferred)?.pulls ?? 0;
    if (price === 0) continue;
    unread += 1;
    isFull ||= pulls + price > MAX_PULLS;
    if (isFull) continue;
    pulls += price;
    chosen.push(digest);
  }
  return { groups: chosen, pulls, unread };
}
