/**
 * An element of ours for the page, with its open shadow root. An element without registration takes one too, which
 * matters because Chromium gives content scripts no `customElements`.
 */
let nursery: Document | undefined;

export interface Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
}

/**
 * @param name a page may have registered it as its own custom element, whose constructor would run in the middle of this,
 * or which forbids shadow roots: so it is made in a document that has no page, and only then becomes this one's
 */
export function createHost(document: Document, name: string): Host {
  nursery ??= document.implementation.createHTMLDocument('');
  const element = nursery.createElement(name);
  const root = element.attachShadow({ mode: 'open' });
  document.adoptNode(element);
  return { element, root };
}
