/**
 * Firefox destroys a content script without a word when its extension is disabled (bugzilla 1390715): timers stop, what
 * stood on the page stays. So each of our elements carries an animation that hides it after a few seconds, and a living
 * script keeps setting it back to its start. A pending animation paints nothing and costs nothing; setting it back
 * changes no computed style, so nothing flickers. Chromium tells orphans; there this is not used.
 */

/** Milliseconds until an element that nobody renews is gone from sight. */
export const LIFETIME = 3000;
/** Milliseconds between renewals: browsers run timers of a tab in the background no more often. */
const RENEWAL = 1000;

const GONE: PropertyIndexedKeyframes = {
  opacity: ['0', '0'],
  visibility: ['hidden', 'hidden'],
  height: ['0px', '0px'],
  overflow: ['hidden', 'hidden'],
};

export interface Lifetime {
  /** Lets an element live as long as this script, and no longer. */
  bind(element: HTMLElement): void;
}

/** For browsers that tell a content script when it is orphaned. */
export const unbounded: Lifetime = { bind: () => undefined };

export function createLifetime(document: Document, signal: AbortSignal): Lifetime {
  const bound = new Map<HTMLElement, Animation>();
  /** Taken off the page, by us or by the page, which may put them back; held no longer than anybody else holds them. */
  const away = new Set<WeakRef<HTMLElement>>();

  function renew(): void {
    for (const [element, animation] of bound) {
      if (element.isConnected) animation.currentTime = 0;
      else {
        animation.cancel();
        bound.delete(element);
        away.add(new WeakRef(element));
      }
    }
    for (const reference of away) {
      const element = reference.deref();
      if (element && !element.isConnected) continue;
      away.delete(reference);
      if (element) bind(element);
    }
  }

  function bind(element: HTMLElement): void {
    if (bound.has(element)) return;
    const timing = {
      delay: LIFETIME,
      duration: 1,
      fill: 'forwards',
    } as const;
    bound.set(element, element.animate(GONE, timing));
  }

  const timer = setInterval(renew, RENEWAL);
  // A tab that was asleep comes back with an old clock: renewed before its first frame.
  document.addEventListener('visibilitychange', renew, { signal });
  document.defaultView?.addEventListener('pageshow', renew, { signal });
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });

  return { bind };
}
