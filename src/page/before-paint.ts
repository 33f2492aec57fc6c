/**
 * Runs something before the next paint, once the browser has computed the page's styles and laid it out: to ask for a style
 * any sooner makes it do so in the middle of our work. Observers of sizes are told just then (HTML, "Update the
 * rendering"). The outermost element is the one to observe: of what changes its size by our work further in, other
 * observers are told in the same turn.
 */

/** Milliseconds: a page that nobody sees has no paints. */
const UNSEEN = 100;

export function beforePaint(document: Document, run: () => void, signal: AbortSignal): void {
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  };
  const once = () => {
    end();
    run();
  };
  // Each observer is told of a size first.
  const observer = new ResizeObserver(once);
  observer.observe(document.documentElement);
  const timer = setTimeout(once, UNSEEN);
  signal.addEventListener('abort', end, { once: true });
}
