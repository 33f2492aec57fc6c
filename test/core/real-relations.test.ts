import { describe, expect, it } from 'vitest';
import { parsePlatformKey, platformKey } from '../../src/core/platform.ts';
import { relate } from '../../src/core/relate.ts';
import type { AliasGroup, Relations } from '../../src/core/relations.ts';
import type { PlatformImage, TagRecord } from '../../src/core/tag-record.ts';
import { digestGroups } from '../fixtures/repository.ts';
import { asDigest } from './samples.ts';
import { tablesWith } from './tables.ts';

/** What tags pointed to on one day; each table names its public source. */
const TABLES = tablesWith('groups');

/** `platform manifest-digest config-digest|- …` */
function readImage(row: string): PlatformImage {
  const [platform = '', digest = '', config = '-'] = row.split(' ');
  return {
    platform: platformKey(parsePlatformKey(platform)),
    digest: asDigest(digest),
    ...(config !== '-' && { configDigest: asDigest(config) }),
  };
}

function records(table: string): TagRecord[] {
  return digestGroups(table).flatMap(({ digest, tags, images }) =>
    tags.map((tag) => ({
      tag,
      digest: asDigest(digest),
      evidence: 'hub' as const,
      images: images.map(readImage),
    })),
  );
}

function group(relations: Relations, tag: string): AliasGroup {
  const found = relations.groupOf(tag);
  if (!found) throw new Error(`no group of ${tag}`);
  return found;
}

describe.each(TABLES)('relations of %s', (table) => {
  it('have exactly the alias groups that were recorded', () => {
    const recorded = digestGroups(table).map(({ digest, tags }) => [digest, [...tags].sort()]);
    const computed = relate(records(table)).groups.map(({ digest, tags }) => [
      digest,
      [...tags].sort(),
    ]);
    expect(computed.sort()).toEqual(recorded.sort());
  });

  it('name a shared platform exactly where two indexes list one manifest', () => {
    const relations = relate(records(table));
    for (const each of relations.groups) {
      const own = new Set(each.record.images?.map(({ digest }) => digest));
      const sharing = relations.groups.filter(
        (other) => other !== each && other.record.images?.some(({ digest }) => own.has(digest)),
      );
      const named = [
        ...relations.sameImages(each),
        ...relations.sharedPlatforms(each).map((shared) => shared.group),
      ];
      expect(new Set(named)).toEqual(new Set(sharing));
    }
  });
});

describe('nginx on 2018-01-29', () => {
  const relations = relate(records('nginx-2018-01-29'));

  it('has its groups in tag order, newest version first', () => {
    expect(relations.groups.map(({ tags }) => tags.join(' '))).toEqual([
      '1.13.8 1.13 1 mainline latest',
      '1.13.8-alpine 1.13-alpine 1-alpine alpine mainline-alpine',
      '1.13.8-alpine-perl 1.13-alpine-perl 1-alpine-perl alpine-perl mainline-alpine-perl',
      '1.13.8-perl 1.13-perl 1-perl mainline-perl perl',
      '1.12.2 1.12 stable',
      '1.12.2-alpine 1.12-alpine stable-alpine',
      '1.12.2-alpine-perl 1.12-alpine-perl stable-alpine-perl',
      '1.12.2-perl 1.12-perl stable-perl',
    ]);
  });

  it('answers which version latest is', () => {
    expect(relations.aliasesOf('latest')[0]).toBe('1.13.8');
  });
});

describe('hello-world in 2026-09', () => {
  it('shares its platforms between the tags for one system and the one for all', () => {
    const relations = relate(records('hello-world-2026-09'));
    const shared = relations.sharedPlatforms(group(relations, 'linux'));
    expect(shared.map((each) => each.group.tags.includes('latest'))).toEqual([true]);
    expect(shared[0]?.platforms.slice(0, 2)).toEqual(['linux/amd64', 'linux/arm64']);
  });
});
