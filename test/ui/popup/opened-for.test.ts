import { describe, expect, it } from 'vitest';
import { openedFor, popupAddress, selectedSubject } from '../../../src/ui/popup/opened-for.ts';

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
    [
      'a text to be found in the tab’s repository',
      '?find=a4f86b1c9d02',
      TAB,
      { repository: 'library/nginx', find: 'a4f86b1c9d02' },
    ],
    [
      'the repository that the text to be found names, before the tab’s',
      '?find=docker.io/bitnami/redis:7',
      TAB,
      { repository: 'bitnami/redis', find: 'docker.io/bitnami/redis:7' },
    ],
    [
      'the repository that is given, before the one that the text names',
      '?repository=nginx&find=bitnami/redis:7',
      undefined,
      { repository: 'library/nginx', find: 'bitnami/redis:7' },
    ],
    ['a text that waits for a repository', '?find=a4f86b1', undefined, { find: 'a4f86b1' }],
    ['nothing on another site', '', 'https://example.org/_/nginx', {}],
    ['nothing on a page about no image', '', 'https://hub.docker.com/search?q=nginx', {}],
    ['nothing where the tab is not told', '', undefined, {}],
  ])('is %s', (_, search, tab, subject) => {
    expect(openedFor(search, tab)).toEqual(subject);
  });
});

describe('a text that was selected', () => {
  it.each([
    ['nginx:1.27', 'https://example.org/', { repository: 'library/nginx', find: 'nginx:1.27' }],
    [' a4f86b1 ', TAB, { repository: 'library/nginx', find: 'a4f86b1' }],
    ['bitnami/redis:7', TAB, { repository: 'bitnami/redis', find: 'bitnami/redis:7' }],
    ['a4f86b1', 'https://example.org/nginx', { find: 'a4f86b1' }],
    ['a4f86b1', undefined, { find: 'a4f86b1' }],
    ['', TAB, { repository: 'library/nginx' }],
  ])('%j on %s opens the popup for it', (selected, page, subject) => {
    const opened = selectedSubject(selected, page);
    expect(opened).toEqual(subject);
    // What the address says is what the popup reads.
    const address = new URL(popupAddress(opened), 'https://extension.invalid/');
    expect(address.pathname).toBe('/popup.html');
    expect(openedFor(address.search, undefined)).toEqual(subject);
  });

  it('keeps signs that mean something in addresses, and ends somewhere', () => {
    const find = 'a&b=c#d+e%20f ü';
    expect(
      openedFor(new URL(popupAddress({ find }), 'https://x.invalid/').search, undefined),
    ).toEqual({ find });
    expect(popupAddress({ find: 'a'.repeat(1_000_000) }).length).toBeLessThan(20_000);
  });
});
