import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { find } from '../../src/core/find.ts';
import type { SearchedGroup } from '../../src/core/finding.ts';
import { DOCKER_MANIFEST, OCI_INDEX, SIGNED_SCHEMA_1 } from '../../src/core/media-type.ts';
import { relate } from '../../src/core/relate.ts';
import { sortTags } from '../../src/core/tag-order.ts';
import { asDigest, digestNumber, image } from './samples.ts';

const AMD64 = 'linux/amd64';
const ARM64 = 'linux/arm64';
const INDEX = digestNumber(0x11);
const REWRAPPED = digestNumber(0x12);
const SINGLE = digestNumber(0xa1);

function group(
  digest: SearchedGroup['digest'],
  tags: string,
  more: Partial<SearchedGroup> = {},
): SearchedGroup {
  return { digest, tags: tags.split(' '), images: [], attestations: [], ...more };
}

/** Two indexes over one image for amd64, which a third tag names by itself. */
const KNOWN = {
  repository: 'library/nginx',
  groups: [
    group(INDEX, '1.27.5 1.27 latest', {
      mediaType: OCI_INDEX,
      images: [{ ...image(AMD64, 0xa1, 0xc1), layers: [digestNumber(0xe1)] }, image(ARM64, 0xa2)],
      attestations: [digestNumber(0xf1)],
    }),
    group(REWRAPPED, '1.27.4', { mediaType: OCI_INDEX, images: [image(AMD64, 0xa1)] }),
    group(SINGLE, 'amd64-only', { mediaType: DOCKER_MANIFEST }),
  ],
  unknownTags: [{ tag: '1.26-broken' }],
};

