/**
 * One `<digest-lens>`: the element, its open shadow root, and what it shows now. An element without registration takes
 * a shadow root too, which matters because Chromium gives content scripts no `customElements`.
 */

import type { AnnotationProps } from '../ui/annotation/annotation.tsx';
import { type Attributes, applyAttributes } from './attributes.ts';
import { ANNOTATION_NAME } from './leftovers.ts';
import type { Surroundings } from './surroundings.ts';

export interface AnnotationHost {
  readonly element: HTMLElement;
  show(attributes: Attributes, props: AnnotationProps): void;
  /** Puts keyboard focus and the middle of the screen on it. */
  reveal(): void;
  remove(): void;
}

export function createAnnotationHost({ document, draw }: Surroundings): AnnotationHost {
  const element = document.createElement(ANNOTATION_NAME);
  const root = element.attachShadow({ mode: 'open' });
  return {
    element,
    show(attributes, props) {
      applyAttributes(element, attributes);
      draw(root, props);
    },
    reveal() {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      element.scrollIntoView({
        block: 'center',
        behavior: calm ? 'auto' : 'smooth',
      });
      root.querySelector('button')?.focus({ preventScroll: true });
    },
    remove() {
      draw(root);
      element.remove();
    },
  };
}
