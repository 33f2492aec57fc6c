import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCEPT,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA_1,
} from '../../src/core/media-type.ts';
import { generateRepository } from '../fixtures/generate.ts';
import { digestOf } from '../fixtures/serialise.ts';
import { asker } from './ask.ts';
import { type Standin, startStandin } from './standin.ts';
import { tunnelFetch } from './tunnel-fetch.ts';

const NAME = 'library/amazonlinux';
const SCALE = generateRepository({ tags: 1339, platforms: 1, attestations: false });

const ANSWERS = new Map([
  [OCI_INDEX, 'index'],
  [DOCKER_LIST, 'list'],
  [OCI_MANIFEST, 'image'],
  [DOCKER_MANIFEST, 'image'],
  [SCHEMA_1, 'schema 1'],
]);

let standin: Standin;
let ask: ReturnType<typeof asker>;

beforeAll(async () => {
  standin = await startStandin();
  standin.world.addRepository(SCALE);
  ask = asker(tunnelFetch(standin));
});
afterAll(() => standin?.close());
beforeEach(() => standin.forget());
afterEach(() => standin.faults.clear());

describe('the proxy', () => {
  it('refuses every host but the three, and writes it down', async () => {
    await expect(tunnelFetch(standin)('https://example.com/')).rejects.toThrow(TypeError);
    expect(standin.connections).toMatchObject([{ host: 'example.com', refused: true }]);
    expect(standin.requests).toEqual([]);
  });

  it('makes the wire as long as it is told: setting a connection up takes two round trips', async () => {
    standin.wire.roundTripMs = 30;
    try {
      await ask.hub('/v2/repositories/library/nginx/tags');
    } finally {
      standin.wire.roundTripMs = 0;
    }
    // A timer may be up to a millisecond early, and there are three of them.
    expect(standin.connections[0]?.setUpMs).toBeGreaterThanOrEqual(57);
  });

  it('never writes a token down', async () => {
    await ask.manifest('HEAD', NAME, 'latest');
    const [head] = standin.requestsOf('head');
    expect(head).toMatchObject({
      status: 200,
      authorization: 'bearer',
      host: 'registry-1.docker.io',
    });
    expect(JSON.stringify(standin.requests)).not.toMatch(/Bearer|standin\./);
  });
});

