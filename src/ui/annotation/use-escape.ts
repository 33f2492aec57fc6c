/** Escape closes what is open, from anywhere inside, and gives focus back to the button that opened it. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The returned ref is for the element that holds both, which is no control itself and only hears the key pass by. */
export function useEscape(open: boolean, close: () => void): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const target = element.current;
    if (!target || !open) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // The page must not close something of its own by the same key.
      event.preventDefault();
      event.stopPropagation();
      target.querySelector<HTMLElement>('[aria-controls]')?.focus();
      latest.current();
    };
    target.addEventListener('keydown', press);
    return () => target.removeEventListener('keydown', press);
  }, [open]);
  return element;
}
