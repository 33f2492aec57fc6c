import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HASHES, namedIn, readPaste } from '../../src/core/paste.ts';
import { asDigest, digestNumber } from './samples.ts';

const INDEX = digestNumber(0x11);
const CONFIG = digestNumber(0xc1);
const NGINX = { repository: 'library/nginx' };
const NGINX_1_27 = { repository: 'library/nginx', tag: '1.27' };

/** Digits of each hash, whose it is said to be, and what names stand in the text. */
function read(text: string) {
  const { hashes, names } = readPaste(text);
  return {
    hashes: hashes.map(({ hex, of }) => (of ? [hex, of] : [hex])),
    names,
  };
}

describe('one word', () => {
  it.each([
    ['a short hash', 'ABCDEF0', { hex: 'abcdef0' }],
    ['a cut digest', 'sha256:abcdef0…', { hex: 'abcdef0', algorithm: 'sha256' }],
    ['a digest of an address', 'sha512-ABCDEF0', { hex: 'abcdef0', algorithm: 'sha512' }],
    [
      '64 digits',
      'A'.repeat(64),
      { hex: 'a'.repeat(64), algorithm: 'sha256', digest: asDigest(`sha256:${'a'.repeat(64)}`) },
    ],
    [
      '128 digits',
      'b'.repeat(128),
      { hex: 'b'.repeat(128), algorithm: 'sha512', digest: asDigest(`sha512:${'b'.repeat(128)}`) },
    ],
  ])('is %s', (_, text, hash) => {
    expect(readPaste(text)).toEqual({ text, hashes: [hash], names: [] });
  });

  it.each(['sha256:', 'sha256:1', 'sha256:4be2d9', 'SHA512:ab'])('is no name: %s', (text) => {
    expect(readPaste(text)).toEqual({ text, hashes: [], names: [] });
  });

  it.each([
    'abcdef',
    'nginx',
    '1.27-alpine',
    'b'.repeat(129),
    'ghcr.io/a/b:1',
    '2026/10/01',
    'linux/arm64',
  ])('is nothing but text: %s', (text) => {
    expect(readPaste(text)).toEqual({ text, hashes: [], names: [] });
  });

  it.each([
    ['nginx:1.27', { hashes: [], names: [NGINX_1_27] }],
    ['docker.io/library/nginx:1.27', { hashes: [], names: [NGINX_1_27] }],
    [`nginx@${INDEX}`, { hashes: [[INDEX.slice(7), NGINX]], names: [NGINX] }],
    [`nginx:1.27@sha256:00000011…`, { hashes: [['00000011', NGINX_1_27]], names: [NGINX_1_27] }],
    [`docker-pullable://nginx@${INDEX}`, { hashes: [[INDEX.slice(7), NGINX]], names: [NGINX] }],
    [`ghcr.io/a/b@${INDEX}`, { hashes: [[INDEX.slice(7)]], names: [] }],
    ['https://hub.docker.com/_/nginx/tags?page=2', { hashes: [], names: [NGINX] }],
    ['hub.docker.com/r/bitnami/redis', { hashes: [], names: [{ repository: 'bitnami/redis' }] }],
  ])('refers: %s', (text, found) => {
    expect(read(text)).toEqual(found);
  });

  it.each([
    `https://hub.docker.com/layers/library/nginx/1.27/images/sha256-${INDEX.slice(7)}?context=explore`,
    `https://hub.docker.com/layers/nginx/library/nginx/1.27/images/sha256-${INDEX.slice(7)}`,
  ])('is an address of one image: %s', (text) => {
    expect(read(text)).toEqual({ hashes: [[INDEX.slice(7), NGINX_1_27]], names: [NGINX_1_27] });
  });
});

