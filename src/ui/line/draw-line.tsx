/** Draws a line's word into its shadow root. */
import { render } from 'preact';
import { adoptStyles, PARTS, TOKENS } from '../annotation/styles.ts';
import lineStyles from './line.css?inline';
import { Line } from './line.tsx';
import type { LineProps } from './props.ts';

const styles = TOKENS + PARTS + lineStyles;

/** Gives a root the styles, and with them the room, of a line's word. */
export function reserveLine(root: ShadowRoot): void {
  adoptStyles(root, styles);
}

export function drawLine(root: ShadowRoot, props: LineProps): void {
  render(<Line {...props} />, root);
}

export function clearLine(root: ShadowRoot): void {
  render(null, root);
}
