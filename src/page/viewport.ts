/** Which rows are on screen, so that they are asked for first. */

export interface Viewport<Key> {
  observe(element: Element, key: Key): void;
  forget(element: Element, key: Key): void;
  /** Keys with those on screen first, each part in the order given, and how many are on screen. */
  order(keys: readonly Key[]): {
    readonly ordered: readonly Key[];
    readonly visible: number;
  };
}

/** `changed` is told when a row came into sight or left it. */
export function createViewport<Key>(changed: () => void, signal: AbortSignal): Viewport<Key> {
  const keys = new Map<Element, Key>();
  const onScreen = new Set<Key>();

  const observer = new IntersectionObserver((entries) => {
    let isNews = false;
    for (const { target, isIntersecting } of entries) {
      const key = keys.get(target);
      if (key === undefined) continue;
      const was = onScreen.has(key);
      if (isIntersecting) onScreen.add(key);
      else onScreen.delete(key);
      if (was !== isIntersecting) isNews = true;
    }
    if (isNews) changed();
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  return {
    observe(element, key) {
      const before = keys.get(element);
      if (before === key) return;
      if (before !== undefined) onScreen.delete(before);
      keys.set(element, key);
      if (isInSight(element)) onScreen.add(key);
      observer.observe(element);
    },
    forget(element, key) {
      onScreen.delete(key);
      if (keys.get(element) !== key) return;
      keys.delete(element);
      observer.unobserve(element);
    },
    order(wanted) {
      const first = wanted.filter((key) => onScreen.has(key));
      const rest = wanted.filter((key) => !onScreen.has(key));
      return { ordered: [...first, ...rest], visible: first.length };
    },
  };
}

/** The observer answers a frame later; the first question must not wait for it. */
function isInSight(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  const { top, bottom, height } = element.getBoundingClientRect();
  return view !== null && height > 0 && bottom > 0 && top < view.innerHeight;
}
