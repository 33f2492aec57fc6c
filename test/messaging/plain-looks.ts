/** Looks without any: the view itself in place of its drawing, so that tests of what is told see all of it. */
import type { PageLooks } from '../../src/messaging/drawn.ts';
import type { SheetTree } from '../../src/messaging/sheet.ts';
import type { TagView } from '../../src/messaging/view.ts';

export const plainLooks: PageLooks = {
  row: (view, { width, isOpen, isUnfolded, urlDigest = '' }) => ({
    attributes: attributesOf(view),
    tree: [`${view.tag} ${width} ${isOpen} ${isUnfolded} ${urlDigest}`],
  }),
  line: (view) => ({ tree: [view.verdict], about: [view.tags.join(' ')] }),
  attributes: attributesOf,
  styles: { row: 'row{}', line: 'line{}', dock: 'dock{}' },
};

function attributesOf({ state, aliases }: TagView) {
  return { 'data-state': state, 'data-aliases': aliases.join(' ') };
}

/** The only text of a tree that `plainLooks` has drawn. */
export function textOf(tree: SheetTree | undefined): string {
  const [text] = tree ?? [];
  if (typeof text !== 'string') throw new Error('not drawn by these looks');
  return text;
}
