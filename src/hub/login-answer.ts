/** The answer to a sign-in at hub.docker.com: `{access_token}` (Docker Hub API, "AuthCreateTokenResponse"). */
import * as v from 'valibot';
import { parseJson } from '../http/json.ts';

/** Visible ASCII: anything else cannot stand in a header, and `fetch` would quote it in its exception. */
const Text = v.pipe(v.string(), v.maxLength(16_384), v.regex(/^[\x21-\x7e]+$/));
const Answer = v.object({ access_token: Text });

/** The text of the token; `undefined` where the body holds none. */
export function parseLoginAnswer(body: Uint8Array): string | undefined {
  const parsed = v.safeParse(Answer, parseJson(body));
  return parsed.success ? parsed.output.access_token : undefined;
}
