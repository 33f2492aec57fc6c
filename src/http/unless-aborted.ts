/** Work that several askers wait for is not given up with one of them: the asker alone stops waiting. */
import { type Failure, failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import { untilAborted } from './deadline.ts';

/**
 * What the work comes to; `unavailable`, detail `aborted`, as soon as the signal fires.
 * @param host whom the work asks
 */
export async function unlessAborted<T>(
  work: Promise<Result<T, Failure>>,
  signal: AbortSignal | undefined,
  host: string,
): Promise<Result<T, Failure>> {
  try {
    return await untilAborted(work, signal);
  } catch {
    // Only the signal rejects: `work` is a value either way.
    return err(failure('unavailable', { host, detail: 'aborted' }));
  }
}
