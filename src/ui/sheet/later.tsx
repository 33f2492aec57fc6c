/** Shows what it holds when a time has passed: while a 429 lasts nobody is asked, whoever clicks. */
import { Component, type ComponentChildren } from 'preact';

interface LaterProps {
  /** Milliseconds from when this is drawn: a day at most, as nobody is silenced for longer. */
  readonly wait: number;
  readonly children?: ComponentChildren;
}

interface LaterState {
  /** The wait that has passed. */
  readonly passed?: number;
}

/** A class for its timer: what stands on a page has no hooks. */
export class Later extends Component<LaterProps, LaterState> {
  override state: LaterState = {};
  private timer: ReturnType<typeof setTimeout> | undefined;

  override componentDidMount(): void {
    this.begin();
  }

  override componentDidUpdate(before: Readonly<LaterProps>): void {
    if (before.wait !== this.props.wait) this.begin();
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  override render({ wait, children }: LaterProps, { passed }: LaterState) {
    return passed === wait ? children : null;
  }

  private begin(): void {
    clearTimeout(this.timer);
    const { wait } = this.props;
    this.timer = setTimeout(() => this.setState({ passed: wait }), wait);
  }
}
