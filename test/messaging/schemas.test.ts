import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { locate } from '../../src/core/hub-location.ts';
import { pageRequest } from '../../src/messaging/schemas-page.ts';

describe('the check of a page’s requests', () => {
  it.each([
    'page=100000',
    'page=999999',
    'page=1000000',
    `name=${'n'.repeat(256)}`,
    `name=${'%F0%9F%90%B3'.repeat(2_000)}`,
    'ordering=-name&name=+&page=0',
  ])('lets the question of every address through: %.30s', (query) => {
    const location = locate(`https://hub.docker.com/_/nginx/tags?${query}`);
    if (location.kind !== 'tags') throw new Error(location.kind);
    const { repository, page, name, ordering } = location;
    const question = {
      repository,
      page,
      ...(name !== undefined && { name }),
      ...(ordering !== undefined && { ordering }),
    };
    expect(v.safeParse(pageRequest, { type: 'list', ...question }).issues).toBeUndefined();
  });

  it.each([{ page: 1_000_000 }, { page: 0 }, { page: 1.5 }, { page: 1, name: 'n'.repeat(256) }])(
    'refuses %j',
    (question) => {
      const request = { type: 'list', repository: 'library/nginx', ...question };
      expect(v.safeParse(pageRequest, request).success).toBe(false);
    },
  );
});
