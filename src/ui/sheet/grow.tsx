/** From the plain tree of a sheet back to elements: attributes and text, never HTML. The whole of it is in the content script. */
import { type ComponentChildren, h } from 'preact';
import type { SheetBranch, SheetTree } from '../../messaging/sheet.ts';

/** Address of a tag that is not on this page; undefined where a click is enough. */
type AddressOf = (tag: string) => string | undefined;

export function grow(tree: SheetTree, addressOf?: AddressOf): ComponentChildren {
  return tree.map((node) => (typeof node === 'string' ? node : growBranch(node, addressOf)));
}

function growBranch({ element, attributes, children }: SheetBranch, addressOf?: AddressOf) {
  const { 'data-hue': hue, ...given } = attributes;
  const tag = attributes['data-go-to'];
  const href = tag === undefined ? undefined : addressOf?.(tag);
  return h(
    href === undefined ? element : 'a',
    {
      ...given,
      ...(hue !== undefined && { style: { '--hue': hue } }),
      ...(href !== undefined && { href, type: undefined }),
      // An opened part stays opened when another one comes before it.
      key: attributes['data-sheet'],
    },
    grow(children, addressOf),
  );
}
