/** Draws annotations into their shadow roots, each in a container of its own beside the styles. */
import { render } from 'preact';
import { Annotation } from './annotation.tsx';
import { hearControls } from './controls.ts';
import type { AnnotationProps } from './props.ts';
import { adoptAnnotationStyles } from './styles.ts';

interface Drawing {
  readonly container: HTMLElement;
  props?: AnnotationProps;
}

const drawings = new WeakMap<ShadowRoot, Drawing>();

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
  const drawing: Drawing = { container };
  drawings.set(root, drawing);
  hearControls(container, () => drawing.props && controlsOf(drawing.props));
}

export function drawAnnotation(root: ShadowRoot, props: AnnotationProps): void {
  const drawing = drawings.get(root);
  if (!drawing) return;
  const style = props.sheet?.style;
  if (style !== undefined && style !== drawing.props?.sheet?.style) {
    adoptAnnotationStyles(root, style);
  }
  drawing.props = props;
  // Another tag is another annotation: what was unfolded in it does not stay so for the row's next tag.
  render(<Annotation key={props.view.tag} {...props} />, drawing.container);
}

export function clearAnnotation(root: ShadowRoot): void {
  const container = drawings.get(root)?.container;
  if (container) render(null, container);
}

function controlsOf({ text, isOpen, onToggle, onCopy, onGoTo, onAct }: AnnotationProps) {
  return { text, isOpen, close: () => onToggle(false), copy: onCopy, goTo: onGoTo, act: onAct };
}
