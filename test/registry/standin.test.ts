/** Both clients against the stand-in's Docker Hub, filled with real repositories. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHubClient, type HubClient } from '../../src/hub/client.ts';
import { createRegistryClient, type RegistryClient } from '../../src/registry/client.ts';
import type { PullLimits } from '../../src/registry/limits.ts';
import { DEMO_REPOSITORY } from '../standin/default-world.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { tunnelFetch } from '../standin/tunnel-fetch.ts';
import type { World } from '../standin/world.ts';
import { digest, repositoryName } from './names.ts';

const DEMO = repositoryName(DEMO_REPOSITORY);
const NGINX = repositoryName('library/nginx');

let world: World;
let standin: Standin;
let limits: PullLimits[];
let registry: RegistryClient;
let hub: HubClient;

beforeEach(async () => {
  standin = await startStandin();
  world = standin.world;
  limits = [];
  const deps = { fetch: tunnelFetch(standin), now: () => Date.now() };
  registry = createRegistryClient({ ...deps, onLimits: (found) => limits.push(found) });
  hub = createHubClient(deps);
});

afterEach(() => standin.close());

describe('the registry client and the stand-in', () => {
  it('agree on every tag of the demo repository, for one token and no pull', async () => {
    const { tags, manifests } = world.repository(DEMO);
    expect(tags.size).toBeGreaterThan(20);
    for (const [tag, expected] of tags) {
      expect(await registry.head(DEMO, tag)).toMatchObject({
        ok: true,
        value: { digest: expected.digest, mediaType: manifests.get(expected.digest)?.mediaType },
      });
    }
    expect(standin.requestsOf('token')).toHaveLength(1);
    expect(standin.requestsOf('manifest-get')).toHaveLength(0);
    expect(limits.at(-1)).toEqual({ limit: 100, remaining: 100, windowSeconds: 3600 });
  });

  it('agree on the bytes of every manifest of the demo repository, a pull each', async () => {
    const manifests = [...world.repository(DEMO).manifests.values()];
    for (const expected of manifests) {
      const found = await registry.manifest(DEMO, digest(expected.digest));
      expect(found.ok && Buffer.from(found.value.bytes).equals(expected.bytes ?? Buffer.of())).toBe(
        true,
      );
    }
    expect(limits.at(-1)).toMatchObject({ remaining: 100 - manifests.length });
  });

  it('agree on the list of tags', async () => {
    const found = await registry.tags(NGINX);
    expect(found.ok && new Set(found.value)).toEqual(new Set(world.repository(NGINX).tags.keys()));
  });

  it('agree on the list of tags when it comes in pages', async () => {
    const throughTunnel = tunnelFetch(standin);
    const paged = createRegistryClient({
      now: () => Date.now(),
      onLimits: () => undefined,
      // The client asks for everything at once: pages are the registry's idea.
      fetch: (input, init) => throughTunnel(String(input).replace(/tags\/list$/, '$&?n=10'), init),
    });
    const { tags } = world.repository(NGINX);
    const found = await paged.tags(NGINX);
    expect(found.ok && found.value).toEqual([...tags.keys()].sort());
    expect(standin.requestsOf('tags-list')).toHaveLength(Math.ceil(tags.size / 10));
  });

  it('get over tokens that are suddenly good for nothing', async () => {
    await registry.head(NGINX, 'alpine');
    standin.tokens.revokeAll();
    expect((await registry.head(NGINX, 'alpine')).ok).toBe(true);
    expect(standin.requests.map(({ kind }) => kind)).toEqual([
      'token',
      'head',
      'head',
      'token',
      'head',
    ]);
  });

  it('tell a pull that is not to be had with its end', async () => {
    standin.limits.remaining = 0;
    const { manifests } = world.repository(DEMO);
    const [first = ''] = manifests.keys();
    const asked = Date.now();
    const found = await registry.manifest(DEMO, digest(first));
    expect(found).toMatchObject({ ok: false, error: { kind: 'rate-limited', status: 429 } });
    expect(found.ok || found.error.until).toBeGreaterThanOrEqual(asked + 3_600_000);
    expect((await registry.head(DEMO, 'latest')).ok).toBe(true);
  });

  it.each([
    ['denied', 'a private repository', 'library/nginx'],
    ['denied', 'a missing repository', 'nobody/nothing'],
    ['not-found', 'a deleted tag', 'library/redis'],
  ])('say %s of %s', async (kind, _name, repository) => {
    world.repository('library/nginx').private = true;
    world.removeTag('library/redis', 'latest', { hubLags: true });
    const found = await registry.head(repositoryName(repository), 'latest');
    expect(found).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('the Hub client and the stand-in', () => {
  it('agree on every tag, and with the registry on its digest', async () => {
    const { tags } = world.repository(NGINX);
    const found = await hub.tagPage(NGINX, { page: 1 });
    if (!found.ok || found.value.kind === 'wall') throw new Error('no page');
    expect(found.value).toMatchObject({ count: tags.size, hasNext: false });
    expect(found.value.tags.map(({ name, digest }) => [name, digest]).sort()).toEqual(
      [...tags].map(([name, tag]) => [name, tag.digest]).sort(),
    );
  });

  it('keep a disagreement between the API and the registry visible (peer mistake 14)', async () => {
    const { tags } = world.repository(NGINX);
    const old = tags.get('alpine')?.digest ?? '';
    const other = tags.get('stable-alpine')?.digest ?? '';
    world.moveTag(NGINX, 'alpine', other, { hubLags: true });
    expect(await hub.tag(NGINX, 'alpine')).toMatchObject({ ok: true, value: { digest: old } });
    expect(await registry.head(NGINX, 'alpine')).toMatchObject({
      ok: true,
      value: { digest: other },
    });
    expect(other).not.toBe(old);
  });

  it('meet the wall after a thousand tags', async () => {
    expect(await hub.tagPage(NGINX, { page: 11 })).toEqual({ ok: true, value: { kind: 'wall' } });
  });

  it('say of a missing repository and a missing tag that they are not found', async () => {
    const notFound = { ok: false, error: { kind: 'not-found', host: 'hub.docker.com' } };
    expect(await hub.tagPage(repositoryName('nobody/nothing'), { page: 1 })).toMatchObject(
      notFound,
    );
    expect(await hub.tag(NGINX, 'no-such-tag')).toMatchObject(notFound);
  });
});
