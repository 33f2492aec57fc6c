/** The registry client against the reference registry, which is nobody's idea of a registry but its authors'. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Digest } from '../../src/core/digest.ts';
import { imageConfig, type Manifest } from '../../src/core/manifest.ts';
import { parseManifest } from '../../src/core/parse-manifest.ts';
import type { RepositoryName } from '../../src/core/repository.ts';
import { decodeUtf8 } from '../../src/http/json.ts';
import { createRegistryClient, type RegistryClient } from '../../src/registry/client.ts';
import type { PullLimits } from '../../src/registry/limits.ts';
import { DISTRIBUTION, find } from '../commands/programs.ts';
import { type FixtureRepository, manifestTable } from '../fixtures/repository.ts';
import { type Distribution, startDistribution } from '../standin/distribution.ts';
import { digest, repositoryName } from './names.ts';

/** Docker lists, OCI indexes with attestations, single manifests; compact, indented with spaces and with tabs. */
const REPOSITORIES = [
  'amazoncorretto-2021',
  'amazonlinux-2018-01-29',
  'bash-index-2024',
  'hello-world-2018-01-29',
  'tianon-test',
].map(manifestTable);

const isInstalled = find(DISTRIBUTION) !== undefined || process.env['CI'] !== undefined;

describe.runIf(isInstalled)('the registry client and the reference registry', () => {
  let distribution: Distribution;
  let client: RegistryClient;
  const limits: PullLimits[] = [];

  beforeAll(async () => {
    distribution = await startDistribution(REPOSITORIES);
    client = createRegistryClient({
      fetch: distribution.fetch,
      now: () => Date.now(),
      onLimits: (found) => limits.push(found),
    });
  });
  afterAll(() => distribution?.close());

  describe.each(REPOSITORIES.map((one) => [one.name, one] as const))('on %s', (name, fixture) => {
    const repository = repositoryName(name);
    const served = [...fixture.manifests.values()].filter(({ bytes }) => bytes !== undefined);

    it('agree on the digest, type and size of every tag', async () => {
      const tags = tagsServed(fixture);
      expect(tags).not.toEqual([]);
      for (const [tag, manifest] of tags) {
        expect(await client.head(repository, tag)).toEqual({
          ok: true,
          value: {
            digest: manifest?.digest,
            mediaType: manifest?.mediaType,
            size: manifest?.bytes?.length,
          },
        });
      }
    });

    it('agree on the bytes of every manifest', async () => {
      for (const expected of served) {
        const found = await client.manifest(repository, digest(expected.digest));
        if (!found.ok) throw new Error(`${expected.digest}: ${found.error.kind}`);
        expect(found.value.mediaType).toBe(expected.mediaType);
        expect(Buffer.from(found.value.bytes).equals(expected.bytes ?? Buffer.of())).toBe(true);
      }
    });

    it('agree on the list of tags', async () => {
      const found = await client.tags(repository);
      expect(found.ok && found.value.toSorted()).toEqual(
        tagsServed(fixture)
          .map(([tag]) => tag)
          .sort(),
      );
    });
  });

  it('agree on what is not there', async () => {
    const repository = repositoryName('library/amazonlinux');
    const notFound = { ok: false, error: { kind: 'not-found', status: 404 } };
    expect(await client.head(repository, 'no-such-tag')).toMatchObject(notFound);
    const nowhere = digest(`sha256:${'0'.repeat(64)}`);
    expect(await client.manifest(repository, nowhere)).toMatchObject({
      ok: false,
      error: { kind: 'not-found', status: 404, detail: 'MANIFEST_UNKNOWN' },
    });
    expect(await client.tags(repositoryName('nobody/nothing'))).toMatchObject({
      ok: false,
      error: { kind: 'not-found', detail: 'NAME_UNKNOWN' },
    });
  });

  it('agree that it has no pull limits', () => {
    expect(new Set(limits)).toEqual(new Set(['unlimited']));
  });

  it('get over tokens that are suddenly good for nothing', async () => {
    const repository = repositoryName('library/amazoncorretto');
    await client.head(repository, '11');
    distribution.tokens.revokeAll();
    expect((await client.head(repository, '11')).ok).toBe(true);
  });

  it("answer the 2021 blog post's question: the digest and the image ID of amazoncorretto:11", async () => {
    const repository = repositoryName('library/amazoncorretto');
    const head = await client.head(repository, '11');
    if (!head.ok) throw new Error(head.error.kind);
    // Without an Accept header the registry made up a schema 1 manifest, with a digest of its own.
    expect(head.value.digest).not.toMatch(/^sha256:38455efd/);
    const list = await read(client, repository, head.value.digest);
    const [amd64] = list.kind === 'index' ? list.manifests : [];
    if (amd64 === undefined) throw new Error('no list');
    expect(amd64).toMatchObject({
      digest: 'sha256:717ba3e944ebbbbc0f1e0a37a1099cd2c6154549398ac96f9a1bc5c47ee18d7a',
      size: 742,
      platform: { os: 'linux', architecture: 'amd64' },
    });
    expect(imageConfig(await read(client, repository, amd64.digest))).toBe(
      'sha256:e5a017eba449ce2eb19d142ad9d92b997006af8f761162d189ed384b4e6f4a63',
    );
  });
});

/** The tags whose manifest's bytes are known, and that manifest. */
function tagsServed({ tags, manifests }: FixtureRepository) {
  return [...tags]
    .map(([tag, named]) => [tag, manifests.get(named)] as const)
    .filter(([, manifest]) => manifest?.bytes !== undefined);
}

async function read(
  client: RegistryClient,
  repository: RepositoryName,
  named: Digest,
): Promise<Manifest> {
  const found = await client.manifest(repository, named);
  if (!found.ok) throw new Error(found.error.kind);
  const manifest = parseManifest(decodeUtf8(found.value.bytes) ?? '', found.value.mediaType);
  if (!manifest.ok) throw new Error(manifest.error.detail);
  return manifest.value;
}
