/** What the listing of all tags says of itself, in sentences. */
import type { WholeListingView } from '../../messaging/view.ts';
import { formatAgo, formatSpan, formatUntil } from '../../text/format.ts';
import { plural, type Text } from '../../text/text.ts';

/** How it stands; while it runs only what the figures do not say. */
export function listingSaid(text: Text, whole: WholeListingView, now: number): string {
  const { state, done, total, waitsUntil, doneAt } = whole;
  switch (state) {
    case 'planning':
      return text('listingPlanning', done, total);
    case 'offered':
      return text('listingKnown', done, total);
    case 'paused':
      return text('listingPaused', done, total);
    case 'running':
      if (waitsUntil === undefined || waitsUntil <= now) return '';
      return text('listingWaits', formatUntil(text('languageTag'), waitsUntil, now));
    case 'done': {
      const ago = formatAgo(text('languageTag'), doneAt ?? now, now);
      return done < total ? text('listingDoneOf', ago, done, total) : text('listingDone', ago);
    }
  }
}

export function listButtonText(text: Text, state: WholeListingView['state']): string {
  if (state === 'done') return text('listAgain');
  return text(state === 'paused' ? 'listGoOn' : 'listAll');
}

/** What the button costs. */
export function listingCost(text: Text, { requests, heads, seconds }: WholeListingView): string {
  const time = spanText(text, seconds);
  return heads > 0
    ? plural(text, 'listingCostHeads', requests, heads, time)
    : plural(text, 'listingCost', requests, time);
}

/** @param seconds how long something takes, about */
export function spanText(text: Text, seconds: number): string {
  return formatSpan(text('languageTag'), seconds);
}
