/** How all that stands on a page looks: drawn in the worker (messaging/drawn.ts), with its styles. */
import { h } from 'preact';
import type { PageLooks } from '../../messaging/drawn.ts';
import type { Text } from '../../text/text.ts';
import lineStyle from '../line/line.css?inline';
import { About, Word } from '../line/line.tsx';
import parts from '../shared/parts.css?inline';
import { flatten } from '../sheet/flatten.ts';
import tokens from '../tokens.css?inline';
import rowStyle from './annotation.css?inline';
import dockStyle from './dock.css?inline';
import { Row } from './row.tsx';
import { rowAttributes } from './row-attributes.ts';
import { urlImage } from './url-image.ts';

/** @param now milliseconds since 1970 */
export function pageLooks(text: Text, now: () => number = Date.now): PageLooks {
  return {
    row(view, { urlDigest, ...setting }) {
      const layers = urlDigest && urlImage(urlDigest, view);
      const props = { ...setting, view, text, now: now(), ...(layers && { layers }) };
      return { attributes: rowAttributes(view, layers), tree: flatten(h(Row, props)) };
    },
    attributes: (view, { urlDigest }) =>
      rowAttributes(view, urlDigest && urlImage(urlDigest, view)),
    line(view, repository) {
      const props = { view, repository, text, now: now() };
      return { tree: flatten(h(Word, props)), about: flatten(h(About, props)) };
    },
    styles: {
      row: tokens + parts + rowStyle,
      line: tokens + parts + lineStyle,
      dock: tokens + dockStyle,
    },
  };
}
