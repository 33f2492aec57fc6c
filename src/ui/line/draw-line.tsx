/** Draws a line's word into its shadow root, in a container of its own beside the styles. */
import { type Controls, hearControls } from '../annotation/controls.ts';
import { paint } from '../annotation/paint.ts';
import { adoptStyles, PARTS, TOKENS } from '../annotation/styles.ts';
import lineStyles from './line.css?inline';
import { Line } from './line.tsx';
import type { LineProps } from './props.ts';

const styles = TOKENS + PARTS + lineStyles;

interface Drawing {
  readonly container: HTMLElement;
  props?: LineProps;
}

const drawings = new WeakMap<ShadowRoot, Drawing>();

/** Gives a root the styles of a line's word. */
export function reserveLine(root: ShadowRoot): void {
  const container = root.ownerDocument.createElement('span');
  root.append(container);
  adoptStyles(root, styles);
  const drawing: Drawing = { container };
  drawings.set(root, drawing);
  hearControls(container, () => drawing.props && controlsOf(drawing.props));
}

export function drawLine(root: ShadowRoot, props: LineProps): void {
  const drawing = drawings.get(root);
  if (!drawing) return;
  drawing.props = props;
  paint(drawing.container, <Line {...props} />);
}

export function clearLine(root: ShadowRoot): void {
  const drawing = drawings.get(root);
  if (drawing) paint(drawing.container, null);
}

function controlsOf({ text, isOpen, onToggle, onRetry, onCopy }: LineProps): Controls {
  return {
    text,
    isOpen,
    toggle: () => onToggle(!isOpen),
    retry: onRetry,
    copy: onCopy,
    goTo: () => undefined,
    act: () => undefined,
  };
}
