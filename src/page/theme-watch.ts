/**
 * Says when the theme may have changed: the page changed a class, a style or an attribute around our elements, a
 * stylesheet came or went, a background's transition ended, or the person's preference changed. It only says so, at
 * most a few times a second; whoever listens looks at the colours again.
 */
import { outerOf } from './nodes.ts';

/** Milliseconds between two looks: a fade of the whole page is followed in steps that nobody can tell apart. */
const PAUSE = 120;

export interface ThemeWatch {
  /** Also watches what stands around this element. */
  around(element: Element): void;
}

export function watchTheme(
  document: Document,
  mayHaveChanged: () => void,
  signal: AbortSignal,
): ThemeWatch {
  const watched = new WeakSet<Node>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      mayHaveChanged();
    }, PAUSE);
  }

  const observer = new MutationObserver(look);
  const watch = (node: Node, options: MutationObserverInit) => {
    if (watched.has(node)) return;
    watched.add(node);
    observer.observe(node, options);
  };
  /** With our first element: before it there may be no body yet. */
  const watchDocument = () => {
    watch(document.documentElement, { attributes: true });
    watch(document.body, { attributes: true });
    watch(document.head, { childList: true, characterData: true, subtree: true });
  };

  const endOfTransition = (event: TransitionEvent) => {
    const isOurs = event.target instanceof Node && watched.has(event.target);
    if (isOurs && event.propertyName.startsWith('background')) look();
  };
  document.addEventListener('transitionend', endOfTransition, {
    capture: true,
    signal,
  });
  const preference = matchMedia('(prefers-color-scheme: dark)');
  preference.addEventListener('change', look, { signal });
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      clearTimeout(timer);
    },
    { once: true },
  );

  return {
    around(element) {
      watchDocument();
      for (let outer = outerOf(element); outer && !watched.has(outer); outer = outerOf(outer)) {
        watch(outer, { attributes: true, attributeFilter: ['class', 'style'] });
      }
    },
  };
}
