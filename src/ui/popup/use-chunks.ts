/** Draws a long list a part at a time, so that the first screen is there at once and no task is long. */
import { useEffect, useState } from 'preact/hooks';

/** Pixels that an item is taken to be high: where the screen has room for more, they come a moment later. */
const ITEM = 80;
/** Pixels of a screen at least: a popup is as high as what is in it, and at first nothing is. */
const SCREEN = 600;
/** A few milliseconds' work: somebody may type or scroll meanwhile. */
const CHUNK = 8;

/**
 * How many of `length` items to draw now.
 *
 * @param atLeast items that are needed at once
 * @param key another key starts anew
 */
export function useChunks(length: number, atLeast: number, key: string): number {
  const first = Math.ceil(Math.max(innerHeight, SCREEN) / ITEM);
  const [drawn, setDrawn] = useState({ key, count: first });
  const count = drawn.key === key ? drawn.count : first;
  useEffect(() => {
    // Not only told by the difference: who comes back to a former key starts anew too.
    setDrawn((last) => (last.key === key ? last : { key, count: first }));
  }, [key]);
  useEffect(() => {
    if (count >= length) return;
    return whenIdle(() => setDrawn({ key, count: count + CHUNK }));
  }, [count, length, key]);
  return Math.min(length, Math.max(count, atLeast));
}

/** The returned function takes the call back. */
function whenIdle(call: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(call);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(call, { timeout: 200 });
  return () => cancelIdleCallback(handle);
}
