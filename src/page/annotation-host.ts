/**
 * One `<digest-lens>`: the element, its open shadow root, and what it shows now. An element without registration takes
 * a shadow root too, which matters because Chromium gives content scripts no `customElements`.
 */

import type { AnnotationProps } from '../ui/annotation/props.ts';
import { type Attributes, applyAttributes } from './attributes.ts';
import { ANNOTATION_NAME } from './leftovers.ts';
import type { Surroundings } from './surroundings.ts';

export interface AnnotationHost {
  readonly element: HTMLElement;
  say(attributes: Attributes): void;
  draw(props: AnnotationProps): void;
  /** Puts keyboard focus and the middle of the screen on it. */
  reveal(): void;
  remove(): void;
}

export function createAnnotationHost(
  { document, painter }: Surroundings,
  isTall: boolean,
): AnnotationHost {
  const element = document.createElement(ANNOTATION_NAME);
  const root = element.attachShadow({ mode: 'open' });
  painter.reserve(root, isTall);
  return {
    element,
    say: (attributes) => applyAttributes(element, attributes),
    draw: (props) => painter.draw(root, props),
    reveal() {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      element.scrollIntoView({
        block: 'center',
        behavior: calm ? 'auto' : 'smooth',
      });
      root.querySelector('button')?.focus({ preventScroll: true });
    },
    remove() {
      painter.clear(root);
      element.remove();
    },
  };
}
