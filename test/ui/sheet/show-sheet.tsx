/** Shows a sheet as the popup does, and reads its tables. */
import { render } from '@testing-library/preact';
import { expect } from 'vitest';
import type { TagDetail } from '../../../src/messaging/view.ts';
import { TagSheet } from '../../../src/ui/sheet/tag-sheet.tsx';
import { text } from '../../text/catalog-text.ts';
import { NOW, repository } from '../samples.ts';

export function sheetOf(detail: TagDetail, canRead = true) {
  return (
    <TagSheet
      detail={detail}
      repository={repository('library/nginx')}
      text={text}
      now={NOW}
      canRead={canRead}
      isFailureSaid={!canRead}
    />
  );
}

export function showSheet(detail: TagDetail, canRead = true) {
  const { container } = render(sheetOf(detail, canRead));
  const one = (selector: string) => {
    const found = container.querySelectorAll<HTMLElement>(selector);
    expect(found, selector).toHaveLength(1);
    return found.item(0);
  };
  const all = (selector: string) => [...container.querySelectorAll<HTMLElement>(selector)];
  return {
    container,
    one,
    all,
    part: (name: string) => one(`[data-sheet="${name}"]`),
    /** Each row by its first cell: the digests (or the words) of the others, under their columns' names. */
    table(name: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
      const rows = [...one(`.cards.${name} tbody`).querySelectorAll('tr')];
      return Object.fromEntries(
        rows.map((row) => [row.querySelector('th')?.textContent ?? '', cellsOf(row)]),
      );
    },
  };
}

function cellsOf(row: Element): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...row.querySelectorAll('td')].map((cell) => {
      const column = cell.querySelector('.column')?.textContent ?? '';
      const digest = cell.querySelector('code.digest')?.getAttribute('title');
      return [column, digest ?? cell.textContent.slice(column.length)];
    }),
  );
}
