/**
 * The registry's refusals: `{"errors":[{"code":"MANIFEST_UNKNOWN",…}]}` (OCI distribution specification, "Error
 * Codes"). A HEAD has no body and the abuse limit answers in plain text, so the status alone must be enough.
 */
import * as v from 'valibot';
import type { Failure } from '../core/failure.ts';
import { parseJson } from '../http/json.ts';
import { bounded } from '../http/retry-after.ts';
import { statusFailure } from '../http/status.ts';
import type { HttpAnswer } from '../http/transport.ts';

const Code = v.pipe(v.string(), v.regex(/^[A-Z0-9_]{1,64}$/));
const Errors = v.object({
  errors: v.pipe(v.array(v.object({ code: Code })), v.minLength(1)),
});

/** The first error's code; `undefined` where the body is not of that form. Messages are never kept: they are free text. */
function errorCode(body: Uint8Array): string | undefined {
  const parsed = v.safeParse(Errors, parseJson(body));
  return parsed.success ? parsed.output.errors[0]?.code : undefined;
}

/**
 * The failure of an answer that is no success.
 * @param windowSeconds the window of the pull limit as last read: a 429 for pulls names no end of its own
 */
export function registryFailure(
  answer: HttpAnswer,
  now: number,
  windowSeconds: number | undefined,
): Failure {
  const code = errorCode(answer.body);
  const found = statusFailure(answer, now, code);
  // A name that the registry refuses as ill-formed is a name that it does not have.
  if (code === 'TAG_INVALID' || code === 'NAME_INVALID') return { ...found, kind: 'not-found' };
  const isPullLimit = found.kind === 'rate-limited' && code === 'TOOMANYREQUESTS';
  if (!isPullLimit || found.until !== undefined || windowSeconds === undefined) return found;
  return { ...found, until: now + bounded(windowSeconds * 1000) };
}
