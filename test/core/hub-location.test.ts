import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HubPage,
  isTagOrdering,
  layersUrl,
  locate,
  repositoryOf,
  tagsUrl,
} from '../../src/core/hub-location.ts';
import { asDigest, asRepository } from './samples.ts';

const HEX = '8072a54ebb3bc136150e2f2860f00a7bf45f13eeb917cca2430fcd0054c8e51b';
const HUB = 'https://hub.docker.com';

/** Each kind of page with all the shapes of its address; every shape must be refused by every other kind. */
const EXAMPLES: Record<HubPage['kind'], readonly string[]> = {
  tags: [
    '/_/nginx/tags',
    '/_/nginx/tags/',
    '/_/nginx?tab=tags',
    '/_/nginx/?tab=tags&page=2',
    '/r/bitnami/redis/tags',
    '/r/bitnami/redis/tags?page=3&ordering=last_updated',
    '/r/bitnami/redis/tags?name=7.2#top',
    '/r/bitnami/redis?tab=tags',
    '/r/library/nginx/tags',
    '/r/arm32v7/redis/tags',
    '/r/ai/smollm2/tags',
    '/%5F/nginx/tags',
    '/repository/docker/acme/app/tags',
    '/repository/docker/acme/app/tags/?page=2',
  ],
  overview: [
    '/_/nginx',
    '/_/nginx/',
    '/_/nginx?tab=description',
    '/r/bitnami/redis',
    '/r/library/nginx',
    '/r/ai/smollm2',
    '/repository/docker/acme/app',
    '/repository/docker/acme/app/general',
  ],
  layers: [
    `/layers/bitnami/redis/7.2/images/sha256-${HEX}`,
    `/layers/bitnami/redis/7.2/images/sha256-${HEX}/?context=repo`,
    `/layers/library/nginx/1.27/images/sha256-${HEX}?context=explore`,
    `/layers/nginx/library/nginx/1.27/images/sha256-${HEX}`,
    `/layers/library/nginx/1.27/images/sha256%3A${HEX}`,
    `/layers/library/nginx/1.27/images`,
    `/layers/library/nginx/1.27`,
    `/repository/docker/acme/app/tags/1.0/sha256-${HEX}`,
  ],
  hardened: [
    '/hardened-images/catalog/dhi/nginx',
    '/hardened-images/catalog/dhi/nginx/images/x',
    '/hardened-images/catalog/dhi/nginx?tab=tags',
  ],
  other: [
    '',
    '/',
    '/_',
    '/_/',
    '/_/Nginx',
    '/_/nginx/tags/1.27',
    '/_/bitnami/redis',
    '/r/nginx',
    '/r/nginx/',
    '/r//nginx/tags',
    '//r/bitnami/redis',
    '/r/bitnami/redis/builds',
    '/r/bitnami/redis/tags/x',
    '/r/bitnami%2Fredis/tags',
    '/r/bitnami/%zz/tags',
    '/r/bitnami/re dis',
    '/layers',
    '/layers/library/nginx',
    '/layers/nginx/library/nginx',
    `/layers/library/nginx/1.27/image/sha256-${HEX}`,
    `/layers/library/nginx/1.27/images/sha256-${HEX}0`,
    `/layers/library/nginx/1.27/images/sha256-${HEX}/x`,
    `/layers/library/nginx/.27/images/sha256-${HEX}`,
    '/repository/docker/acme/app/builds',
    '/repository/docker/acme/app/tags/1.0',
    `/repository/docker/acme/app/general/1.0/sha256-${HEX}`,
    '/repository/docker/acme',
    '/repository/other/acme/app/tags',
    '/hardened-images/catalog',
    '/hardened-images/catalog/dhi',
    '/search?q=nginx',
    '/u/nginx',
    '/explore',
    '/extensions/acme/app/tags',
    '/mcp/server/x/tags',
    '/repositories/acme',
    '/v2/repositories/library/nginx/tags',
  ],
};

const MATRIX = Object.entries(EXAMPLES).flatMap(([kind, paths]) =>
  paths.map((path) => [path, kind] as const),
);

