/** The width of an element in pixels, as the browser tells it after layout: nothing is measured, so nothing is forced. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Taken until the browser has told, and where it never does: the last width that it told of any row, because the rows of
 * a page are alike, and a hundred of them drawn twice would be felt.
 */
let usual = 640;

export function useWidth(): readonly [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver((entries) => {
      const told = entries.at(-1)?.contentRect.width;
      if (!told) return;
      usual = Math.floor(told);
      setWidth(usual);
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
