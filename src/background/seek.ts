/**
 * The search for a config or a layer that nobody has read yet: the preferred platform's manifests of some groups, one
 * after another, each a pull that the person has agreed to. What was read before is looked at first, and is free.
 */
import type { Digest } from '../core/digest.ts';
import { shortHex } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import type { PlatformKey } from '../core/platform.ts';
import type { Board } from './board.ts';
import { type ImageIdPlan, imageIdPlan } from './image-id-plan.ts';
import type { ManifestFacts } from './manifest-facts.ts';
import type { ManifestShelf } from './manifests.ts';
import { CONCERN_ALL } from './read-failures.ts';

export interface SeekQuestion {
  readonly board: Board;
  /** What is sought begins with these digits. */
  readonly hex: string;
  readonly groups: readonly Digest[];
  /** Manifest GETs that it may take at most. */
  readonly pulls: number;
  readonly preferred: PlatformKey;
  /** Called before each GET, with their number, that one included. */
  spending(pulls: number): void;
  /** Whether anybody still wants to know. */
  wanted(): boolean;
}

export interface SeekAnswer {
  readonly pulls: number;
  readonly found?: Digest;
  /** Why some manifest could not be read, where nothing was found. */
  readonly failure?: Failure;
}

type SeekShelf = Pick<ManifestShelf, 'facts' | 'fetch' | 'recall'>;

export async function seek(shelf: SeekShelf, question: SeekQuestion): Promise<SeekAnswer> {
  const { board, groups, hex } = question;
  await recall(shelf, question);
  for (const group of groups) {
    const found = foundIn(shelf, question, group);
    if (found) return { pulls: 0, found };
  }
  let pulls = 0;
  let problem: Failure | undefined;
  for (const group of groups) {
    for (let next = planOf(shelf, question, group)?.next; next !== undefined; ) {
      if (pulls >= question.pulls || !question.wanted()) return ended(pulls, problem);
      pulls += 1;
      question.spending(pulls);
      const answer = await shelf.fetch(board.repository, next, 'click');
      board.told();
      if (!answer.ok) {
        problem = answer.error;
        if (CONCERN_ALL.includes(problem.kind)) return ended(pulls, problem);
        break;
      }
      const found = foundAmong(next, answer.value, hex);
      if (found) return { pulls, found };
      next = planOf(shelf, question, group)?.next;
    }
  }
  return ended(pulls, problem);
}

function ended(pulls: number, failure: Failure | undefined): SeekAnswer {
  return { pulls, ...(failure && { failure }) };
}

/** An index, and then the manifest that it names. */
async function recall(shelf: SeekShelf, question: SeekQuestion): Promise<void> {
  for (let step = 0; step < 2; step += 1) {
    await shelf.recall(
      question.groups.flatMap((group) => planOf(shelf, question, group)?.next ?? []),
    );
  }
}

function planOf(
  { facts }: SeekShelf,
  { board, preferred }: SeekQuestion,
  group: Digest,
): ImageIdPlan | undefined {
  const record = board.record(group);
  return record && imageIdPlan(record, facts, preferred);
}

/** In all that was read of one group, whatever its platform. */
function foundIn(
  { facts }: SeekShelf,
  { board, hex }: SeekQuestion,
  group: Digest,
): Digest | undefined {
  const images = board.record(group)?.images ?? [];
  for (const digest of [group, ...images.map((image) => image.digest)]) {
    const read = facts(digest);
    const found = read && foundAmong(digest, read, hex);
    if (found) return found;
  }
  return undefined;
}

function foundAmong(
  digest: Digest,
  { config, layers = [], index }: ManifestFacts,
  hex: string,
): Digest | undefined {
  const images = index?.images.map((image) => image.digest) ?? [];
  const all = [digest, ...(config ? [config] : []), ...layers, ...images];
  return [...all, ...(index?.attestations ?? [])].find((one) => shortHex(one, hex.length) === hex);
}
