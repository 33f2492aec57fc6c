/** What reading further manifests would cost: image IDs and layers stand in them alone. */
import type { Digest } from '../../core/digest.ts';
import type { GroupView } from '../../messaging/view.ts';

export interface SeekPlan {
  /** Which groups one click reads, in the order shown: newest first. */
  readonly groups: readonly Digest[];
  /** Manifest GETs that it takes at most. */
  readonly pulls: number;
  /** All groups whose image for the preferred platform was not read. */
  readonly unread: number;
}

/** Manifest GETs of one click. */
const MAX_PULLS = 10;

/** Ends before the first group that would go beyond `MAX_PULLS`, so that nothing newer is left out. */
export function planSeek(groups: readonly GroupView[]): SeekPlan {
  const unread = groups.filter(({ imageId }) => imageId && !imageId.digest);
  const chosen: Digest[] = [];
  let pulls = 0;
  for (const { digest, imageId } of unread) {
    const price = imageId?.pulls ?? 0;
    if (pulls + price > MAX_PULLS) break;
    pulls += price;
    chosen.push(digest);
  }
  return { groups: chosen, pulls, unread: unread.length };
}