describe('a line of', () => {
  it.each(['docker', 'docker-pullable', 'containerd', 'cri-o'])(
    'a Kubernetes status, with an ID that %s gave',
    (runtime) => {
      expect(read(`imageID: ${runtime}://${CONFIG}`)).toEqual({
        hashes: [[CONFIG.slice(7)]],
        names: [],
      });
    },
  );

  it.each([
    // docker/cli, cli/command/image/formatter: the columns up to Engine 28.
    ['docker images', 'nginx        1.27      0000abcd1234   2 weeks ago   187MB'],
    [
      'docker images with its heads',
      'REPOSITORY   TAG       IMAGE ID       CREATED       SIZE nginx 1.27 0000abcd1234 About an hour ago 187MB',
    ],
    ['docker images of an image without a date', 'nginx 1.27 0000abcd1234 N/A 187MB'],
    ['podman images', 'docker.io/library/nginx  1.27  0000abcd1234  2 weeks ago  187 MB'],
    // docker/cli#6566: the columns since Engine 29.
    ['docker images of Engine 29', 'nginx:1.27 0000abcd1234 259MB 64.3MB U'],
    [
      'docker images of Engine 29 with its heads',
      'IMAGE          ID             DISK USAGE   CONTENT SIZE   EXTRA nginx:1.27   0000abcd1234        259MB         64.3MB',
    ],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ hashes: [['0000abcd1234', NGINX_1_27]], names: [NGINX_1_27] });
  });

  it('docker images --digests', () => {
    expect(read(`nginx 1.27 ${INDEX} 0000abcd1234 2 weeks ago 187MB`)).toEqual({
      hashes: [
        [INDEX.slice(7), NGINX_1_27],
        ['0000abcd1234', NGINX_1_27],
      ],
      names: [NGINX_1_27],
    });
    const none = read('<none> <none> <none> 0000abcd1234 2 weeks ago 187MB');
    expect(none).toEqual({ hashes: [['0000abcd1234']], names: [] });
  });

  it('docker images --no-trunc, where the tag looks like a hash', () => {
    const name = { repository: 'bitnami/redis', tag: '20240115' };
    expect(read(`bitnami/redis 20240115 ${CONFIG} 2 years ago 187MB`)).toEqual({
      hashes: [[CONFIG.slice(7), name]],
      names: [name],
    });
  });

  it('docker images --quiet, three IDs in a row', () => {
    expect(read('0000abcd1234 1111abcd1234 2222abcd1234').hashes).toEqual([
      ['0000abcd1234'],
      ['1111abcd1234'],
      ['2222abcd1234'],
    ]);
  });

  it('docker images --tree', () => {
    const tree =
      'nginx:1.27 0000abcd1234 13.6MB 4.09MB ├─ linux/amd64 1111abcd1234 0B 0B └─ linux/arm64/v8 2222abcd1234';
    expect(read(tree)).toEqual({
      hashes: [['0000abcd1234', NGINX_1_27], ['1111abcd1234'], ['2222abcd1234']],
      names: [NGINX_1_27],
    });
  });

  it('docker pull, all of its output', () => {
    const output = `1.27: Pulling from library/nginx
a2abf6c4d29d: Pull complete
0000abcd1234: Already exists
Digest: ${INDEX}
Status: Downloaded newer image for nginx:1.27
docker.io/library/nginx:1.27`;
    const { hashes, names } = readPaste(output);
    expect(hashes).toMatchObject([
      { hex: 'a2abf6c4d29d', isLayer: true, of: NGINX_1_27 },
      { hex: '0000abcd1234', isLayer: true },
      { digest: INDEX, of: NGINX_1_27 },
    ]);
    expect(hashes[2]).not.toHaveProperty('isLayer');
    expect(names).toEqual([NGINX_1_27, NGINX_1_27, NGINX_1_27]);
    expect(read(output.replaceAll('\n', ' '))).toEqual(read(output));
  });

  it('docker inspect', () => {
    expect(read(`        "Id": "${CONFIG}",`)).toEqual({ hashes: [[CONFIG.slice(7)]], names: [] });
    expect(
      read(`{"Id":"${CONFIG}","RepoTags":["nginx:1.27"],"RepoDigests":["nginx@${INDEX}"]}`),
    ).toEqual({
      hashes: [[CONFIG.slice(7)], [INDEX.slice(7), NGINX]],
      names: [NGINX_1_27, NGINX],
    });
  });

  it.each([
    `imageID: docker.io/library/nginx@${INDEX}`,
    `    Image ID:  docker-pullable://nginx@${INDEX}`,
  ])('Kubernetes: %s', (text) => {
    expect(read(text)).toEqual({ hashes: [[INDEX.slice(7), NGINX]], names: [NGINX] });
  });

  it.each(['docker pull nginx', '$ docker image pull nginx', 'FROM nginx', 'image: nginx'])(
    'a command or a file that names one bare word: %s',
    (text) => {
      expect(read(text)).toEqual({ hashes: [], names: [NGINX] });
    },
  );

  it.each([
    '{"ExposedPorts":{"80/tcp":{}}}',
    'write to me@example.com of it',
    'me@example.com',
    'at 10:20, until 10:30',
    'listens on 127.0.0.1:8080',
    'Accept: application/json',
    'tags and/or digests',
    'Failed to pull image it wants',
    'see pull request 12',
  ])('other things, no names: %s', (text) => {
    expect(read(text)).toEqual({ hashes: [], names: [] });
  });

  it.each([
    ['docker pull 80/tcp', '80/tcp'],
    ['FROM node:20 AS build FROM bitnami/redis', 'bitnami/redis'],
    ['{"image":"bitnami/redis"}', 'bitnami/redis'],
    ['"RepoTags": ["10:20"]', 'library/10'],
    ['repository: bitnami/redis', 'bitnami/redis'],
    ['bitnami/redis', 'bitnami/redis'],
    ['10:20', 'library/10'],
    ['see docker.io/bitnami/redis there', 'bitnami/redis'],
    [`see 1password/op@${INDEX} there`, '1password/op'],
  ])('a name that is announced or stands alone: %s', (text, repository) => {
    expect(readPaste(text).names.at(-1)?.repository).toBe(repository);
  });

  it('prose, whose words are no names', () => {
    expect(read(`Different from the digest ${INDEX}, see (nginx:1.27).`)).toEqual({
      hashes: [[INDEX.slice(7)]],
      names: [NGINX_1_27],
    });
  });
});

