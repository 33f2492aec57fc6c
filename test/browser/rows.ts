/** Rows of a tags page as they must be. */
import { expect } from 'vitest';
import type { WorldRepository } from '../standin/world.ts';
import { expectedTag } from './expected.ts';
import { type Shown, wordsIn } from './surface.ts';

/** Tags that the site shows at a time. */
export const PAGE = 25;

/** The tags of one page of the site, newest push first as it lists them. */
export function tagsOfPage({ tags }: WorldRepository, page = 1): string[] {
  return [...tags.keys()].slice((page - 1) * PAGE, page * PAGE);
}

/** Every row is confirmed and says what the tables say. `evidence`: on whose word it may rest. */
export function expectRight(
  rows: ReadonlyMap<string, Shown>,
  repository: WorldRepository,
  evidence: readonly string[] = ['registry'],
): void {
  for (const [tag, row] of rows) {
    const expected = expectedTag(repository, tag);
    expect(row, tag).toMatchObject({
      repository: repository.name,
      state: 'ready',
      evidence: expect.toBeOneOf([...evidence]),
      digest: expected.digest,
      mediaType: expected.mediaType,
    });
    expect([...wordsIn(row['aliases'])].sort(), tag).toEqual(expected.aliases);
    expect([...wordsIn(row['platforms'])].sort(), tag).toEqual(expected.platforms);
    expect(row, tag).not.toHaveProperty('failure');
    expect(row, tag).not.toHaveProperty('conflict');
  }
}