describe('locate', () => {
  it.each(MATRIX)('takes %s for %s', (path, kind) => {
    expect(locate(HUB + path).kind).toBe(kind);
  });

  it.each(MATRIX.filter(([path]) => !path.startsWith('//')))(
    'reads a URL object of %s as its text',
    (path) => {
      expect(locate(new URL(HUB + path))).toEqual(locate(new URL(HUB + path).href));
    },
  );

  it.each([
    'http://hub.docker.com/_/nginx',
    'https://hub.docker.com.example.com/_/nginx',
    'https://hub.docker.com:8443/_/nginx',
    'https://user@hub.docker.com/_/nginx',
    'https://www.docker.com/_/nginx',
    'https://example.com/https://hub.docker.com/_/nginx',
    'hub.docker.com/_/nginx',
    '',
  ])('knows no page at %j', (url) => {
    expect(locate(url)).toEqual({ kind: 'other' });
  });

  it('reads the whole query of a tags page', () => {
    const url = `${HUB}/_/nginx/tags?page=2&name=1.27+al%70ine&ordering=-name&name=x`;
    expect(locate(url)).toEqual({
      kind: 'tags',
      repository: 'library/nginx',
      official: true,
      owner: false,
      page: 2,
      name: '1.27 alpine',
      ordering: '-name',
    });
  });

  it.each(['0', '-1', '1.5', 'x', '', '1e3', '9999999'])('takes page %j for the first', (page) => {
    expect(locate(`${HUB}/_/nginx/tags?page=${page}&name=&ordering=size&x=%zz`)).toEqual({
      kind: 'tags',
      repository: 'library/nginx',
      official: true,
      owner: false,
      page: 1,
    });
  });

  it('tells official images and the view of an owner', () => {
    const library = locate(`${HUB}/r/library/nginx/tags`);
    expect(library).toMatchObject({ repository: 'library/nginx', official: true, owner: false });
    const arm = locate(`${HUB}/r/arm32v7/redis/tags`);
    expect(arm).toMatchObject({ repository: 'arm32v7/redis', official: false });
    const owner = locate(`${HUB}/repository/docker/acme/app/tags`);
    expect(owner).toMatchObject({ repository: 'acme/app', official: false, owner: true });
  });

  it('reads the old and the new layers address alike', () => {
    const expected = {
      kind: 'layers',
      repository: 'library/nginx',
      tag: '1.27',
      digest: `sha256:${HEX}`,
    };
    expect(locate(`${HUB}/layers/library/nginx/1.27/images/sha256-${HEX}`)).toEqual(expected);
    expect(locate(`${HUB}/layers/nginx/library/nginx/1.27/images/sha256-${HEX}`)).toEqual(expected);
  });

  it('never throws', () => {
    const urls = fc.oneof(
      fc.string(),
      fc.string().map((text) => HUB + text),
      fc.string().map((text) => `${HUB}/_/nginx/tags?${text}`),
      fc.webUrl(),
    );
    fc.assert(fc.property(urls, (url) => typeof locate(url).kind === 'string'));
  });
});

describe('addresses', () => {
  const digest = asDigest(`sha256:${HEX}`);

  it.each(['nginx', 'bitnami/redis'])('of %s lead back to it', (name) => {
    const repository = asRepository(name);
    expect(repositoryOf(locate(tagsUrl(repository)))).toBe(repository);
    expect(locate(tagsUrl(repository, { name: '1.27 &+%' }))).toMatchObject({ name: '1.27 &+%' });
    expect(locate(layersUrl(repository, '1.27', digest))).toEqual({
      kind: 'layers',
      repository,
      tag: '1.27',
      digest,
    });
  });

  it('are those that the site itself uses', () => {
    expect(tagsUrl(asRepository('nginx'))).toBe(`${HUB}/_/nginx/tags`);
    expect(tagsUrl(asRepository('a/b'), { name: 'x' })).toBe(`${HUB}/r/a/b/tags?name=x`);
    expect(repositoryOf({ kind: 'other' })).toBeUndefined();
  });
});

it('knows the orders that the tags page and the web API share, and no other', () => {
  for (const name of ['last_updated', '-last_updated', 'name', '-name']) {
    expect(isTagOrdering(name)).toBe(true);
  }
  for (const other of ['size', 'Name', '', '--name', undefined]) {
    expect(isTagOrdering(other)).toBe(false);
  }
});
