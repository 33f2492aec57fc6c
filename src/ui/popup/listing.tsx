/**
 * The listing of a repository's tags: how far the one is that runs by itself, and where a repository has more tags than
 * that one reaches, what listing all of them costs, how far that is, and the buttons for it.
 */
import type { RepositoryView, WholeListingView } from '../../messaging/view.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { useText } from '../shared/text-context.ts';
import { listButtonText, listingCost, listingSaid, spanText } from './listing-words.ts';
import { Progress } from './progress.tsx';
import type { ListingActions } from './props.ts';

interface ListingProps extends ListingActions {
  readonly view: RepositoryView;
  /** Whether this is the browser's own popup: what runs for it ends with it. */
  readonly inPopup?: boolean;
  readonly now: number;
}

export function Listing(props: ListingProps) {
  const { progress, whole } = props.view;
  const text = useText();
  return (
    <>
      {progress && whole?.state !== 'running' && (
        <Progress {...progress} words={text('progress', progress.done, progress.total)} />
      )}
      {whole && <Whole {...props} whole={whole} />}
    </>
  );
}

interface WholeProps extends ListingProps {
  readonly whole: WholeListingView;
}

function Whole(props: WholeProps) {
  const text = useText();
  const { whole, now, inPopup = false } = props;
  const { state, failure } = whole;
  const isOver = state === 'done';
  return (
    <section class="listing" data-listing={state} aria-label={text('listingTitle')}>
      {state === 'running' ? <Running {...props} /> : <Resting {...props} />}
      {failure && <FailureLine failure={failure} now={now} alert />}
      {inPopup && !isOver && <ToTab {...props} />}
    </section>
  );
}

function Running({ whole, now, onPauseListing }: WholeProps) {
  const text = useText();
  const { done, total, seconds, waitsUntil } = whole;
  return (
    <>
      <Progress done={done} total={total} words={text('listingRuns', done, total)}>
        {waitsUntil === undefined && seconds > 0 && (
          <span>{text('listingLeft', spanText(text, seconds))}</span>
        )}
      </Progress>
      <p class="note" role="status">
        {listingSaid(text, whole, now)}
      </p>
      <button
        type="button"
        class="button plain"
        data-action="pause-listing"
        aria-label={text('listPauseName')}
        onClick={onPauseListing}
      >
        {text('listPause')}
      </button>
    </>
  );
}

/** While nothing runs: what is known, and what the rest would cost. */
function Resting({ whole, now, onListAll }: WholeProps) {
  const text = useText();
  const { state, requests, heads, seconds } = whole;
  // Nobody is to start what has no price: after a listing that is only told where another one would cost something.
  const isOffered = state !== 'planning' && !(state === 'done' && requests + heads === 0);
  return (
    <>
      <p class="note" role="status">
        {listingSaid(text, whole, now)}
      </p>
      {isOffered && (
        <p class="listing-offer">
          <button
            type="button"
            class={`button ${state === 'done' ? 'plain' : 'main'}`}
            data-action="list-all"
            data-requests={requests}
            data-heads={heads}
            data-seconds={seconds}
            onClick={onListAll}
          >
            {listButtonText(text, state)}
          </button>
          <span class="note">{listingCost(text, whole)}</span>
        </p>
      )}
    </>
  );
}

/** What was asked for in a popup ends with it. */
function ToTab({ onExplorer }: Pick<ListingProps, 'onExplorer'>) {
  const text = useText();
  return (
    <p class="note">
      {text('listingInPopup')}{' '}
      <button type="button" class="button plain" data-action="to-explorer" onClick={onExplorer}>
        {text('toExplorer')}
      </button>
    </p>
  );
}
