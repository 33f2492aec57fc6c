// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { GroupRelations } from '../../../src/ui/popup/group-relations.tsx';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';

afterEach(cleanup);

function said(group: Parameters<typeof GroupRelations>[0]['group']): string {
  const { container } = render(
    <TextContext.Provider value={text}>
      <GroupRelations group={group} />
    </TextContext.Provider>,
  );
  return container.textContent;
}

it('a closed group names those with the same images, and counts those that are too many', () => {
  expect(said({ sameImages: [] })).toBe('');
  expect(said({ sameImages: ['1.0-signed'] })).toMatch(/1\.0-signed$/);
  expect(said({ sameImages: ['2', '1'], furtherSameImages: 4_000 })).toMatch(/21 and 4,000 more$/);
});
