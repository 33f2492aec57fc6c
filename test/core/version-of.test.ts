import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relate } from '../../src/core/relate.ts';
import type { Relations } from '../../src/core/relations.ts';
import type { TagRecord } from '../../src/core/tag-record.ts';
import { isFloating, versionOf, versionOfGroup } from '../../src/core/version-of.ts';
import { digestTable } from '../fixtures/repository.ts';
import { naiveVersionOf, naiveVersionOfGroup } from './naive-version-of.ts';
import { asDigest, image, record } from './samples.ts';

/** All tags of one digest. */
function aliases(tags: string): Relations {
  return relate(tags.split(' ').map((tag) => record(tag, 1)));
}

function ofGroup(relations: Relations, tag: string) {
  const group = relations.groupOf(tag);
  if (!group) throw new Error(`no group of ${tag}`);
  return versionOfGroup(group, relations);
}

/**
 * Tags that were declared to be one image (docker-library/official-images, library/*, commit 37079fb3, 2026-08-21): the
 * tag asked for, the version that it is, and all tags of the line.
 */
const DECLARED: readonly (readonly [string, string, string | undefined, string])[] = [
  ['alpine', 'latest', '3.24.1', '3.24.1 3.24 3 latest'],
  ['alpine', '3', '3.24.1', '3.24.1 3.24 3 latest'],
  ['alpine', 'edge', '20260805', '20260805 edge'],
  ['amazonlinux', '2023', '2023.12.20260817.0', '2023 latest 2023.12.20260817.0'],
  [
    'nginx',
    'latest',
    '1.31.4',
    '1.31.4 mainline 1 1.31 latest 1.31.4-trixie mainline-trixie trixie',
  ],
  [
    'nginx',
    'trixie',
    '1.31.4-trixie',
    '1.31.4 mainline 1 1.31 latest 1.31.4-trixie mainline-trixie trixie',
  ],
  ['nginx', 'stable', '1.30.4', '1.30.4 stable 1.30 1.30.4-trixie stable-trixie 1.30-trixie'],
  [
    'nginx',
    'stable-alpine',
    '1.30.4-alpine',
    '1.30.4-alpine stable-alpine 1.30-alpine 1.30.4-alpine3.24 stable-alpine3.24',
  ],
  [
    'nginx',
    '1-alpine3.24-slim',
    '1.31.4-alpine3.24-slim',
    '1.31.4-alpine-slim 1-alpine-slim alpine-slim 1.31.4-alpine3.24-slim 1-alpine3.24-slim',
  ],
  [
    'httpd',
    'alpine',
    '2.4.68-alpine',
    '2.4.68-alpine 2.4-alpine 2-alpine alpine 2.4.68-alpine3.24 alpine3.24',
  ],
  [
    'mariadb',
    'lts-noble',
    '12.3.2-noble',
    '12.3.2-noble 12.3-noble 12-noble noble lts-noble 12.3.2 12.3 12 latest lts',
  ],
  ['mariadb', '13.0-rc', '13.0.1-rc', '13.0.1-resolute-rc 13.0-resolute-rc 13.0.1-rc 13.0-rc'],
  [
    'mysql',
    'innovation',
    '26.7.0',
    '26.7.0 26.7 26 innovation latest 26.7.0-oracle innovation-oracle oracle',
  ],
  ['haproxy', '3.5-dev', '3.5-dev5', '3.5-dev5 3.5-dev 3.5-dev5-trixie 3.5-dev-trixie'],
  ['fedora', 'rawhide', '45', '45 rawhide'],
  ['postgres', 'latest', '18.6', '18.6 18 latest 18.6-trixie 18-trixie trixie'],
  ['buildpack-deps', 'jammy', '22.04', 'jammy 22.04'],
  ['couchbase', 'latest', '8.0.2', '8.0.2 enterprise enterprise-8.0.2 latest'],
  ['couchbase', 'community', 'community-8.0.2', 'community community-8.0.2'],
  ['bash', 'devel', 'devel-20260817', 'devel-20260817 devel'],
  ['buildpack-deps', 'sid', undefined, 'sid unstable'],
  ['hello-world', 'linux', undefined, 'linux'],
];

