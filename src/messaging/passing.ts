/** What went wrong in a way that passes by itself: who was told so may hope for a better answer. */
import type { FailureView } from './view.ts';

/** The same that the worker asks again about by itself, for as long as it lives. */
const KINDS: readonly string[] = ['unavailable', 'rate-limited', 'offline'];

export function isPassing(failure: FailureView | undefined): failure is FailureView {
  return failure !== undefined && KINDS.includes(failure.kind);
}
