/**
 * Bounds how often an annotation is put back. A page that removes foreign nodes whenever they appear would otherwise
 * keep itself and us busy for ever, without a single frame painted in between.
 */

/** Put-backs of one row within the window; a page that renders anew while it loads stays below. */
const LIMIT = 20;
/** Milliseconds. */
const WINDOW = 1000;

export interface Patience<Key extends object> {
  /** Whether to do it now. If not, `later` is called with the key when the window has passed. */
  allows(key: Key): boolean;
}

export function createPatience<Key extends object>(
  later: (key: Key) => void,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): Patience<Key> {
  const counts = new WeakMap<Key, { since: number; times: number }>();
  return {
    allows(key) {
      const count = counts.get(key);
      if (!count || now() - count.since >= WINDOW) {
        counts.set(key, { since: now(), times: 1 });
        return true;
      }
      count.times += 1;
      if (count.times <= LIMIT) return true;
      if (count.times === LIMIT + 1) {
        const timer = setTimeout(() => later(key), WINDOW);
        signal.addEventListener('abort', () => clearTimeout(timer), {
          once: true,
        });
      }
      return false;
    },
  };
}
