import { describe, expect, it } from 'vitest';
import { openedFor } from '../../../src/ui/popup/opened-for.ts';

const TAB = 'https://hub.docker.com/_/nginx/tags?page=2';

describe('what the popup shows first', () => {
  it.each([
    ['the tab’s repository', '', TAB, { repository: 'library/nginx' }],
    ['its own address before the tab', '?repository=redis', TAB, { repository: 'library/redis' }],
    [
      'a tag of that address',
      '?repository=library/nginx&tag=1.27',
      undefined,
      { repository: 'library/nginx', tag: '1.27' },
    ],
    [
      'no tag that is none, but what is wrong with it',
      '?repository=nginx&tag=a:b',
      undefined,
      {
        repository: 'library/nginx',
        wrongTag: { part: 'tag', problem: 'bad-character', found: 'a:b' },
      },
    ],
    [
      'the tag of a reference',
      '?repository=nginx:1.25',
      undefined,
      { repository: 'library/nginx', tag: '1.25' },
    ],
    [
      'the tag of a layers page',
      '',
      'https://hub.docker.com/layers/bitnami/redis/7.2/images',
      { repository: 'bitnami/redis', tag: '7.2' },
    ],
    ['what is no name, to be corrected', '?repository=ghcr.io/a/b', TAB, { given: 'ghcr.io/a/b' }],
    ['nothing on another site', '', 'https://example.org/_/nginx', {}],
    ['nothing on a page about no image', '', 'https://hub.docker.com/search?q=nginx', {}],
    ['nothing where the tab is not told', '', undefined, {}],
  ])('is %s', (_, search, tab, subject) => {
    expect(openedFor(search, tab)).toEqual(subject);
  });
});
