/** Tags pages that work against whoever reads them. Made for these tests; the test ids are the site's. */
import type { WorldRepository } from '../standin/world.ts';
import type { BrowserPage } from './page.ts';
import type { Session } from './session.ts';

/** A page of the site in whose place another comes. `script` runs while it loads, after `rows` and `list` are defined. */
export async function visitHostile(
  session: Session,
  repository: WorldRepository,
  script: string,
  tags: readonly string[] = [...repository.tags.keys()].slice(0, 25),
): Promise<BrowserPage> {
  const path = `/r/${repository.name}/tags`;
  const data = JSON.stringify({ repository: repository.name, tags });
  const body = `<!doctype html><title>hostile</title><body><main></main>
    <script>${BUILD}\nconst page = ${data};\n${script}</script>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  session.standin.faults.add(
    { kind: 'page', path },
    { kind: 'answer', status: 200, body, headers },
  );
  return await session.visit(path);
}

/** Runs in the page. */
const BUILD = `
function box(name, id, ...children) {
  const element = document.createElement(name);
  if (id) element.setAttribute('data-testid', id);
  Element.prototype.append.call(element, ...children);
  return element;
}
function row(tag, name = 'div') {
  const link = box('a', 'navToImage', tag);
  link.href = '/layers/' + page.repository + '/' + tag + '/images/sha256-' + 'a'.repeat(64);
  return box(name, 'repotagsTagListItem', box(name, '', box('p', '', link)), box(name, 'repotagsImageList-' + tag));
}
function list(name = 'div') {
  return box(name, 'repotagsTagList', ...page.tags.map((tag) => row(tag, name)));
}
function show(element) {
  document.querySelector('main').replaceChildren(element);
}
`;

/** Controls and images of these names stand in the place of what a form and a document have by themselves. */
export const MEMBERS: readonly string[] = [
  ...[
    'after',
    'append',
    'appendChild',
    'attributes',
    'baseURI',
    'before',
    'childNodes',
    'children',
  ],
  ...['classList', 'closest', 'compareDocumentPosition', 'contains', 'dataset', 'firstChild'],
  ...['getAttribute', 'getRootNode', 'hasAttribute', 'insertBefore', 'isConnected', 'lastChild'],
  ...[
    'localName',
    'matches',
    'namespaceURI',
    'nextSibling',
    'nodeName',
    'nodeType',
    'ownerDocument',
  ],
  ...['parentElement', 'parentNode', 'prepend', 'querySelector', 'querySelectorAll', 'remove'],
  ...['setAttribute', 'shadowRoot', 'style', 'tagName', 'textContent'],
  ...['URL', 'activeElement', 'addEventListener', 'adoptNode', 'body', 'createElement'],
  ...['createElementNS', 'createTextNode', 'createTreeWalker', 'defaultView', 'dispatchEvent'],
  ...['documentElement', 'execCommand', 'head', 'implementation', 'location'],
];
