/** One `<digest-lens-line>`: the element, its open shadow root, and what it says now. */
import type { DrawnLine } from '../messaging/drawn.ts';
import type { LineProps } from '../ui/annotation/props.ts';
import type { DeclaredLine } from './declared-lines.ts';
import { createHost } from './host.ts';
import { keepFocus } from './kept-focus.ts';
import { LINE_NAME } from './leftovers.ts';
import { isBehind } from './nodes.ts';
import type { Surroundings } from './surroundings.ts';

export interface LineHost {
  readonly element: HTMLElement;
  isAt(line: DeclaredLine): boolean;
  /** Puts it behind the words of a line, or back there; keyboard focus inside it stays. */
  put(line: DeclaredLine): void;
  /** Sets the attributes of the stable surface (test/CONTRACT.md, "Elsewhere on the site"). */
  say(line: Pick<DrawnLine, 'tags' | 'verdict'>): void;
  draw(props: LineProps): void;
  remove(): void;
}

export function createLineHost({ document, painter }: Surroundings): LineHost {
  const { element, root } = createHost(document, LINE_NAME);
  painter.line.reserve(root);
  const focus = keepFocus(element, root);
  return {
    element,
    isAt: ({ box, last, before }) =>
      element.parentNode === box &&
      isBehind(element, last) &&
      (before === null || isBehind(before, element)),
    put({ box, before }) {
      box.insertBefore(element, before);
      focus.restore();
    },
    say({ tags, verdict }) {
      element.setAttribute('data-tags', tags.join(' '));
      element.setAttribute('data-verdict', verdict);
    },
    draw: (props) => painter.line.draw(root, props),
    remove() {
      painter.line.clear(root);
      element.remove();
    },
  };
}
