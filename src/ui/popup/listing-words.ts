/** What the listing of all tags says of itself, in sentences. */
import type { WholeListingView } from '../../messaging/view.ts';
import { formatAgo, formatSpan } from '../../text/format.ts';
import { plural, type Text } from '../../text/text.ts';

const MINUTE = 60_000;

/** How it stands; while it runs only what the figures do not say. */
export function listingSaid(text: Text, whole: WholeListingView, now: number): string {
  const { state, done, total, waitsUntil, doneAt = now, isLimited } = whole;
  switch (state) {
    case 'planning':
      return text('listingPlanning', done, total);
    case 'offered':
      return done < total ? plural(text, 'listingKnown', total - done) : '';
    case 'paused':
      return text('listingPaused', done, total);
    case 'running':
      if (waitsUntil === undefined || waitsUntil <= now) return '';
      return text(isLimited ? 'listingLimited' : 'listingHalfLeft');
    case 'done': {
      const isNow = now - doneAt < MINUTE;
      const ago = isNow ? text('justNow') : formatAgo(text('languageTag'), doneAt, now);
      return done < total ? text('listingDoneOf', ago, done, total) : text('listingDone', ago);
    }
  }
}

export function listButtonText(text: Text, state: WholeListingView['state']): string {
  if (state === 'done') return text('listAgain');
  return text(state === 'paused' ? 'listGoOn' : 'listAll');
}

/** What the button costs. */
export function listingCost(text: Text, whole: WholeListingView): string {
  const { requests, heads, seconds, isGuess } = whole;
  const time = spanText(text, seconds);
  if (isGuess) return requests > 0 ? plural(text, 'listingCostGuess', requests, time) : '';
  return heads > 0
    ? plural(text, 'listingCostHeads', requests, heads, time)
    : plural(text, 'listingCost', requests, time);
}

/** @param seconds how long something takes, about */
export function spanText(text: Text, seconds: number): string {
  return formatSpan(text('languageTag'), seconds);
}
