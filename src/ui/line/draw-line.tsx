/** Draws a line's word into its shadow root, in a container of its own beside the styles. */
import { render } from 'preact';
import { hearControls } from '../annotation/controls.ts';
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
  render(<Line {...props} />, drawing.container);
}

export function clearLine(root: ShadowRoot): void {
  const container = drawings.get(root)?.container;
  if (container) render(null, container);
}

function controlsOf({ text, isOpen, onToggle, onCopy }: LineProps) {
  const nothing = () => undefined;
  return { text, isOpen, close: () => onToggle(false), copy: onCopy, goTo: nothing, act: nothing };
}