describe('the registry', () => {
  it('gives the bytes that hash to the digest it names', async () => {
    const answer = await ask.manifest('GET', NAME, 'latest');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(digestOf(bytes)).toBe(answer.headers.get('docker-content-digest'));
  });

  it('counts a GET, not a HEAD, and refuses GETs when nothing is left', async () => {
    Object.assign(standin.limits, { limit: 100, remaining: 1 });
    const statuses = [];
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET'] as const) {
      statuses.push((await ask.manifest(method, NAME, 'latest')).status);
    }
    standin.limits.remaining = 100;
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('gives an OCI index to nobody who does not accept one', async () => {
    const docker = 'application/vnd.docker.distribution.manifest.v2+json';
    const answer = await ask.manifest('GET', 'library/mysql', 'latest', docker);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('does not support OCI indexes');
  });

  // Captures of 2025 and 2026; until 2021 a request without the header got schema 1.
  it.each([
    ['library/amazoncorretto', '11', ['image', 'image', 'list', 'list']],
    ['library/mysql', 'latest', ['refused', 'refused', 'refused', 'index']],
    ['library/celery', 'latest', ['image', 'image', 'image', 'image']],
    ['generated/cases', 'single', ['refused', 'refused', 'refused', 'image']],
    ['generated/cases', 'schema1', ['schema 1', 'schema 1', 'schema 1', 'schema 1']],
  ])('answers each Accept header for %s:%s', async (repository, tag, expected) => {
    const answers = [];
    // Browsers send the first where a request sets none.
    for (const accept of ['*/*', DOCKER_MANIFEST, DOCKER_LIST, ACCEPT]) {
      const { status, headers } = await ask.manifest('HEAD', repository, tag, accept);
      answers.push(status === 404 ? 'refused' : ANSWERS.get(headers.get('content-type') ?? ''));
    }
    expect(answers).toEqual(expected);
  });

  it('gives the image of linux/amd64 out of a Docker list, under the image’s own digest', async () => {
    const answer = await ask.manifest('HEAD', 'library/amazoncorretto', '11', DOCKER_MANIFEST);
    // The digest that the blog post of 2021 got this way.
    expect(answer.headers.get('docker-content-digest')).toMatch(/^sha256:717ba3e9/);
  });

  it('wants a new token when the old one is over', async () => {
    const tokens = standin.tokens.rules;
    tokens.expiresIn = 0;
    const answer = await ask.manifest('HEAD', NAME, 'latest');
    tokens.expiresIn = 300;
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('pages through the tag list by its links', async () => {
    const first = await ask.registry(SCALE.name, 'tags/list?n=1000');
    const link = first.headers.get('link') ?? '';
    const next = /tags\/list[^>]*/.exec(link)?.[0] ?? '';
    const second = await ask.registry(SCALE.name, next);
    expect(second.headers.get('link')).toBeNull();
    expect((await second.json()).tags).toHaveLength(339);
  });

  it('follows the world: a tag that moves, one that goes', async () => {
    const { tags } = standin.world.repository(NAME);
    const other = tags.get('2016.09')?.digest ?? '';
    standin.world.moveTag(NAME, 'moving', other, { hubLags: true });
    expect((await ask.manifest('HEAD', NAME, 'moving')).headers.get('docker-content-digest')).toBe(
      other,
    );
    standin.world.removeTag(NAME, 'moving');
    expect((await ask.manifest('HEAD', NAME, 'moving')).status).toBe(404);
  });
});

describe('the web API', () => {
  it('gives 100 tags at most, newest first, and ends at the wall', async () => {
    const page = await (
      await ask.hub(`/v2/namespaces/generated/repositories/scale/tags?page_size=500`)
    ).json();
    expect(page.count).toBe(1339);
    expect(page.results).toHaveLength(100);
    expect(page.results[0].name).toBe('latest');
    const wall = await ask.hub(`/v2/repositories/generated/scale/tags?page_size=100&page=11`);
    expect(wall.status).toBe(403);
    expect(await wall.text()).toContain('pagination offset too large');
  });

  it('has the gaps that it is told to have', async () => {
    standin.world.repository(NAME).gaps = { noDigest: true, images: 'empty' };
    const tag = await (await ask.hub(`/v2/repositories/${NAME}/tags/latest`)).json();
    standin.world.repository(NAME).gaps = {};
    expect(tag).toMatchObject({ name: 'latest', images: [] });
    expect(tag).not.toHaveProperty('digest');
  });
});

describe('the web API, of what is no plain image', () => {
  it.each([
    ['nested', []],
    ['helm', []],
    ['single', [{ os: 'linux', architecture: 'amd64' }]],
  ])('lists the platforms of generated/cases:%s as far as it has any', async (tag, images) => {
    const found = await (await ask.hub(`/v2/repositories/generated/cases/tags/${tag}`)).json();
    expect(found.images).toMatchObject(images);
    expect(found.images).toHaveLength(images.length);
  });
});

describe('the site', () => {
  it('declares in a README what was there when it was written', async () => {
    const other = standin.world.repository(NAME).tags.get('2016.09')?.digest ?? '';
    standin.world.moveTag(NAME, 'latest', other);
    const readme = await (await ask.hub(`/site/repository.json?name=${NAME}`)).json();
    const lines: { tags: string[] }[] = readme.groups;
    const line = lines.find(({ tags }) => tags.includes('latest'));
    expect(line?.tags).not.toContain('2016.09');
  });

  it('answers every address with its page under a strict policy, and tells its own requests apart', async () => {
    const page = await ask.hub('/_/nginx/tags');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const headers = { 'x-standin-site': '1' };
    await tunnelFetch(standin)('https://hub.docker.com/v2/repositories/library/nginx/tags', {
      headers,
    });
    expect(standin.requests.map(({ kind }) => kind)).toEqual(['page', 'page']);
  });
});
