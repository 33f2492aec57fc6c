/** Draws a line's word into its shadow root: what the worker drew of it (line.tsx), and its opened part. */
import { type Controls, OPENED_ID } from '../annotation/controls.ts';
import { begin, clear, draw } from '../annotation/drawing.tsx';
import type { LineProps } from '../annotation/props.ts';
import { adoptStyles, wear } from '../annotation/styles.ts';
import { grow } from '../sheet/grow.tsx';
import reserved from './reserved.css?inline';

const nothing = () => undefined;

/** Gives a root the room of a line's word, in the box that the word is drawn in. */
export function reserveLine(root: ShadowRoot): void {
  const room = root.ownerDocument.createElement('div');
  room.className = 'room';
  begin(root, 'span').append(room);
  adoptStyles(root, reserved);
}

export function drawLine(root: ShadowRoot, props: LineProps): void {
  const { word } = props;
  if (!word) return;
  wear(root, reserved, word.style);
  draw(root, () => <LineWord {...props} />, controlsOf(props));
}

export function controlsOf({ text, isOpen, onToggle, onRetry, onCopy }: LineProps): Controls {
  return {
    text,
    isOpen,
    open: onToggle,
    unfold: nothing,
    retry: onRetry,
    copy: onCopy,
    goTo: nothing,
    act: nothing,
  };
}

export function LineWord({ theme, text, isOpen, word, about }: LineProps) {
  return (
    <div class="line" data-theme={theme} lang={text('languageTag')}>
      {word && grow(word.tree, { opens: isOpen ? OPENED_ID : undefined })}
      {isOpen && about && (
        <div class="about" id={OPENED_ID}>
          {grow(about)}
        </div>
      )}
    </div>
  );
}

export const clearLine = clear;
