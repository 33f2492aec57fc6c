/**
 * The listing of a repository's tags: how far the one is that runs by itself, and where a repository has more tags than
 * that one reaches, what listing all of them costs, how far that is, and the button for it.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RepositoryView, WholeListingView } from '../../messaging/view.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { useText } from '../shared/text-context.ts';
import { ListingButton } from './listing-button.tsx';
import { ListingWait } from './listing-wait.tsx';
import { listingSaid, spanText } from './listing-words.ts';
import { Progress } from './progress.tsx';
import type { ListingActions } from './props.ts';

interface ListingProps extends ListingActions {
  readonly view: RepositoryView;
  /** Whether this is the browser's own popup: what runs for it ends with it. */
  readonly inPopup?: boolean;
  readonly now: number;
  onRetry(): void;
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
  const { state, waitsUntil = 0 } = whole;
  const { button, said } = useKeptFocus();
  const isRunning = state === 'running';
  return (
    <section class="listing" data-listing={state} aria-label={text('listingTitle')}>
      {isRunning && <Running {...whole} />}
      <p class="note" role="status" tabIndex={-1} ref={said}>
        {listingSaid(text, whole, now)}
      </p>
      {isRunning && waitsUntil > now && <ListingWait until={waitsUntil} now={now} />}
      <ListingButton {...props} button={button} />
      <ListingFailure {...props} />
      {inPopup && endsWithPopup(whole) && <ToTab {...props} />}
    </section>
  );
}

/** How far it is. No time is told while it waits: nobody counts that down. */
function Running({ done, total, seconds, waitsUntil, failure }: WholeListingView) {
  const text = useText();
  const isGoing = waitsUntil === undefined && failure === undefined && seconds > 0;
  return (
    <Progress done={done} total={total} words={text('listingRuns', done, total)}>
      {isGoing && <span>{text('listingLeft', spanText(text, seconds))}</span>}
    </Progress>
  );
}

/** While it runs it waits by itself, and need not; else the listing's own button is the way to try again. */
function ListingFailure({ whole: { state, failure }, now, onRetry }: WholeProps) {
  if (!failure) return null;
  if (state === 'running')
    return <FailureLine failure={failure} now={now} alert onRetry={onRetry} />;
  // The button asks at once, whatever was to be left alone until then; only a 429 is waited for.
  const { until, ...rest } = failure;
  const isWaited = failure.kind === 'rate-limited' && until !== undefined;
  return <FailureLine failure={isWaited ? failure : rest} now={now} alert />;
}

/** A listing that somebody else has started goes on. */
function endsWithPopup({ state, isYours }: WholeListingView): boolean {
  return state !== 'done' && (state !== 'running' || isYours === true);
}

/** Where the button that has the focus goes, the words beside it get that: it must not fall to the beginning of the page. */
function useKeptFocus() {
  const button = useRef<HTMLButtonElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const had = button.current !== null && document.activeElement === button.current;
  useLayoutEffect(() => {
    if (had && !button.current) said.current?.focus({ preventScroll: true });
  });
  return { button, said };
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
