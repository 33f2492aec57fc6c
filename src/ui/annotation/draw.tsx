/** Draws an annotation into its shadow root, in a container of its own beside the styles. */
import { render } from 'preact';
import { Annotation, type AnnotationProps } from './annotation.tsx';
import { adoptAnnotationStyles } from './styles.ts';

const containers = new WeakMap<ShadowRoot, HTMLElement>();

export function drawAnnotation(root: ShadowRoot, props?: AnnotationProps): void {
  const container = containers.get(root) ?? createContainer(root);
  // Another tag is another annotation: an opened table does not stay open for the row's next tag.
  render(props ? <Annotation key={props.view.tag} {...props} /> : null, container);
}

function createContainer(root: ShadowRoot): HTMLElement {
  const container = root.ownerDocument.createElement('div');
  root.append(container);
  adoptAnnotationStyles(root);
  containers.set(root, container);
  return container;
}
