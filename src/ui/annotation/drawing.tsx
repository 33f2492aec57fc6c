/**
 * What is drawn in the shadow root of an element of ours: in a container of its own, beside the styles. The root is open,
 * so the page can reach into it; what it has broken there is drawn anew, in a new container.
 */
import { Component, type ComponentChildren, render } from 'preact';
import { type Controls, hearControls } from './controls.ts';

interface Drawing {
  readonly name: 'div' | 'span';
  container: HTMLElement;
  content?: () => ComponentChildren;
  controls?: Controls;
  isBroken: boolean;
  /** What comes to grief again in a new container is no page's doing. */
  isRepaired: boolean;
}

const drawings = new WeakMap<ShadowRoot, Drawing>();

/** @param name of the container */
export function begin(root: ShadowRoot, name: Drawing['name']): HTMLElement {
  const drawing: Drawing = {
    name,
    container: root.ownerDocument.createElement(name),
    isBroken: false,
    isRepaired: false,
  };
  hearControls(drawing.container, () => drawing.controls);
  root.append(drawing.container);
  drawings.set(root, drawing);
  return drawing.container;
}

/** Draws where `begin` was called; `controls` are heard for what is drawn now. */
export function draw(root: ShadowRoot, content: () => ComponentChildren, controls: Controls): void {
  const drawing = drawings.get(root);
  if (!drawing) return;
  Object.assign(drawing, { content, controls, isRepaired: false });
  show(root, drawing);
}

export function clear(root: ShadowRoot): void {
  const container = drawings.get(root)?.container;
  if (container) render(null, container);
}

function show(root: ShadowRoot, drawing: Drawing): void {
  if (drawing.isBroken) {
    drawing.container.remove();
    drawing.container = root.ownerDocument.createElement(drawing.name);
    hearControls(drawing.container, () => drawing.controls);
    drawing.isBroken = false;
  }
  const { container, content } = drawing;
  // The page may have taken it out.
  if (container.parentNode !== root) root.append(container);
  const onBroken = () => repair(root, drawing, container);
  render(<Repair onBroken={onBroken}>{content?.()}</Repair>, container);
}

/** Whether it will be drawn anew. */
function repair(root: ShadowRoot, drawing: Drawing, container: HTMLElement): boolean {
  // One drawing may come to grief in several places.
  if (drawing.isBroken || drawing.container !== container) return true;
  if (drawing.isRepaired) return false;
  drawing.isBroken = true;
  drawing.isRepaired = true;
  queueMicrotask(() => show(root, drawing));
  return true;
}

interface RepairProps {
  readonly children: ComponentChildren;
  onBroken(): boolean;
}

/** Nodes that went from under it make Preact throw: it inserts before them. */
class Repair extends Component<RepairProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  override componentDidCatch(error: unknown): void {
    if (!this.props.onBroken()) throw error;
    this.setState({ isBroken: true });
  }

  override render({ children }: RepairProps, { isBroken }: { readonly isBroken: boolean }) {
    return isBroken ? null : children;
  }
}
