/** The one button of the listing of all tags, through all its states: who has pressed it stays on it. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { WholeListingView } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';
import { listButtonText, listingCost } from './listing-words.ts';
import type { ListingActions } from './props.ts';

interface ListingButtonProps extends Pick<ListingActions, 'onListAll' | 'onPauseListing'> {
  readonly whole: WholeListingView;
  readonly button: RefObject<HTMLButtonElement | null>;
  onRetry(): void;
}

export function ListingButton(props: ListingButtonProps) {
  const text = useText();
  const { whole, button, onListAll, onPauseListing, onRetry } = props;
  const { state, requests, heads, seconds, failure } = whole;
  const isRunning = state === 'running';
  const isPlanning = state === 'planning';
  /** Whether it was there for a click, which may be what is worked on. */
  const wasThere = useRef(false);
  const hasPrice = requests + heads > 0;
  // A listing that has just ended leaves nothing to ask. Where the price could not be had, a click asks for that too.
  const isOffered = state !== 'done' || hasPrice || failure !== undefined;
  const isShown = isPlanning ? wasThere.current : isOffered;
  wasThere.current = isShown;
  if (!isShown) return null;
  const list = () => {
    // What is left alone since it failed is asked all the same.
    if (failure) onRetry();
    onListAll();
  };
  const act = isRunning ? onPauseListing : list;
  return (
    <p class="listing-offer">
      <button
        ref={button}
        type="button"
        class={`button ${isRunning || state === 'done' ? 'plain' : 'main'}`}
        data-action={isRunning ? 'pause-listing' : 'list-all'}
        {...(isRunning
          ? { 'aria-label': text('listPauseName') }
          : { 'data-requests': requests, 'data-heads': heads, 'data-seconds': seconds })}
        aria-disabled={isPlanning}
        onClick={isPlanning ? undefined : act}
      >
        {isRunning ? text('listPause') : listButtonText(text, state)}
      </button>
      {!isRunning && !isPlanning && hasPrice && (
        <span class="note">{listingCost(text, whole)}</span>
      )}
    </p>
  );
}
