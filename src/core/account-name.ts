/**
 * What can be a user name and an access token at all, so that what cannot is not sent anywhere. Wider than Docker's own
 * rules (a Docker ID is 4 to 30 of `a-z0-9`, a token begins with `dckr_pat_`), which may change.
 */

const LONGEST_NAME = 255;
const LONGEST_TOKEN = 1_024;

/** Basic authentication ends a name at its first colon, and has no control characters (RFC 7617, section 2). */
export function isUsername(text: unknown): text is string {
  if (typeof text !== 'string' || text.length === 0 || text.length > LONGEST_NAME) return false;
  return !/[:\p{Cc}]/u.test(text);
}

/** Visible ASCII. */
export function isAccessToken(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > LONGEST_TOKEN) return false;
  return /^[\x21-\x7e]+$/.test(text);
}
