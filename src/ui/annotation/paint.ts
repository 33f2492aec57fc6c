/**
 * Puts static components into the page and keeps them up to date, element by element, so that focus, selection and what
 * a person has unfolded stay. All that a page needs of a renderer: no state, no effects and no handlers, because clicks
 * are heard in one place (controls.ts). Preact's own would be a fifth of the content script.
 */
import { type ComponentChildren, type FunctionComponent, isValidElement, type VNode } from 'preact';

type Props = Readonly<Record<string, unknown>>;

interface Branch {
  readonly element: string;
  readonly key: unknown;
  readonly props: Props;
  readonly children: readonly Content[];
}

type Content = string | Branch;

const SVG = 'http://www.w3.org/2000/svg';

/** What was painted last. Only that is touched: what a click has marked, or a person unfolded, is not ours to take back. */
const painted = new WeakMap<Node, Pick<Branch, 'element' | 'key' | 'props'>>();
const childrenOf = new WeakMap<Element, readonly Node[]>();

/** Makes the content of the box what these components draw. */
export function paint(box: Element, content: ComponentChildren): void {
  paintChildren(box, expand(content));
}

function expand(node: ComponentChildren): Content[] {
  if (Array.isArray(node)) return node.flatMap(expand);
  if (typeof node === 'string' || typeof node === 'number') return [String(node)];
  return isValidElement(node) ? expandElement(node) : [];
}

function expandElement({ type, key, props }: VNode): Content[] {
  if (typeof type !== 'string') return isFunction(type) ? expand(type(props)) : [];
  const { children, ...rest } = props;
  return [{ element: type, key, props: rest, children: expand(children) }];
}

function isFunction(type: Exclude<VNode['type'], string>): type is FunctionComponent {
  return !('render' in (type.prototype ?? {}));
}

function paintChildren(box: Element, contents: readonly Content[]): void {
  const free = new Set(childrenOf.get(box));
  const nodes = contents.map((content) => {
    const node = takeFitting(free, content) ?? create(box, content);
    update(node, content);
    return node;
  });
  for (const node of free) box.removeChild(node);
  let next = box.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else box.insertBefore(node, next);
  }
  childrenOf.set(box, nodes);
}

/** The first that is left of the same kind, and of the same key where there is one. */
function takeFitting(free: Set<Node>, content: Content): Node | undefined {
  for (const node of free) {
    const known = painted.get(node);
    const fits =
      typeof content === 'string'
        ? !known
        : known?.element === content.element && known.key === content.key;
    if (!fits) continue;
    free.delete(node);
    return node;
  }
  return undefined;
}

function create({ ownerDocument, namespaceURI }: Element, content: Content): Node {
  if (typeof content === 'string') return ownerDocument.createTextNode('');
  const { element, key } = content;
  const node = ownerDocument.createElementNS(element === 'svg' ? SVG : namespaceURI, element);
  painted.set(node, { element, key, props: {} });
  return node;
}

function update(node: Node, content: Content): void {
  if (typeof content === 'string') {
    if (node.nodeValue !== content) node.nodeValue = content;
  } else if (isElement(node)) {
    const before = painted.get(node)?.props ?? {};
    for (const name of Object.keys({ ...before, ...content.props })) {
      const value = content.props[name];
      if (value !== before[name]) setProp(node, name, value);
    }
    painted.set(node, content);
    paintChildren(node, content.children);
  }
}

/** As Preact does: attributes of two words (`aria-…`, `data-…`) say "false", the others are left out then. */
function setProp(element: Element, name: string, value: unknown): void {
  if (typeof value === 'function') return;
  if (typeof value === 'object' && value !== null) setStyle(element, value);
  else if (value === undefined || value === null || (value === false && !name.includes('-')))
    element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

/** Custom properties only, and not as text: a page's policy may forbid style attributes. */
function setStyle(element: Element, style: object): void {
  if (!('style' in element && element.style instanceof CSSStyleDeclaration)) return;
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, String(value));
}

function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}
