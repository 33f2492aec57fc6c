/**
 * Reads the page's nodes as the browser means them. A form answers to the names of its controls before anything else
 * (HTML, "The form element": named properties override built-in ones): with `<input name="parentElement">` in it, its
 * parent is that input. In Chromium this reaches the world of a content script too, in Firefox it does not; a
 * document's own named properties stay in the page's world in both (tried in Chromium 156 and Firefox 153). So what may
 * be a form is read through the interfaces themselves, which no page can reach from its world.
 */

/** The parent, where that is an element. */
export const outerOf = reader<Element | null>('parentElement');

export const childNodesOf = reader<NodeListOf<ChildNode>>('childNodes');

export const isConnected = reader<boolean>('isConnected');

export const isElement = (node: Node): node is Element => isOfType(node, Node.ELEMENT_NODE);

/** By type, not by class: the page's classes are other objects than a content script's. */
export const isText = (node: Node): node is Text => isOfType(node, Node.TEXT_NODE);

const typeOf = reader<number>('nodeType');

const isOfType = (node: Node, type: number): boolean => typeOf(node) === type;

/** The interface's own getter, looked up once: a page of 300 rows is read some hundred thousand times. */
function reader<Value>(name: keyof Node): (node: Node) => Value {
  let get: (() => Value) | undefined;
  return (node) => {
    get ??= Object.getOwnPropertyDescriptor(Node.prototype, name)?.get;
    if (!get) throw new TypeError(`no getter: ${name}`);
    return get.call(node);
  };
}

/** Whether a node is, or stands in, another. */
export const holds = (outer: Node, inner: Node): boolean =>
  Node.prototype.contains.call(outer, inner);

/** Whether `node` comes after `other` in the document, or stands in it. */
export const isBehind = (node: Node, other: Node): boolean =>
  (Node.prototype.compareDocumentPosition.call(other, node) & Node.DOCUMENT_POSITION_FOLLOWING) !==
  0;

export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);

export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);

/** The element itself or the nearest around it that matches. */
export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);

/** The first element below that matches. */
export const firstIn = (element: Element, selector: string): Element | null =>
  Element.prototype.querySelector.call(element, selector);

/** All elements below that match. */
export const allIn = (element: Element, selector: string): NodeListOf<Element> =>
  Element.prototype.querySelectorAll.call(element, selector);

export const putBefore = (reference: Element, element: Element): void =>
  Element.prototype.before.call(reference, element);

export const putAfter = (reference: Element, element: Element): void =>
  Element.prototype.after.call(reference, element);
