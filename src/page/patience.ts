/**
 * Bounds how often something is done, such as putting an annotation back. A page that removes foreign nodes whenever they
 * appear would otherwise keep itself and us busy for ever, without a single frame painted in between.
 */

export interface Bounds {
  /** Times of one key within the window. */
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}

/** Of put-backs of one row; a page that renders anew while it loads stays below. */
const USUAL: Bounds = { limit: 20, window: 1000 };

export interface Patience<Key extends object> {
  /** Whether to do it now. If not, `later` is called with the key when the window has passed. */
  allows(key: Key): boolean;
}

export function createPatience<Key extends object>(
  later: (key: Key) => void,
  signal: AbortSignal,
  { limit, window }: Bounds = USUAL,
): Patience<Key> {
  const counts = new WeakMap<Key, { since: number; times: number }>();
  return {
    allows(key) {
      const count = counts.get(key);
      const now = performance.now();
      if (!count || now - count.since >= window) {
        counts.set(key, { since: now, times: 1 });
        return true;
      }
      count.times += 1;
      if (count.times <= limit) return true;
      if (count.times === limit + 1) {
        const end = () => clearTimeout(timer);
        const timer = setTimeout(() => {
          // A visit may last for hours: who is called needs no ending any more.
          signal.removeEventListener('abort', end);
          later(key);
        }, window);
        signal.addEventListener('abort', end, { once: true });
      }
      return false;
    },
  };
}
