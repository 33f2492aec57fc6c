/** A row as the worker draws it: what is needed for tests and the gallery to show one. */
import { h } from 'preact';
import type { SheetTree } from '../../../src/messaging/sheet.ts';
import type { TagView } from '../../../src/messaging/view.ts';
import { Row } from '../../../src/ui/annotation/row.tsx';
import type { RowProps } from '../../../src/ui/annotation/row-props.ts';
import { flatten } from '../../../src/ui/sheet/flatten.ts';
import { text } from '../../text/catalog-text.ts';
import { NOW, repository } from '../samples.ts';

/** As it arrives, through a port. */
export function drawnTree(view: TagView, more: Partial<RowProps> = {}): SheetTree {
  const tree = flatten(
    h(Row, {
      repository: repository('library/nginx'),
      view,
      known: 339,
      total: 1339,
      text,
      isOpen: false,
      isUnfolded: false,
      width: 640,
      now: NOW,
      ...more,
    }),
  );
  return JSON.parse(JSON.stringify(tree));
}
