/** When to ask again: the `Retry-After` header, seconds or a date (RFC 9110, section 10.2.3). */

/** Nobody silences the extension for longer than a day, whatever a header says. */
export const LONGEST_MS = 24 * 60 * 60 * 1000;

/** The one date form that may be sent today (RFC 9110, section 5.6.7, IMF-fixdate). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * When the wait ends, milliseconds since 1970 by this machine's clock; `undefined` where the header is missing or
 * nonsense. A date is read against the answer's own `Date`, so that a wrong clock here does not change the wait.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text)) return now + bounded(Number(text) * 1000);
  const date = httpDate(text);
  if (date === undefined) return undefined;
  return now + bounded(date - (sentAt(headers) ?? now));
}

/** When the other side says that it sent the answer, milliseconds since 1970 by its own clock. */
export function sentAt(headers: Headers): number | undefined {
  return httpDate(headers.get('date')?.trim() ?? '');
}

/** Milliseconds of a wait, never negative and never longer than a day. */
export function bounded(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 0), LONGEST_MS);
}

function httpDate(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
