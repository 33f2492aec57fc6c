/**
 * A walk through a repository's tag pages tells with which tags the rows of a page share an image. What the rows point to
 * comes first: pages that no row waits for are asked for when the registry has answered, so that taking them in does not
 * keep the worker from its answers. For a moment only: a host that is silent must not hold the walk up.
 */
import type { Clock } from '../platform/clock.ts';
import type { Heads } from './heads.ts';

/** Milliseconds from a walk's beginning for which rows may still come. */
const COMING_MS = 1_000;
/** And for which it stands back at most. */
const LONGEST_MS = 3_000;

/**
 * What the rows are to a walk: `coming`, nobody knows yet which; `waiting` for a page of it; or `told` what its pages have
 * to say of them.
 */
export type RowsState = 'coming' | 'waiting' | 'told';

export interface RowsFirst {
  /** For one walk, which begins now. The returned function resolves when its next page may be asked for. */
  begin(state: () => RowsState): () => Promise<void>;
  /** The state of rows may be another one. */
  look(): void;
}

export function createRowsFirst(
  heads: Pick<Heads, 'isBusy' | 'onRest'>,
  clock: Pick<Clock, 'steady' | 'after'>,
): RowsFirst {
  const waiting = new Set<() => void>();

  function look(): void {
    for (const lookAgain of [...waiting]) lookAgain();
  }
  heads.onRest(look);

  return {
    look,
    begin(state) {
      const began = clock.steady();

      /** Milliseconds to wait if nothing happens meanwhile. */
      function wait(): number {
        const now = state();
        if (now === 'waiting' || (now === 'told' && !heads.isBusy())) return 0;
        return Math.max(0, began + (now === 'coming' ? COMING_MS : LONGEST_MS) - clock.steady());
      }

      return () =>
        new Promise((resolve) => {
          let callOff: (() => void) | undefined;
          function lookAgain(): void {
            callOff?.();
            const milliseconds = wait();
            if (milliseconds > 0) {
              callOff = clock.after(milliseconds, lookAgain);
              waiting.add(lookAgain);
            } else {
              waiting.delete(lookAgain);
              resolve();
            }
          }
          lookAgain();
        });
    },
  };
}
