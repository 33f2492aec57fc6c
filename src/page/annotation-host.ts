/** One `<digest-lens>`: the element, its open shadow root, and what it shows now. */

import type { AnnotationProps } from '../ui/annotation/props.ts';
import { type Attributes, applyAttributes } from './attributes.ts';
import { createHost } from './host.ts';
import { keepFocus } from './kept-focus.ts';
import { ANNOTATION_NAME } from './leftovers.ts';
import { putAfter, putBefore } from './nodes.ts';
import type { Place } from './placement.ts';
import type { Surroundings } from './surroundings.ts';

/** A shape, not a colour alone; the blue stands out on light and on dark pages (3:1 and more). */
const RING = { outline: '3px solid #3d82f6', outlineOffset: '3px' };
const RING_GONE = { outline: '3px solid transparent', outlineOffset: '3px' };
/** Milliseconds. */
const RING_TIME = 2_000;

export interface AnnotationHost {
  readonly element: HTMLElement;
  /** Puts it where it belongs, or back there; keyboard focus inside it stays. */
  put(place: Place): void;
  /** Whether it still stands in the box that it was put into. */
  isHome(): boolean;
  say(attributes: Attributes): void;
  draw(props: AnnotationProps): void;
  /** Puts keyboard focus and the middle of the screen on it, and a ring around it for a moment. */
  reveal(): void;
  remove(): void;
}

export function createAnnotationHost(
  { document, painter }: Surroundings,
  isTall: boolean,
): AnnotationHost {
  const { element, root } = createHost(document, ANNOTATION_NAME);
  painter.reserve(root, isTall);
  const focus = keepFocus(element, root);
  let home: Element | null = null;
  return {
    element,
    put({ reference, position }) {
      if (position === 'after') putAfter(reference, element);
      else putBefore(reference, element);
      home = element.parentElement;
      focus.restore();
    },
    isHome: () => element.isConnected && element.parentElement === home,
    say: (attributes) => applyAttributes(element, attributes),
    draw: (props) => painter.draw(root, props),
    reveal() {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      element.scrollIntoView({
        block: 'center',
        behavior: calm ? 'auto' : 'smooth',
      });
      root.querySelector('button')?.focus({ preventScroll: true });
      element.animate(calm ? [RING, RING] : [RING, { ...RING, offset: 0.7 }, RING_GONE], RING_TIME);
    },
    remove() {
      painter.clear(root);
      element.remove();
    },
  };
}