describe('find', () => {
  it('knows an index', () => {
    const tags = ['1.27.5', '1.27', 'latest'];
    expect(find(KNOWN, INDEX)).toEqual({
      kind: 'index',
      tags,
      digest: INDEX,
      mediaType: OCI_INDEX,
    });
  });

  it("gives a platform's manifest the tags of every group that holds it", () => {
    expect(find(KNOWN, ` ${SINGLE}\n`)).toEqual({
      kind: 'image-manifest',
      tags: ['1.27.5', '1.27.4', '1.27', 'amd64-only', 'latest'],
      platform: AMD64,
      digest: SINGLE,
      mediaType: DOCKER_MANIFEST,
    });
  });

  it('peer mistake 9: a tag that is one image manifest is no index', () => {
    const alone = { groups: [group(SINGLE, 'x', { mediaType: DOCKER_MANIFEST })] };
    expect(find(alone, SINGLE)).toEqual({
      kind: 'image-manifest',
      tags: ['x'],
      digest: SINGLE,
      mediaType: DOCKER_MANIFEST,
    });
    const hubOnly = { groups: [group(SINGLE, 'x', { images: [image(AMD64, 0xa1)] })] };
    expect(find(hubOnly, SINGLE)).toMatchObject({ kind: 'image-manifest', platform: AMD64 });
  });

  it('names the platform that any index gives to a manifest', () => {
    const single = group(SINGLE, 'x', {
      mediaType: DOCKER_MANIFEST,
      images: [image('unknown', 0xa1)],
    });
    const found = find({ groups: [single, ...KNOWN.groups] }, SINGLE);
    expect(found).toMatchObject({ kind: 'image-manifest', platform: AMD64 });
  });

  it('does not guess what a digest is whose type nobody has said', () => {
    const unknown = find({ groups: [group(INDEX, 'x')] }, INDEX);
    expect(unknown).toEqual({ kind: 'unknown', tags: ['x'], digest: INDEX });
  });

  it('peer mistake 3: tells a config, a layer and an attestation from a manifest', () => {
    const tags = ['1.27.5', '1.27', 'latest'];
    const found = (number: number) => find(KNOWN, digestNumber(number));
    expect(found(0xc1)).toMatchObject({ kind: 'config', tags, platform: AMD64 });
    expect(found(0xe1)).toMatchObject({ kind: 'layer', tags, platform: AMD64 });
    expect(found(0xf1)).toEqual({ kind: 'attestation', tags, digest: digestNumber(0xf1) });
  });

  it('finds the image ID and the layers of a tag that is one image of a platform nobody has said', () => {
    const read = { configDigest: digestNumber(0xc9), layers: [digestNumber(0xe9)] };
    const known = { groups: [group(SINGLE, 'x', { mediaType: DOCKER_MANIFEST, ...read })] };
    const found = { tags: ['x'], digest: read.configDigest };
    expect(find(known, read.configDigest)).toEqual({ kind: 'config', ...found });
    expect(find(known, '000000c9')).toEqual({ kind: 'config', ...found });
    expect(find(known, digestNumber(0xe9))).toMatchObject({ kind: 'layer', tags: ['x'] });
  });

  it.each([
    '000000a20000',
    'sha256:000000a20000',
    'SHA256:000000A20000',
    '000000a2',
    'sha256:000000a20…',
    '000000a200000...',
  ])('takes the digits %j for the digest that is shown with them', (text) => {
    const digest = digestNumber(0xa2);
    expect(find(KNOWN, text)).toMatchObject({ kind: 'image-manifest', platform: ARM64, digest });
  });

  it('lists what seven digits may mean, each as a finding of its own', () => {
    const known = {
      groups: [
        ...KNOWN.groups,
        group(digestNumber(0x13), 'y', {
          images: [image(ARM64, 0xa9, 0x14)],
        }),
      ],
    };
    expect(find(known, '0000001')).toMatchObject({
      kind: 'unknown',
      tags: [],
      hex: '0000001',
      candidates: [
        { kind: 'index', tags: ['1.27.5', '1.27', 'latest'], digest: INDEX },
        { kind: 'index', tags: ['1.27.4'], digest: REWRAPPED },
        { kind: 'index', tags: ['y'], digest: digestNumber(0x13) },
        { kind: 'config', tags: ['y'], platform: ARM64, digest: digestNumber(0x14) },
      ],
    });
  });

  it('lists a tag and a digest with the same digits', () => {
    const known = { groups: [group(digestNumber(0x77), '0000001'), ...KNOWN.groups] };
    expect(find(known, '0000001')).toMatchObject({
      kind: 'tag',
      tags: ['0000001'],
      others: [{ kind: 'unknown', candidates: [{ digest: INDEX }, { digest: REWRAPPED }] }],
    });
  });

  it('says unknown, and of what, for a digest that it does not know', () => {
    const digest = digestNumber(0x99);
    const unknown = { kind: 'unknown', tags: [], digest, hex: digest.slice(7) };
    expect(find(KNOWN, digest)).toEqual(unknown);
    expect(find(KNOWN, digest.slice(7))).toEqual(unknown);
    expect(find(KNOWN, 'sha512:000000a2')).toEqual({ kind: 'unknown', tags: [], hex: '000000a2' });
  });

  it('knows a schema 1 manifest by its media type', () => {
    const known = { groups: [group(SINGLE, 'old', { mediaType: SIGNED_SCHEMA_1 })] };
    expect(find(known, SINGLE)).toEqual({
      kind: 'image-manifest',
      tags: ['old'],
      digest: SINGLE,
      mediaType: SIGNED_SCHEMA_1,
    });
  });

  it('peer mistake 1: takes an attestation that comes first for nothing else', () => {
    const first = digestNumber(0xf5);
    const known = {
      groups: [group(INDEX, 'x', { attestations: [first], images: [image(AMD64, 0xa1)] })],
    };
    expect(find(known, '000000f5')).toEqual({ kind: 'attestation', tags: ['x'], digest: first });
  });

  it('names the version of what it found, and none of a layer', () => {
    const version = { tag: '1.27.5', by: 'digest' } as const;
    const known = { groups: KNOWN.groups.map((one, at) => (at === 0 ? { ...one, version } : one)) };
    for (const text of [INDEX, SINGLE, digestNumber(0xc1), digestNumber(0xf1), 'latest']) {
      expect(find(known, text)).toMatchObject({ version });
    }
    expect(find(known, digestNumber(0xe1))).not.toHaveProperty('version');
    expect(find(known, REWRAPPED)).not.toHaveProperty('version');
  });

  it('names no version of what several versions hold', () => {
    const named = (...tags: readonly string[]) => ({
      groups: KNOWN.groups.map((one, at) => {
        const tag = tags[at];
        return tag === undefined ? one : { ...one, version: { tag, by: 'digest' } as const };
      }),
    });
    expect(find(named('1.27.5', '1.27.4'), SINGLE)).not.toHaveProperty('version');
    expect(find(named('1.27.5', '1.27.4'), INDEX).version?.tag).toBe('1.27.5');
    expect(find(named('1.27.5', '1.27.5'), SINGLE).version?.tag).toBe('1.27.5');
  });

  it('looks for the digits of one algorithm where the text names one', () => {
    const long = asDigest(`sha512:${'ab'.repeat(64)}`);
    const known = { groups: [group(long, 'x'), group(asDigest(`sha256:${'ab'.repeat(32)}`), 'y')] };
    expect(find(known, 'sha512:abababa')).toMatchObject({ digest: long });
    expect(find(known, 'abababa').candidates).toHaveLength(2);
  });

  it('gives a tag all the tags of its digest', () => {
    const tags = ['1.27.5', '1.27', 'latest'];
    expect(find(KNOWN, '1.27')).toEqual({ kind: 'tag', tags, digest: INDEX });
    expect(find(KNOWN, '1.26-broken')).toEqual({ kind: 'tag', tags: ['1.26-broken'] });
  });

  it('gives a part of a name the tags that contain it', () => {
    expect(find(KNOWN, '.2').tags).toEqual(['1.27.5', '1.27.4', '1.27', '1.26-broken']);
    expect(find(KNOWN, 'LATE').tags).toEqual(['latest']);
    expect(find(KNOWN, 'nope')).toEqual({ kind: 'unknown', tags: [] });
    expect(find(KNOWN, ' ')).toEqual({ kind: 'unknown', tags: [] });
  });

  it.each(['1', '.', 'b', 'ild-1', '-', '5'])(
    'names the first thousand tags that contain %s, and counts them all',
    (part) => {
      // Releases with a word each, in groups whose tags lie far apart in tag order; and tags that nobody knows more of.
      const records = Array.from({ length: 2_500 }, (_, number) => {
        const about = { digest: digestNumber(number), evidence: 'hub' } as const;
        const tags = [`1.${number}.0`, `build-${(number * 7) % 2_500}`];
        return tags.map((tag) => ({ tag, ...about }));
      });
      const unknown = sortTags(Array.from({ length: 1_100 }, (_, number) => `build-1${number}-b`));
      const { groups } = relate(records.flat());
      const known = {
        groups: groups.map(({ digest, tags }) => group(digest, tags.join(' '))),
        unknownTags: unknown.map((tag) => ({ tag })),
      };
      const all = [...groups.flatMap(({ tags }) => tags), ...unknown];
      const held = sortTags(all.filter((tag) => tag.includes(part)));
      const { tags, count } = find(known, part);
      expect(tags).toEqual(held.slice(0, 1_000));
      expect(count).toBe(held.length > 1_000 ? held.length : undefined);
    },
  );

  it('takes digits for a tag where there is one of just that name', () => {
    const dated = { groups: [group(digestNumber(0x20240115), '20240115'), ...KNOWN.groups] };
    expect(find(dated, '20240115')).toMatchObject({ kind: 'tag', tags: ['20240115'] });
    expect(find(dated, '2024011')).toMatchObject({ digest: digestNumber(0x20240115) });
    expect(find({ groups: [group(INDEX, '20240115')] }, '2024011')).toEqual({
      kind: 'tag',
      tags: ['20240115'],
    });
  });

  it.each([
    ['nginx:1.27', 'tag'],
    ['docker pull nginx:1.27', 'tag'],
    [`nginx:gone@${INDEX}`, 'index'],
    [`docker-pullable://nginx@${SINGLE}`, 'image-manifest'],
    [`bitnami/nginx@${SINGLE}`, 'unknown'],
    ['bitnami/nginx:1.27', 'unknown'],
    ['library/nginx', 'unknown'],
    ['nginx:nope', 'unknown'],
    [
      `https://hub.docker.com/layers/library/nginx/1.27/images/${SINGLE.replace(':', '-')}?x`,
      'image-manifest',
    ],
  ])('reads %j as a reference', (text, kind) => {
    expect(find(KNOWN, text).kind).toBe(kind);
  });

  it('accepts the groups of the relations', () => {
    const { groups } = relate([{ tag: 'x', digest: INDEX, evidence: 'hub' }]);
    const known = groups.map(({ digest, tags }) => ({
      digest,
      tags,
      images: [],
      attestations: [],
    }));
    expect(find({ groups: known }, 'x').tags).toEqual(['x']);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => find(KNOWN, text).kind !== 'index'));
  });
});

