/** What an HTTP status that is no success means to a person, for every host alike. Hosts add what is their own. */
import { type Failure, type FailureKind, failure } from '../core/failure.ts';
import { retryAfter } from './retry-after.ts';
import type { HttpAnswer } from './transport.ts';

/** The failure that a status stands for (contract, section 3, `data-failure`). `detail` is the host's own error code. */
export function statusFailure(answer: HttpAnswer, now: number, detail?: string): Failure {
  const kind = kindOf(answer.status);
  const until =
    kind === 'rate-limited' || kind === 'unavailable' ? retryAfter(answer.headers, now) : undefined;
  return failure(kind, {
    host: answer.host,
    status: answer.status,
    ...(until === undefined ? {} : { until }),
    ...(detail === undefined ? {} : { detail }),
  });
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return 'denied';
  if (status === 404) return 'not-found';
  if (status === 408 || status >= 500) return 'unavailable';
  if (status === 429) return 'rate-limited';
  return 'malformed';
}
