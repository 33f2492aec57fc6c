import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { find, type SearchedGroup } from '../../src/core/find.ts';
import { DOCKER_MANIFEST, OCI_INDEX } from '../../src/core/media-type.ts';
import { classifyPaste, readSubject } from '../../src/core/paste.ts';
import { relate } from '../../src/core/relate.ts';
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
    expect(find(KNOWN, INDEX)).toEqual({ kind: 'index', tags, digest: INDEX });
  });

  it("gives a platform's manifest the tags of every group that holds it", () => {
    expect(find(KNOWN, ` ${SINGLE}\n`)).toEqual({
      kind: 'image-manifest',
      tags: ['1.27.5', '1.27.4', '1.27', 'amd64-only', 'latest'],
      platform: AMD64,
      digest: SINGLE,
    });
  });

  it('peer mistake 9: a tag that is one image manifest is no index', () => {
    const alone = { groups: [group(SINGLE, 'x', { mediaType: DOCKER_MANIFEST })] };
    expect(find(alone, SINGLE)).toEqual({ kind: 'image-manifest', tags: ['x'], digest: SINGLE });
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

  it('lists the candidates where seven digits mean more than one digest', () => {
    expect(find(KNOWN, '0000001')).toEqual({
      kind: 'unknown',
      tags: [],
      candidates: [INDEX, REWRAPPED],
    });
  });

  it('says unknown, and of what, for a whole digest that it does not know', () => {
    const digest = digestNumber(0x99);
    expect(find(KNOWN, digest)).toEqual({ kind: 'unknown', tags: [], digest });
    expect(find(KNOWN, digest.slice(7))).toEqual({ kind: 'unknown', tags: [], digest });
    expect(find(KNOWN, 'sha512:000000a2')).toEqual({ kind: 'unknown', tags: [] });
  });

  it('gives a tag all the tags of its digest', () => {
    const tags = ['1.27.5', '1.27', 'latest'];
    expect(find(KNOWN, '1.27')).toEqual({ kind: 'tag', tags, digest: INDEX });
    expect(find(KNOWN, '1.26-broken')).toEqual({ kind: 'tag', tags: ['1.26-broken'] });
  });

  it('gives a part of a name all tags that contain it', () => {
    expect(find(KNOWN, '.2').tags).toEqual(['1.27.5', '1.27.4', '1.27', '1.26-broken']);
    expect(find(KNOWN, 'LATE').tags).toEqual(['latest']);
    expect(find(KNOWN, 'nope')).toEqual({ kind: 'unknown', tags: [] });
    expect(find(KNOWN, ' ')).toEqual({ kind: 'unknown', tags: [] });
  });

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

describe('classifyPaste', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['abcdef', { kind: 'text', text: 'abcdef' }],
    ['abcdef0', { kind: 'prefix', hex: 'abcdef0' }],
    ['sha512-ABCDEF0', { kind: 'prefix', hex: 'abcdef0', algorithm: 'sha512' }],
    ['A'.repeat(64), { kind: 'digest', digest: asDigest(`sha256:${'a'.repeat(64)}`) }],
    ['b'.repeat(128), { kind: 'digest', digest: asDigest(`sha512:${'b'.repeat(128)}`) }],
    ['b'.repeat(129), { kind: 'text', text: 'b'.repeat(129) }],
    ['nginx', { kind: 'text', text: 'nginx' }],
    ['ghcr.io/a/b:1', { kind: 'text', text: 'ghcr.io/a/b:1' }],
    [
      'https://hub.docker.com/r/bitnami/redis/tags',
      { kind: 'reference', reference: { repository: 'bitnami/redis' } },
    ],
  ])('of %j', (text, paste) => {
    expect(classifyPaste(text)).toMatchObject(paste);
  });
});

describe('readSubject', () => {
  const digest = INDEX;
  it.each([
    ['nginx', { repository: 'library/nginx' }],
    [' nginx:1.25 ', { repository: 'library/nginx', tag: '1.25' }],
    [`nginx@${INDEX}`, { repository: 'library/nginx', digest }],
    ['docker pull bitnami/redis:7', { repository: 'bitnami/redis', tag: '7' }],
    ['$ docker image pull nginx', { repository: 'library/nginx' }],
    ['FROM nginx:1.25', { repository: 'library/nginx', tag: '1.25' }],
    ['https://docker.io/library/nginx', { repository: 'library/nginx' }],
    ['https://hub.docker.com/_/nginx/tags', { repository: 'library/nginx' }],
    ['hub.docker.com/r/bitnami/redis', { repository: 'bitnami/redis' }],
    [
      'http://hub.docker.com/layers/bitnami/redis/7/images',
      { repository: 'bitnami/redis', tag: '7' },
    ],
  ])('reads %j', (text, value) => {
    expect(readSubject(text)).toMatchObject({ ok: true, value });
  });

  it.each([
    ['', 'repository', 'empty', ''],
    ['a b', 'reference', 'bad-character', ' '],
    ['ünïcode', 'repository', 'bad-character', 'ü'],
    ['https://ghcr.io/a/b', 'registry', 'other-registry', 'ghcr.io'],
    ['nginx:!!', 'tag', 'bad-character', '!!'],
    [
      'https://hub.docker.com/search',
      'reference',
      'no-image-page',
      'https://hub.docker.com/search',
    ],
  ])('says which part of %j is wrong', (text, part, problem, found) => {
    expect(readSubject(text)).toEqual({ ok: false, error: { part, problem, found } });
  });
});
