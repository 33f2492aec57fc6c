/** Draws annotations into their shadow roots, each in a container of its own beside the styles. */
import { render } from 'preact';
import { Annotation } from './annotation.tsx';
import type { AnnotationProps } from './props.ts';
import { adoptAnnotationStyles } from './styles.ts';

const containers = new WeakMap<ShadowRoot, HTMLElement>();
/** The styles of the opened part that a root has. */
const sheetStyles = new WeakMap<ShadowRoot, string>();

/**
 * Gives a root the height that an annotation has from its first state to its last.
 *
 * @param isTall with the line about the hash in a layers page's address
 */
export function reserveAnnotation(root: ShadowRoot, isTall: boolean): void {
  const container = root.ownerDocument.createElement('div');
  const lens = root.ownerDocument.createElement('div');
  lens.className = isTall ? 'lens tall' : 'lens';
  container.append(lens);
  root.append(container);
  adoptAnnotationStyles(root);
  containers.set(root, container);
}

export function drawAnnotation(root: ShadowRoot, props: AnnotationProps): void {
  const container = containers.get(root);
  const style = props.sheet?.style;
  if (style !== undefined && sheetStyles.get(root) !== style) {
    adoptAnnotationStyles(root, style);
    sheetStyles.set(root, style);
  }
  // Another tag is another annotation: what was unfolded in it does not stay so for the row's next tag.
  if (container) render(<Annotation key={props.view.tag} {...props} />, container);
}

export function clearAnnotation(root: ShadowRoot): void {
  const container = containers.get(root);
  if (container) render(null, container);
}
