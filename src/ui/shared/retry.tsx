/** "Try again", once that can help: while a 429 lasts nobody is asked, whoever clicks. */
import { Component } from 'preact';

interface RetryProps {
  readonly label: string;
  /** Milliseconds until then, from when this is drawn: a day at most, as nobody is silenced for longer. */
  readonly wait: number;
  readonly onRetry: () => void;
}

interface RetryState {
  /** The wait that has passed. */
  readonly passed?: number;
}

/** A class for its timer: what stands on a page has no hooks. */
export class Retry extends Component<RetryProps, RetryState> {
  override state: RetryState = {};
  private timer: ReturnType<typeof setTimeout> | undefined;

  override componentDidMount(): void {
    this.begin();
  }

  override componentDidUpdate(before: Readonly<RetryProps>): void {
    if (before.wait !== this.props.wait) this.begin();
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  override render({ label, wait, onRetry }: RetryProps, { passed }: RetryState) {
    if (wait > 0 && passed !== wait) return null;
    return (
      <button type="button" class="button plain" data-action="retry" onClick={onRetry}>
        {label}
      </button>
    );
  }

  private begin(): void {
    clearTimeout(this.timer);
    const { wait } = this.props;
    if (wait <= 0) return;
    this.timer = setTimeout(() => this.setState({ passed: wait }), wait);
  }
}
