/** The token service's answer (Docker "Token Authentication Specification", "Token Response Fields"). */
import * as v from 'valibot';
import { parseJson } from '../http/json.ts';

export interface TokenAnswer {
  readonly token: string;
  /** Milliseconds that it is good for, from the moment it was asked for. */
  readonly lifetimeMs: number;
}

/** Visible ASCII: anything else cannot stand in a header, and `fetch` would quote it in its exception. */
const Token = v.pipe(v.string(), v.maxLength(16_384), v.regex(/^[\x21-\x7e]+$/));

/** Sixty seconds when it is not stated: the specification's own default. */
const DEFAULT_SECONDS = 60;
const LONGEST_SECONDS = 24 * 60 * 60;

const Answer = v.object({
  token: v.fallback(v.optional(Token), undefined),
  access_token: v.fallback(v.optional(Token), undefined),
  expires_in: v.fallback(
    v.pipe(v.number(), v.finite(), v.gtValue(0), v.toMaxValue(LONGEST_SECONDS)),
    DEFAULT_SECONDS,
  ),
});

/** `undefined` where the body holds no token. `access_token` is the same under OAuth's name. */
export function parseTokenAnswer(body: Uint8Array): TokenAnswer | undefined {
  const parsed = v.safeParse(Answer, parseJson(body));
  if (!parsed.success) return undefined;
  const token = parsed.output.token ?? parsed.output.access_token;
  if (token === undefined) return undefined;
  return { token, lifetimeMs: parsed.output.expires_in * 1000 };
}
