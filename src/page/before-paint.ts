/**
 * Runs something before the next paint, in a task that the browser computes the page's styles and lays it out in anyway. An
 * observer of sizes would be told after that; but what is inserted then counts as a shift of the layout (tried in
 * Chromium 156), and an observer of the page's own may come too late to be told of it.
 */

/** Milliseconds: a page that nobody sees has no paints. */
const UNSEEN = 100;

export function beforePaint(run: () => void, signal: AbortSignal): void {
  const end = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  };
  const once = () => {
    end();
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, UNSEEN);
  signal.addEventListener('abort', end, { once: true });
}
