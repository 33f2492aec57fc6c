/**
 * Keyboard focus inside an annotation. The page renders its rows anew without what we put there, and moving an element
 * takes focus from what is in it: who was working in the annotation then stands at the top of the page.
 */

export interface KeptFocus {
  /** Gives focus back, after the element was put to its place, where it was lost and nothing else has taken it. */
  restore(): void;
}

export function keepFocus(element: HTMLElement, root: ShadowRoot): KeptFocus {
  const { ownerDocument: document } = element;
  let held: HTMLElement | undefined;
  root.addEventListener('focusin', ({ target }) => {
    held = target instanceof HTMLElement ? target : undefined;
  });
  root.addEventListener('focusout', () => {
    const left = held;
    // Whether a person left, or the page took the element off, is to be seen only when the page is done; by then it has
    // been put back.
    setTimeout(() => {
      if (held === left && element.isConnected && root.activeElement === null) held = undefined;
    });
  });
  return {
    restore() {
      const { activeElement, body } = document;
      const isFree = activeElement === null || activeElement === body;
      if (held?.isConnected && isFree) held.focus({ preventScroll: true });
    },
  };
}
