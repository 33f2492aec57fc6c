/** Draws annotations into their shadow roots. */
import { Annotation } from './annotation.tsx';
import { begin, clear, draw } from './drawing.tsx';
import type { AnnotationProps } from './props.ts';
import { adoptAnnotationStyles } from './styles.ts';

/** The styles of the opened part that a root has. */
const styled = new WeakMap<ShadowRoot, string>();

/**
 * Gives a root the height that an annotation has from its first state to its last.
 *
 * @param isTall with the line about the hash in a layers page's address
 */
export function reserveAnnotation(root: ShadowRoot, isTall: boolean): void {
  const lens = root.ownerDocument.createElement('div');
  lens.className = isTall ? 'lens tall' : 'lens';
  begin(root, 'div').append(lens);
  adoptAnnotationStyles(root);
}

export function drawAnnotation(root: ShadowRoot, props: AnnotationProps): void {
  const { text, isOpen, sheet, onToggle, onCopy, onGoTo, onAct } = props;
  if (sheet && sheet.style !== styled.get(root)) {
    styled.set(root, sheet.style);
    adoptAnnotationStyles(root, sheet.style);
  }
  draw(
    root,
    // Another tag is another annotation: what was unfolded in it does not stay so for the row's next tag.
    () => <Annotation key={props.view.tag} {...props} />,
    { text, isOpen, close: () => onToggle(false), copy: onCopy, goTo: onGoTo, act: onAct },
  );
}

export const clearAnnotation = clear;
