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

/** Those of the specification, and those that Docker's registry has beside them (distribution, `errcode`). */
const CODES = [
  'BLOB_UNKNOWN',
  'DENIED',
  'DIGEST_INVALID',
  'MANIFEST_BLOB_UNKNOWN',
  'MANIFEST_INVALID',
  'MANIFEST_UNKNOWN',
  'MANIFEST_UNVERIFIED',
  'NAME_INVALID',
  'NAME_UNKNOWN',
  'PAGINATION_NUMBER_INVALID',
  'SIZE_INVALID',
  'TAG_INVALID',
  'TOOMANYREQUESTS',
  'UNAUTHORIZED',
  'UNAVAILABLE',
  'UNKNOWN',
  'UNSUPPORTED',
] as const;

const Errors = v.object({
  errors: v.looseTuple([v.object({ code: v.picklist(CODES) })]),
});

/**
 * The first error's code; `undefined` where the body is not of that form. Nothing else of it is kept: a message, or a code
 * of the server's own making, may repeat what was sent to it.
 */
function errorCode(body: Uint8Array): (typeof CODES)[number] | undefined {
  const parsed = v.safeParse(Errors, parseJson(body));
  return parsed.success ? parsed.output.errors[0].code : undefined;
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
  return { ...found, until: now + bounded(windowSeconds * 1000), isUntilGuessed: true };
}
