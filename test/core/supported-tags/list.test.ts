import { describe, expect, it } from 'vitest';
import { needsConfirming, supportedTags } from '../../../src/core/supported-tags/list.ts';
import { render } from '../../../src/core/supported-tags/render.ts';
import { digestNumber, image } from '../samples.ts';
import { schemaProblems } from './json-schema.ts';
import { group, listOf, MADE_AT, source, WORDS } from './sources.ts';

const SIGNATURE = `sha256-${'a'.repeat(64)}.sig`;

describe('the list of supported tags', () => {
  it('puts versions first and what moves last, and sorts lines by their first tag', () => {
    const { lines } = listOf([
      group(['latest', '1', '1.9.0', 'mainline', '1.9'], 10),
      group(['stable', '1.10.0'], 20),
      group(['edge'], 30),
    ]);
    expect(lines.map(({ tags }) => tags)).toEqual([
      ['1.10.0', 'stable'],
      ['1.9.0', '1.9', '1', 'mainline', 'latest'],
      ['edge'],
    ]);
  });

  it('names repository, moment, digest, type, platforms and version', () => {
    const list = listOf(
      [
        group(['latest'], 10, {
          mediaType: 'application/vnd.oci.image.index.v1+json',
          version: { tag: '1.9.0', by: 'images' },
        }),
      ],
      { known: 3, total: 9 },
    );
    expect(list).toEqual({
      schemaVersion: 1,
      repository: 'library/nginx',
      madeAt: '2026-11-23T10:05:07.000Z',
      known: 3,
      total: 9,
      lines: [
        {
          tags: ['latest'],
          digest: digestNumber(10),
          mediaType: 'application/vnd.oci.image.index.v1+json',
          evidence: 'registry',
          platforms: [
            { platform: 'linux/amd64', digest: digestNumber(11) },
            { platform: 'linux/arm64', digest: digestNumber(12) },
          ],
          version: { tag: '1.9.0', by: 'images' },
        },
      ],
      leftOut: { signatures: 0, missing: 0, unknown: 0 },
    });
  });

  it('leaves signatures out, and a line of nothing else, and counts them', () => {
    const list = listOf([group(['1.0.0', SIGNATURE], 10), group([SIGNATURE], 20)], {
      signatureTags: 3,
    });
    expect(list.lines.map(({ tags }) => tags)).toEqual([['1.0.0']]);
    expect(list.leftOut.signatures).toBe(5);
  });

  it('counts what is not there apart from what could not be told', () => {
    const { leftOut } = listOf([], {
      unknownTags: [
        { tag: 'gone', failure: { kind: 'not-found' } },
        { tag: 'broken', failure: { kind: 'unavailable' } },
        { tag: 'new' },
      ],
    });
    expect(leftOut).toEqual({ signatures: 0, missing: 1, unknown: 2 });
  });

  it('counts those that are too many to be named', () => {
    const { leftOut } = listOf([], {
      unknownTags: [{ tag: 'gone', failure: { kind: 'not-found' } }, { tag: 'new' }],
      furtherUnknown: { missing: 3, unknown: 5 },
    });
    expect(leftOut).toEqual({ signatures: 0, missing: 4, unknown: 6 });
  });

  it('takes no name that is no tag, and counts it', () => {
    const list = listOf([group(['1.0.0', '<img src=x>'], 10), group(['a b'], 20)]);
    expect(list.lines.map(({ tags }) => tags)).toEqual([['1.0.0']]);
    expect(list.leftOut.unknown).toBe(2);
  });

  it('says nothing of platforms that are not known, as for schema 1 and artifacts', () => {
    const [line] = listOf([group(['old'], 10, { images: [] })]).lines;
    expect(line).not.toHaveProperty('platforms');
  });

  it('says when a line was learnt that is old', () => {
    const [line] = listOf([group(['old'], 10, { staleSince: MADE_AT - 600_000 })]).lines;
    expect(line?.learntAt).toBe('2026-11-23T09:55:07.000Z');
  });

  it('makes a list of thousands of tags at once', () => {
    const groups = Array.from({ length: 5_000 }, (_, n) => group([`1.${n}.0`, `1.${n}`], n * 10));
    const list = listOf(groups);
    expect(list.lines).toHaveLength(5_000);
    expect(list.lines[0]?.tags).toEqual(['1.4999.0', '1.4999']);
    const lines = render(list, 'markdown', WORDS).split('\n');
    expect(lines.filter((line) => line.startsWith('* '))).toHaveLength(5_000);
  });
});

describe('confirming first', () => {
  it.each([
    ['all said by the registry', { evidence: 'registry' }, false],
    ['bytes', { evidence: 'bytes' }, false],
    ['the web API alone', { evidence: 'hub' }, true],
    ['long ago', { evidence: 'registry', staleSince: MADE_AT - 600_000 }, true],
  ] as const)('%s', (_, more, needed) => {
    const groups = [group(['1.0.0'], 10), group(['2.0.0'], 20, more)];
    expect(needsConfirming(source(groups))).toBe(needed);
  });
});

describe('the schema of the JSON form', () => {
  const whole = listOf(
    [
      group(['1.0.0', 'latest'], 10, {
        mediaType: 'application/vnd.oci.image.index.v1+json',
        version: { tag: '1.0.0', by: 'digest' },
        staleSince: MADE_AT - 600_000,
      }),
      group(['old'], 20, { images: [], evidence: 'hub' }),
      group(['bare'], 30, { images: [image('unknown', 31)], evidence: 'bytes' }),
    ],
    { unknownTags: [{ tag: 'gone', failure: { kind: 'not-found' } }] },
  );
  const parsed = () => JSON.parse(render(whole, 'json', WORDS));

  it('holds for everything that is written', () => {
    expect(schemaProblems(parsed())).toEqual([]);
    const { total: _, ...unsaid } = source([group(['1.0.0'], 10)]);
    expect(schemaProblems(supportedTags(unsaid, MADE_AT))).toEqual([]);
  });

  it.each([
    ['$: required', { lines: undefined }],
    ['$.schemaVersion: const', { schemaVersion: 2 }],
    ['$.known: minimum', { known: -1 }],
    ['$.madeAt: pattern', { madeAt: 'yesterday' }],
    ['$.more: not in the schema', { more: 1 }],
    ['$.lines[0].digest: pattern', { lines: [{ ...whole.lines[0], digest: 'sha256:1' }] }],
    ['$.lines[0].tags: minItems', { lines: [{ ...whole.lines[0], tags: [] }] }],
    ['$.lines[0].tags[0]: pattern', { lines: [{ ...whole.lines[0], tags: ['<b>'] }] }],
    ['$.lines[0].evidence: enum', { lines: [{ ...whole.lines[0], evidence: 'me' }] }],
  ])('does not hold: %s', (problem, change) => {
    const changed = JSON.parse(JSON.stringify({ ...parsed(), ...change }));
    expect(schemaProblems(changed)).toContain(problem);
  });
});
