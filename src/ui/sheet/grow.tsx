/** From the plain tree of a sheet back to elements: attributes and text, never HTML. The whole of it is in the content script. */
import { type ComponentChildren, h } from 'preact';
import { ROW_ACTIONS, type SheetBranch, type SheetTree } from '../../messaging/sheet.ts';
import { Later } from './later.tsx';

interface Ground {
  /** Address of a tag that is not on this page; undefined where a click is enough. */
  addressOf?(tag: string): string | undefined;
  /** Id of what the toggle has opened. It is so at once, whatever the worker has drawn by then. */
  readonly opens?: string | undefined;
}

export function grow(tree: SheetTree, ground: Ground = {}): ComponentChildren {
  return tree.map((node) => (typeof node === 'string' ? node : growBranch(node, ground)));
}

function growBranch({ element, attributes, children }: SheetBranch, ground: Ground) {
  const {
    'data-hue': hue,
    'data-away': away,
    'data-wait': wait,
    'data-go-to': tag,
    'data-action': action,
    ...given
  } = attributes;
  const href = tag === undefined ? undefined : ground.addressOf?.(tag);
  // What is opened or has the focus stays so when something comes before it. A sheet's own actions are no names: a button
  // that does nothing while it asks is the same button.
  const key = attributes['data-sheet'] ?? ROW_ACTIONS.find((one) => one === action) ?? tag;
  const branch = h(
    href === undefined ? element : 'a',
    {
      ...given,
      'data-go-to': tag,
      'data-action': action,
      ...(hue !== undefined && { style: { '--hue': hue } }),
      ...(href !== undefined && { href, type: undefined, title: away ?? given.title }),
      ...(action === 'toggle' && {
        'aria-expanded': ground.opens ? 'true' : 'false',
        'aria-controls': ground.opens,
      }),
      key,
    },
    grow(children, ground),
  );
  return wait === undefined ? branch : h(Later, { key, wait: Number(wait) }, branch);
}
