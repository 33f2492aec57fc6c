/**
 * Which rows are on screen, so that they are asked for first. Told by the browser once it has laid the page out: until
 * then rows count in the order of the page, and nothing is measured for it.
 */

export interface Viewport<Key> {
  observe(element: Element, key: Key): void;
  forget(element: Element, key: Key): void;
  /** Keys with those on screen first, then what comes after them, then what is above; and how many are on screen. */
  order(keys: readonly Key[]): { readonly ordered: readonly Key[]; readonly visible: number };
}

export interface ViewportListener {
  /** The first word on rows that are new. */
  arrived(): void;
  /** Rows came into sight or left it. */
  scrolled(): void;
}

export function createViewport<Key>(
  listener: ViewportListener,
  signal: AbortSignal,
): Viewport<Key> {
  const keys = new Map<Element, Key>();
  const onScreen = new Set<Element>();
  const seen = new WeakSet<Element>();

  const observer = new IntersectionObserver((entries) => {
    let hasArrived = false;
    let hasChanged = false;
    for (const { target, isIntersecting } of entries) {
      if (!keys.has(target)) continue;
      if (isIntersecting !== onScreen.has(target)) hasChanged = true;
      if (isIntersecting) onScreen.add(target);
      else onScreen.delete(target);
      if (!seen.has(target)) hasArrived = true;
      seen.add(target);
    }
    if (hasChanged && hasArrived) listener.arrived();
    else if (hasChanged) listener.scrolled();
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  return {
    observe(element, key) {
      const isNew = !keys.has(element);
      keys.set(element, key);
      if (isNew) observer.observe(element);
    },
    forget(element, key) {
      if (keys.get(element) !== key) return;
      keys.delete(element);
      onScreen.delete(element);
      observer.unobserve(element);
    },
    order(wanted) {
      const visible = new Set<Key>();
      for (const element of onScreen) {
        const key = keys.get(element);
        if (key !== undefined) visible.add(key);
      }
      const last = wanted.findLastIndex((key) => visible.has(key));
      const first = wanted.filter((key) => visible.has(key));
      const above = wanted.slice(0, last + 1).filter((key) => !visible.has(key));
      return { ordered: [...first, ...wanted.slice(last + 1), ...above], visible: first.length };
    },
  };
}
