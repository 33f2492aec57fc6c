/** Waiting that may be cut short. */
import type { Clock } from '../platform/clock.ts';

/** Resolves after so many milliseconds, or when the signal ends it, or when `wake` calls. */
export async function pause(
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal,
  wake: (call: () => void) => () => void = () => () => undefined,
): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      callOff();
      stopListening();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const callOff = clock.after(milliseconds, end);
    const stopListening = wake(end);
    signal.addEventListener('abort', end);
  });
}