describe('the version of a floating tag', () => {
  it.each(DECLARED)('%s: %s is %s', (_, asked, version, tags) => {
    const found = versionOf(asked, aliases(tags));
    expect(found).toEqual(version && { tag: version, by: 'digest' });
  });

  it.each([
    // As the official images debian, ubuntu and python name theirs.
    ['latest', '12.5', 'bookworm bookworm-20240513 12.5 12 latest'],
    ['bookworm', '12.5', 'bookworm bookworm-20240513 12.5 12 latest'],
    ['latest', '24.04', 'noble-20240429 noble 24.04 latest'],
    ['3.14-rc', '3.14.0rc2', '3.14.0rc2 3.14-rc 3.14.0rc2-trixie 3.14-rc-trixie'],
  ])('%s is %s among %s', (asked, version, tags) => {
    expect(versionOf(asked, aliases(tags))?.tag).toBe(version);
  });

  it.each([
    ['nginx-2018-01-29', 'latest', '1.13.8'],
    ['nginx-2018-01-29', 'stable-alpine', '1.12.2-alpine'],
    ['postgres-2018-01-29', '10', '10.1'],
    ['redis-2018-01-29', 'alpine', '4.0.7-alpine'],
    ['hello-world-2026-09', 'latest', undefined],
  ])('is read from what tags pointed to: %s, %s', (table, asked, version) => {
    const records = Array.from(
      digestTable(table).tags,
      ([tag, digest]): TagRecord => ({ tag, digest: asDigest(digest), evidence: 'registry' }),
    );
    const relations = relate(records);
    expect(relations.groupOf(asked)).toBeDefined();
    expect(versionOf(asked, relations)?.tag).toBe(version);
  });

  it('takes a release before its pre-release, and any version before a stamp', () => {
    expect(versionOf('latest', aliases('latest 1.2.3 1.2.4-rc.1'))?.tag).toBe('1.2.3');
    expect(versionOf('latest', aliases('latest 20260101 3f2a9c1 2'))?.tag).toBe('2');
    expect(versionOf('latest', aliases('latest sha-3f2a9c1'))?.tag).toBe('sha-3f2a9c1');
    expect(versionOf('main', aliases('main 3f2a9c1d'))?.tag).toBe('3f2a9c1d');
  });

  it('takes of several the one that goes on what was asked', () => {
    const tags = aliases('17 17.0.11 8.5.100.1 latest');
    expect(versionOf('17', tags)?.tag).toBe('17.0.11');
    expect(versionOf('latest', tags)?.tag).toBe('8.5.100.1');
  });

  it('says nothing of a tag that says it all itself, of stamps, signatures and strangers', () => {
    const signature = `sha256-${'a'.repeat(64)}.sig`;
    const tags = ['1.2.3', '20260101', '3f2a9c1', 'community-8.0.2', signature];
    const relations = aliases(`${tags.join(' ')} 1.2.3.4`);
    for (const tag of tags) {
      expect([tag, isFloating(tag), versionOf(tag, relations)]).toEqual([tag, false, undefined]);
    }
    expect(versionOf('nope', relations)).toBeUndefined();
    expect(versionOf('latest', aliases(`latest ${signature}`))).toBeUndefined();
    expect(versionOf('latest', aliases('latest stable deadbeef'))).toBeUndefined();
  });

  it('rests on the same images where no tag has the same digest, then on the image ID', () => {
    const relations = relate([
      record('latest', 1, { images: [image('linux/amd64', 7, 70), image('linux/arm64', 8)] }),
      record('1.38.0', 2, { images: [image('linux/arm64', 8), image('linux/amd64', 7, 70)] }),
      record('rebuilt', 3, { images: [image('linux/amd64', 9, 70)] }),
      record('edge', 4, { images: [image('linux/arm64', 8)] }),
    ]);
    expect(versionOf('latest', relations)).toEqual({ tag: '1.38.0', by: 'images' });
    expect(versionOf('rebuilt', relations)).toEqual({ tag: '1.38.0', by: 'image-id' });
    // One platform in common is a rollout, not a version.
    expect(versionOf('edge', relations)).toBeUndefined();
  });

  it('names none of a common image ID where another platform is known to differ', () => {
    const relations = relate([
      record('latest', 1, { images: [image('linux/amd64', 7, 70), image('linux/arm64', 8, 80)] }),
      record('1.38.0', 2, { images: [image('linux/amd64', 9, 70), image('linux/arm64', 10, 81)] }),
    ]);
    expect(versionOf('latest', relations)).toBeUndefined();
    expect(ofGroup(relations, 'latest')).toBeUndefined();
  });

  it('prefers a version of the same images to a stamp of the same digest', () => {
    const images = [image('linux/amd64', 7)];
    const relations = relate([
      record('latest', 1, { images }),
      record('20260101', 1, { images }),
      record('1.38.0', 2, { images }),
    ]);
    expect(versionOf('latest', relations)).toEqual({ tag: '1.38.0', by: 'images' });
  });

  it('is plain text, whatever a tag is called', () => {
    expect(versionOf('latest', aliases('latest 1.2.3__img_src_x'))?.tag).toBe('1.2.3__img_src_x');
  });
});