describe('the name in a text', () => {
  it.each([
    [`redis:7 nginx@${INDEX}`, NGINX],
    ['library/redis nginx:1.27', NGINX_1_27],
    ['redis:7 bitnami/nginx:1', { repository: 'library/redis', tag: '7' }],
    [`redis@${INDEX} nginx@${CONFIG}`, { repository: 'library/redis' }],
    ['library/redis', { repository: 'library/redis' }],
    ['library/redis bitnami/nginx', undefined],
    ['nothing at all', undefined],
  ])('of %s', (text, name) => {
    expect(namedIn(text)).toEqual(name);
  });
});

describe('any text', () => {
  it('is read without an error, and each hash once', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'nginx',
        '1.27',
        '<none>',
        '0000abcd1234',
        'ago',
        'Pulling',
        'from',
        '1.27:',
        INDEX,
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { hashes } = readPaste(pieces.join(' '));
        expect(new Set(hashes.map(({ hex }) => hex)).size).toBe(hashes.length);
        expect(hashes.every(({ hex }) => /^[0-9a-f]{7,128}$/.test(hex))).toBe(true);
      }),
    );
  });

  it('keeps its hashes whatever stands around them', () => {
    const mark = fc.constantFrom('"', "'", '[', ']', ',', '(', ')', '{', '}', ' ', '\n', '\t', ';');
    fc.assert(
      fc.property(fc.array(mark), fc.array(mark), (before, after) => {
        const { hashes } = readPaste(`${before.join('')}${INDEX}${after.join('')}`);
        expect(hashes.map(({ digest }) => digest)).toEqual([INDEX]);
      }),
    );
  });

  // Steps that grow with the square of the length would take minutes here; the test's own deadline ends them.
  it.each([
    ['one long word of digits', 'a'.repeat(1_000_000)],
    ['one long path', 'a/'.repeat(500_000)],
    ['separators only', '._-'.repeat(300_000)],
    ['a long name before a digest', `${'a-'.repeat(400_000)}@${INDEX}`],
    ['colons', 'sha256:'.repeat(150_000)],
    ['rows that never end', 'nginx 1.27 0000abcd1234 '.repeat(40_000)],
    ['dots', `abcdef0${'.'.repeat(1_000_000)}`],
    ['spaces', ' '.repeat(1_000_000)],
  ])('is read in linear time: %s', (_, text) => {
    expect(readPaste(text).hashes.length).toBeLessThanOrEqual(1);
  });

  it('of very many hashes is read up to a bound', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => digestNumber(at).slice(7, 19));
    expect(readPaste(many.join(' ')).hashes).toHaveLength(MAX_HASHES);
  });
});
