/** Draws a line's word into its shadow root. */
import { begin, clear, draw } from '../annotation/drawing.tsx';
import { adoptStyles, PARTS, TOKENS } from '../annotation/styles.ts';
import lineStyles from './line.css?inline';
import { Line } from './line.tsx';
import type { LineProps } from './props.ts';

const styles = TOKENS + PARTS + lineStyles;
const nothing = () => undefined;

/** Gives a root the styles of a line's word. */
export function reserveLine(root: ShadowRoot): void {
  begin(root, 'span');
  adoptStyles(root, styles);
}

export function drawLine(root: ShadowRoot, props: LineProps): void {
  const { text, isOpen, onToggle, onCopy } = props;
  const close = () => onToggle(false);
  const controls = { text, isOpen, close, copy: onCopy, goTo: nothing, act: nothing };
  draw(root, () => <Line {...props} />, controls);
}

export const clearLine = clear;
