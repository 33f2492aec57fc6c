/** How long a listing waits by itself: counted down, because no view is told while nothing happens. */
import { useEffect, useState } from 'preact/hooks';
import { formatUntil } from '../../text/format.ts';
import { useText } from '../shared/text-context.ts';
import { spanText } from './listing-words.ts';

interface ListingWaitProps {
  /** Both in milliseconds since 1970. */
  readonly until: number;
  readonly now: number;
}

const SECOND = 1_000;
/** Milliseconds from which on a time of day says more than seconds. */
const LONG = 120 * SECOND;

export function ListingWait({ until, now }: ListingWaitProps) {
  const text = useText();
  const left = until - now - usePassed(now);
  if (left <= 0) return null;
  return (
    <p class="note listing-wait">
      {left < LONG
        ? text('listingGoesOnIn', spanText(text, left / SECOND))
        : text('listingGoesOnAt', formatUntil(text('languageTag'), until, now))}
    </p>
  );
}

/** Milliseconds since a moment was first told, looked at once a second. */
function usePassed(now: number): number {
  const [passed, setPassed] = useState({ since: now, time: 0 });
  useEffect(() => {
    const begun = performance.now();
    const timer = setInterval(
      () => setPassed({ since: now, time: performance.now() - begun }),
      SECOND,
    );
    return () => clearInterval(timer);
  }, [now]);
  return passed.since === now ? passed.time : 0;
}
