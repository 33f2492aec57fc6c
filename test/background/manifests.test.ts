import { describe, expect, it } from 'vitest';
import { createManifestShelf } from '../../src/background/manifests.ts';
import type { ManifestUse, Store, StoredManifest } from '../../src/background/store.ts';
import type { Digest } from '../../src/core/digest.ts';
import { nginx } from '../messaging/names.ts';
import { digestOf } from './digests.ts';
import { FakeDocker } from './fake-docker.ts';

/** The part of the store that a shelf uses, in memory. */
class MemoryStore {
  readonly manifests = new Map<Digest, StoredManifest>();
  readonly uses = new Map<Digest, ManifestUse>();

  readonly store: Store = {
    readTags: async () => [],
    writeTags: async () => {},
    readListing: async () => undefined,
    writeListing: async () => {},
    readManifest: async (digest) => this.manifests.get(digest),
    writeManifest: async (manifest, usedAt) => {
      const { digest, bytes } = manifest;
      this.manifests.set(digest, manifest);
      this.uses.set(digest, { digest, size: bytes.byteLength, usedAt });
    },
    manifestUses: async () => [...this.uses.values()],
    touchManifests: async (uses) => {
      for (const use of uses) this.uses.set(use.digest, use);
    },
    deleteManifests: async (digests) => {
      for (const digest of digests) {
        this.manifests.delete(digest);
        this.uses.delete(digest);
      }
    },
    touchRepository: async () => {},
    readNames: async () => undefined,
    writeNames: async () => {},
    size: async () => ({ tags: 0, manifests: 0, bytes: 0 }),
    bound: async () => {},
    evictWith: () => {},
    clear: async () => true,
    isForgetful: () => false,
    onForgetful: () => () => {},
  };
}

function shelfOver(docker: FakeDocker, memory: MemoryStore, bound = async () => {}) {
  let time = 0;
  const spent: string[] = [];
  const shelf = createManifestShelf({
    store: memory.store,
    pull: (repository, digest, payer) => {
      spent.push(payer);
      return docker.registry.manifest(repository, digest);
    },
    now: () => {
      time += 1;
      return time;
    },
    bound,
  });
  return { shelf, spent };
}

describe('the shelf of manifests', () => {
  it('fetches once for all who ask', async () => {
    const docker = new FakeDocker();
    const { digest, configs } = docker.image('linux/amd64', 'one');
    const { shelf, spent } = shelfOver(docker, new MemoryStore());
    const answers = await Promise.all([
      shelf.fetch(nginx, digest, 'click'),
      shelf.fetch(nginx, digest, 'allowance'),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ value: { config: configs['linux/amd64'] } });
    expect(spent).toEqual(['click']);
    expect(docker.count('get ')).toBe(1);
  });

  it('knows an index by its runnable images and its attestations', async () => {
    const docker = new FakeDocker();
    const { digest, images } = docker.index(['linux/arm64', 'linux/amd64'], 'one');
    const { shelf } = shelfOver(docker, new MemoryStore());
    await shelf.fetch(nginx, digest, 'click');
    expect(shelf.facts(digest)?.index).toEqual({
      images: [
        { platform: 'linux/amd64', digest: images[2]?.digest },
        { platform: 'linux/arm64', digest: images[1]?.digest },
      ],
      attestations: [images[0]?.digest],
    });
  });

  it('takes what is kept from the store, and nothing else', async () => {
    const docker = new FakeDocker();
    const memory = new MemoryStore();
    const { digest } = docker.image('linux/amd64', 'one');
    await shelfOver(docker, memory).shelf.fetch(nginx, digest, 'click');
    const { shelf, spent } = shelfOver(docker, memory);
    expect(shelf.facts(digest)).toBeUndefined();
    await shelf.recall([digest, digestOf('never seen')]);
    expect(shelf.facts(digest)?.config).toBeDefined();
    await shelf.fetch(nginx, digest, 'click');
    expect(spent).toEqual([]);
  });

  it('asks for what is kept to be bounded after each one, which is still on its way then', async () => {
    const docker = new FakeDocker();
    const memory = new MemoryStore();
    const { digest } = docker.image('linux/amd64', 'one');
    const seen: unknown[] = [];
    const { shelf } = shelfOver(docker, memory, async () => {
      seen.push([...memory.manifests.keys()], [...shelf.underway()]);
    });
    await shelf.fetch(nginx, digest, 'click');
    expect(seen).toEqual([[digest], [digest]]);
    expect([...shelf.underway()]).toEqual([]);
  });

  it('neither holds on to what was dropped nor keeps it by having needed it', async () => {
    const docker = new FakeDocker();
    const memory = new MemoryStore();
    const { digest } = docker.image('linux/amd64', 'one');
    const { shelf, spent } = shelfOver(docker, memory);
    await shelf.fetch(nginx, digest, 'click');
    await memory.store.deleteManifests([digest]);
    shelf.drop([digest]);
    expect(shelf.facts(digest)).toBeUndefined();
    await shelf.recall([digest]);
    expect(memory.uses.size).toBe(0);
    await shelf.fetch(nginx, digest, 'click');
    expect(spent).toEqual(['click', 'click']);
  });

  it('does not fetch again what turned out to be of no use', async () => {
    const docker = new FakeDocker();
    const memory = new MemoryStore();
    const bytes = new Uint8Array([0xff, 0xfe]);
    const digest = digestOf(bytes);
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    memory.manifests.set(digest, { digest, mediaType, bytes });
    memory.uses.set(digest, { digest, size: 2, usedAt: 1 });
    const { shelf } = shelfOver(docker, memory);
    expect(await shelf.fetch(nginx, digest, 'click')).toMatchObject({
      ok: false,
      error: { kind: 'malformed', detail: 'manifest is not UTF-8' },
    });
    expect(docker.asked).toEqual([]);
  });

  it('fetches anew what was damaged where it was kept, and shows none of it', async () => {
    const docker = new FakeDocker();
    const { digest, configs } = docker.image('linux/amd64', 'one');
    const memory = new MemoryStore();
    await shelfOver(docker, memory).shelf.fetch(nginx, digest, 'click');
    const kept = memory.manifests.get(digest);
    if (!kept) throw new Error('nothing is kept');
    const bytes = new TextEncoder().encode(
      new TextDecoder().decode(kept.bytes).replace(/[0-9a-f]{64}/, 'f'.repeat(64)),
    );
    memory.manifests.set(digest, { ...kept, bytes });
    const { shelf } = shelfOver(docker, memory);
    await shelf.recall([digest]);
    expect(shelf.facts(digest)).toBeUndefined();
    expect(memory.uses.size).toBe(0);
    expect(await shelf.fetch(nginx, digest, 'click')).toMatchObject({
      value: { config: configs['linux/amd64'] },
    });
    expect(docker.count('get ')).toBe(2);
  });
});