describe('a text with several hashes', () => {
  const [amd64, config, layer] = [digestNumber(0xa1), digestNumber(0xc1), digestNumber(0xe1)];
  const short = (digest: string) => digest.slice(7, 19);

  it('is answered by the most telling one, and the others are named', () => {
    const inspected = `"Id": "${config}", "RepoDigests": ["nginx@${INDEX}"], "${layer}" "${amd64}"`;
    const { others, ...found } = find(KNOWN, inspected);
    expect(found).toMatchObject({ kind: 'index', digest: INDEX });
    expect(others?.map(({ kind, digest }) => [kind, digest])).toEqual([
      ['image-manifest', amd64],
      ['config', config],
      ['layer', layer],
    ]);
  });

  it('names what a tag is now beside a hash that is not known any more', () => {
    const gone = digestNumber(0x99);
    expect(find(KNOWN, `nginx:1.27@${gone}`)).toEqual({
      kind: 'unknown',
      tags: [],
      digest: gone,
      hex: gone.slice(7),
      others: [{ kind: 'tag', tags: ['1.27.5', '1.27', 'latest'], digest: INDEX }],
    });
  });

  it('leaves out what says the same once more', () => {
    expect(find(KNOWN, `nginx:1.27@${INDEX} ${short(INDEX)}`)).not.toHaveProperty('others');
  });

  it('is asked about what docker pull calls the digest before what it calls a layer', () => {
    const pulled = `9: Pulling from library/nginx 0000bad00001: Pull complete Digest: ${digestNumber(0x98)}`;
    expect(find(KNOWN, pulled)).toMatchObject({
      kind: 'unknown',
      digest: digestNumber(0x98),
      others: [{ kind: 'unknown', hex: '0000bad00001' }],
    });
  });

  it('leaves the hashes of another repository alone, and names that', () => {
    const rows = `bitnami/nginx 1.27 ${short(INDEX)} 2 weeks ago 187MB nginx 1.27 ${short(config)} 2 weeks ago 187MB`;
    expect(find(KNOWN, rows)).toMatchObject({
      kind: 'config',
      elsewhere: { repository: 'bitnami/nginx', tag: '1.27' },
      others: [{ kind: 'tag', digest: INDEX }],
    });
    expect(find(KNOWN, `bitnami/nginx@${SINGLE}`)).toEqual({
      kind: 'unknown',
      tags: [],
      elsewhere: { repository: 'bitnami/nginx' },
    });
    const { repository: _, ...anywhere } = KNOWN;
    expect(find(anywhere, `bitnami/nginx@${INDEX}`)).toMatchObject({ kind: 'index' });
  });
});

describe('a hash among others', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{64}$/).map((digits) => asDigest(`sha256:${digits}`));
  // Most begin alike, so that seven digits are seldom enough.
  const alike = fc.stringMatching(/^[0-9a-f]$/).map((digit) => {
    return asDigest(`sha256:${`89abcdef${digit}`.padEnd(64, '0')}`);
  });
  const digest = fc.oneof(hex, alike);

  it('is found by any beginning, and with it all that begin so', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(digest, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.integer({ min: 7, max: 63 }),
        (digests, place, length) => {
          const groups = digests.map((digest, number) => group(digest, `v${number}`));
          const wanted = (digests[place % digests.length] ?? '').slice(7, 7 + length);
          const { digest, candidates } = find({ groups }, wanted);
          const found = candidates?.map((one) => one.digest) ?? [digest];
          expect(found.sort()).toEqual(digests.filter((d) => d.startsWith(wanted, 7)).sort());
        },
      ),
    );
  });
});