describe('the version of a group', () => {
  it('is its own most exact one', () => {
    expect(ofGroup(aliases('1.27.5 1.27 latest'), 'latest')).toEqual({
      tag: '1.27.5',
      by: 'digest',
    });
    expect(ofGroup(aliases('18.6 18 latest'), 'latest')).toEqual({ tag: '18.6', by: 'digest' });
    expect(ofGroup(aliases('20260805 edge'), 'edge')).toEqual({ tag: '20260805', by: 'digest' });
    expect(ofGroup(aliases('sid unstable'), 'sid')).toBeUndefined();
  });

  it('is a more exact one of the same images, where its own leaves something open', () => {
    const images = [image('linux/amd64', 7)];
    const relations = relate([
      record('1', 1, { images }),
      record('latest', 1, { images }),
      record('1.38.0', 2, { images }),
    ]);
    expect(ofGroup(relations, '1')).toEqual({ tag: '1.38.0', by: 'images' });
    expect(ofGroup(relations, '1.38.0')).toEqual({ tag: '1.38.0', by: 'digest' });
  });
});

describe('the version of a tag and of its group', () => {
  const images = [image('linux/amd64', 7, 70)];
  const rebuilt = [image('linux/amd64', 8, 70)];
  const both = (asked: string, ...records: readonly TagRecord[]) => {
    const relations = relate(records);
    return [versionOf(asked, relations), ofGroup(relations, asked)];
  };
  const twice = (tag: string, by: string) => [
    { tag, by },
    { tag, by },
  ];

  it('goes on to weaker relations while what was found is not a whole version', () => {
    const own = [record('1', 1, { images }), record('latest', 1, { images })];
    const partly = record('1.38', 2, { images });
    const whole = record('1.38.0', 3, { images: rebuilt });
    expect(both('latest', ...own, record('1.38.0', 2, { images }))).toEqual(
      twice('1.38.0', 'images'),
    );
    expect(both('latest', ...own, partly, whole)).toEqual(twice('1.38.0', 'image-id'));
    expect(both('latest', ...own, partly)).toEqual(twice('1.38', 'images'));
    expect(both('latest', ...own)).toEqual(twice('1', 'digest'));
  });

  it('keeps the stronger relation among equals', () => {
    const own = [record('1.38', 1, { images }), record('latest', 1, { images })];
    const equal = [record('2.0', 2, { images }), record('3.0', 3, { images: rebuilt })];
    expect(both('latest', ...own, ...equal)).toEqual(twice('1.38', 'digest'));
    const whole = [record('1.38.0', 1, { images }), record('1.38.0.1', 2, { images })];
    expect(both('latest', ...own, ...whole)).toEqual(twice('1.38.0', 'digest'));
  });

  it('goes on what was found, with its suffix', () => {
    const own = [record('1-alpine', 1, { images }), record('latest', 1, { images })];
    const more = ['2.0.0', '1.38.0', '1.38.0-alpine'].map((tag) => record(tag, 2, { images }));
    expect(both('latest', ...own, ...more)).toEqual(twice('1.38.0-alpine', 'images'));
  });

  it('leaves no answer to what was asked for one that strays from it', () => {
    const relations = relate([
      record('17', 1, { images }),
      record('17.0', 1, { images }),
      record('8.5.100', 2, { images }),
    ]);
    expect(versionOf('17', relations)).toEqual({ tag: '17.0', by: 'digest' });
  });

  it('takes stamps of the same digest as they are', () => {
    const own = [record('edge', 1, { images }), record('20260805', 1, { images })];
    const found = both('edge', ...own, record('edge-20260806', 2, { images }));
    expect(found).toEqual(twice('20260805', 'digest'));
  });
});

describe('the most exact name', () => {
  const number = fc.constantFrom('1', '2', '10');
  const tag = fc.oneof(
    fc
      .tuple(
        fc.array(number, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', '-rc', '-rc1', '-rc2', '-beta1', '-dev5'),
        fc.constantFrom('', '-alpine', '-alpine3.9', '-slim', '-alpine-slim', '-3f2a9c1', '-'),
      )
      .map(([numbers, stage, suffix]) => `${numbers.join('.')}${stage}${suffix}`),
    fc.constantFrom(
      ...'latest alpine slim edge stable-alpine stable-slim alpine3.9 rc 3f2a9c1 20240115'.split(
        ' ',
      ),
      ...'community-8.0.2 community-8.0.10 devel-20260817 rc-alpine'.split(' '),
    ),
  );
  const group = fc.record({
    tags: fc.array(tag, { minLength: 1, maxLength: 10 }),
    images: fc.subarray([image('linux/amd64', 91, 81), image('linux/arm64', 92, 82)]),
    other: fc.boolean(),
  });

  it('is the one that its definition gives, of any tags in any groups', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), (groups) => {
        const relations = relate(
          groups.flatMap(({ tags, images, other }, place) =>
            // Another manifest over the same config, or the same one.
            tags.map((tag) =>
              record(tag, place, {
                images: other ? [image('linux/amd64', 100 + place, 81)] : images,
              }),
            ),
          ),
        );
        for (const group of relations.groups) {
          expect(versionOfGroup(group, relations)).toEqual(naiveVersionOfGroup(group, relations));
          for (const tag of group.tags) {
            expect([tag, versionOf(tag, relations)]).toEqual([tag, naiveVersionOf(tag, relations)]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
