/** Draws annotations into their shadow roots. */
import { Annotation } from './annotation.tsx';
import { begin, clear, draw } from './drawing.tsx';
import type { AnnotationProps } from './props.ts';
import reserved from './reserved.css?inline';
import { adoptStyles, wear } from './styles.ts';

/**
 * Gives a root the height that an annotation has from its first state to its last.
 *
 * @param isTall with the line about the hash in a layers page's address
 */
export function reserveAnnotation(root: ShadowRoot, isTall: boolean): void {
  const lens = root.ownerDocument.createElement('div');
  lens.className = isTall ? 'lens tall' : 'lens';
  begin(root, 'div').append(lens);
  adoptStyles(root, reserved);
}

export function drawAnnotation(root: ShadowRoot, props: AnnotationProps): void {
  const { text, isOpen, row, sheet, onToggle, onUnfold, onRetry, onCopy, onGoTo, onAct } = props;
  wear(root, reserved, row?.style, sheet?.style);
  draw(
    root,
    // Another tag is another annotation: what was unfolded in it does not stay so for the row's next tag.
    () => <Annotation key={props.tag} {...props} />,
    {
      text,
      isOpen,
      open: onToggle,
      unfold: onUnfold,
      retry: onRetry,
      copy: onCopy,
      goTo: onGoTo,
      act: onAct,
    },
  );
}

export const clearAnnotation = clear;
