/** Runs something before the next paint, in a task that the browser lays the page out in anyway. */

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
