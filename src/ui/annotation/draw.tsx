/** Draws annotations into their shadow roots, each in a container of its own beside the styles. */
import { Annotation } from './annotation.tsx';
import { type Controls, hearControls } from './controls.ts';
import { paint } from './paint.ts';
import type { AnnotationProps } from './props.ts';
import { adoptAnnotationStyles } from './styles.ts';

interface Drawing {
  readonly container: HTMLElement;
  props?: AnnotationProps;
  /** Pixels, as the browser told them after layout: nothing is measured, so nothing is forced. */
  width: number;
  isAll: boolean;
}

const drawings = new WeakMap<ShadowRoot, Drawing>();
const byContainer = new WeakMap<Element, Drawing>();

/**
 * Taken until the browser has told, and where it never does: the last width that it told of any row, because the rows of
 * a page are alike, and a hundred of them drawn twice would be felt.
 */
let usual = 640;

/** One for all rows. */
let widths: ResizeObserver | undefined;

function observeWidth(container: Element): void {
  widths ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const drawing = byContainer.get(target);
      if (!drawing || !contentRect.width) continue;
      usual = Math.floor(contentRect.width);
      if (usual === drawing.width) continue;
      drawing.width = usual;
      redraw(drawing);
    }
  });
  widths.observe(container);
}

/**
 * Gives a root the height that an annotation has from its first state to its last.
 *
 * @param isTall with the line about the hash in a layers page's address
 */
export function reserveAnnotation(root: ShadowRoot, isTall: boolean): void {
  const container = root.ownerDocument.createElement('div');
  paint(container, <div class={isTall ? 'lens tall' : 'lens'} />);
  root.append(container);
  adoptAnnotationStyles(root);
  const drawing: Drawing = { container, width: usual, isAll: false };
  drawings.set(root, drawing);
  byContainer.set(container, drawing);
  hearControls(container, () => drawing.props && controlsOf(drawing, drawing.props));
  observeWidth(container);
}

export function drawAnnotation(root: ShadowRoot, props: AnnotationProps): void {
  const drawing = drawings.get(root);
  if (!drawing) return;
  const style = props.sheet?.style;
  if (style !== undefined && style !== drawing.props?.sheet?.style) {
    adoptAnnotationStyles(root, style);
  }
  // Another tag is another annotation: what was unfolded in it does not stay so for the row's next tag.
  if (drawing.props?.view.tag !== props.view.tag) drawing.isAll = false;
  drawing.props = props;
  redraw(drawing);
}

export function clearAnnotation(root: ShadowRoot): void {
  const drawing = drawings.get(root);
  if (!drawing) return;
  widths?.unobserve(drawing.container);
  paint(drawing.container, null);
}

function redraw({ container, props, width, isAll }: Drawing): void {
  if (!props) return;
  const part = { ...props, now: props.now ?? Date.now(), width, isAll };
  paint(container, <Annotation {...part} />);
}

function controlsOf(drawing: Drawing, props: AnnotationProps): Controls {
  const { text, isOpen, onToggle, onRetry, onCopy, onGoTo, onAct } = props;
  return {
    text,
    isOpen,
    toggle: () => onToggle(!isOpen),
    retry: onRetry,
    more() {
      drawing.isAll = !drawing.isAll;
      redraw(drawing);
    },
    copy: onCopy,
    goTo: onGoTo,
    act: onAct,
  };
}
