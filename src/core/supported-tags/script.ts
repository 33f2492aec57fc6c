/**
 * The list as a script: one file that, included with `<script src>`, shows the list where it stands, as a Gist's embed
 * does. It asks nobody for anything and works under a Content Security Policy that allows nothing but the file: texts
 * become text nodes, and the few rules of style are a constructed style sheet, which is no inline style (CSSOM,
 * "Constructable style sheets").
 */
import type { LineLayout, ListLayout } from './layout.ts';
import { lineTree, toTree } from './tree.ts';
import { around, type Written } from './written.ts';

/** Without colours of its own, the list is as dark or as light as the page around it. */
const STYLE = [
  ':host{display:block}',
  'h2{font-size:1.25em;margin:0 0 .5em}',
  'ul{margin:0;padding-inline-start:1.25em}',
  'li{margin:.25em 0}',
  'li,p{overflow-wrap:anywhere}',
  'p{margin:.75em 0 0}',
  'code{font-family:ui-monospace,monospace;font-size:.9em}',
].join('');

/**
 * What stands around the data. `document.currentScript` is the element that includes the file, deferred and async too, so
 * the same file may stand in a page twice. Browsers without constructed style sheets show the list in the page's own look.
 */
const PROGRAM = `(function (tree, style, language) {
  'use strict';
  var here = document.currentScript;
  if (!here || !here.parentNode) return;
  function grow(piece) {
    if (typeof piece === 'string') return document.createTextNode(piece);
    var element = document.createElement(piece[0]);
    for (var i = 1; i < piece.length; i++) element.appendChild(grow(piece[i]));
    return element;
  }
  var host = document.createElement('div');
  var root = host;
  host.setAttribute('lang', language);
  try {
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
  } catch (error) {
    root = host.shadowRoot || host;
  }
  root.appendChild(grow(tree));
  here.parentNode.insertBefore(host, here.nextSibling);
})`;

/** A classic script in ASCII, whatever character set it is served with. */
export function toScript(layout: ListLayout): Written<LineLayout> {
  const data = [toTree(layout), STYLE, layout.language].map(literal).join(',\n');
  // In texts no quote is left that is not escaped.
  const [before, after] = around(data, '["ul"');
  return {
    before: `${PROGRAM}(\n${before}`,
    line: (line) => `,${literal(lineTree(line))}`,
    after: `${after}\n);\n`,
  };
}

/** JSON that is a literal of JavaScript too, and in which nothing ends or opens a `<script>` or a comment of HTML. */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&/\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
