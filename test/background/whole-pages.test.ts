/** The pages of a listing of all tags, against answers that are not as they should be. */
import { describe, expect, it } from 'vitest';
import { type PagesEnd, WholePages } from '../../src/background/whole-pages.ts';
import type { Series } from '../../src/background/whole-plan.ts';
import { ok } from '../../src/core/result.ts';

/** More than any plan has. */
const FAR_TOO_MANY = 500;

/** Asks for a tag that never comes, of an API that always says that there is a further page. */
async function asking(one: Series, names: readonly string[]): Promise<[number[], PagesEnd]> {
  const asked: number[] = [];
  const pages = new WholePages([one], {
    ask: async ({ page }) => {
      asked.push(page);
      return ok({ kind: 'page', names, hasNext: true });
    },
    turn: async () => asked.length < FAR_TOO_MANY,
    isOver: () => asked.length >= FAR_TOO_MANY,
    isWanted: () => true,
    answered: () => undefined,
    missed: () => undefined,
  });
  const end = await pages.run();
  return [asked, end];
}

describe('pages of an API that has always one more', () => {
  it('end one after those that there should be, where they are of all tags', async () => {
    const plain = { covers: ['gone'], pages: [51, 52] };
    expect(await asking(plain, ['1.27'])).toEqual([[51, 52, 53], { kind: 'asked' }]);
  });

  it('end at an empty one', async () => {
    const plain = { covers: ['gone'], pages: [51, 52, 53, 54, 55, 56, 57, 58] };
    const [asked] = await asking(plain, []);
    // Three are under way at the same time.
    expect(asked).toEqual([51, 52, 53]);
  });

  it('end at the wall, where they are of parts of names', async () => {
    const part = { name: '1.', covers: ['1.gone'], pages: [1, 2] };
    const [asked] = await asking(part, ['1.27']);
    expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
