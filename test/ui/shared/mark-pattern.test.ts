import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/digest.ts';
import { markPattern } from '../../../src/ui/shared/mark-pattern.ts';
import { asDigest } from '../../core/samples.ts';
import { tablesWith } from '../../core/tables.ts';
import { digestTable, manifestTable } from '../../fixtures/repository.ts';
import { digest } from '../samples.ts';

const SIZE = 5;

/** `x y` of each cell in a path. */
function cellsOf(path: string): Set<string> {
  const runs = [...path.matchAll(/M(\d) (\d)h(\d)v1h-\3z/g)];
  expect(runs.map(([run]) => run).join('')).toBe(path);
  return new Set(
    runs.flatMap(([, x, y, width]) =>
      Array.from({ length: Number(width) }, (_, i) => `${Number(x) + i} ${y}`),
    ),
  );
}

/** Pairs that a person without the short digests could take for one: the same shape, and a colour next to the other's. */
function lookAlikes(digests: readonly Digest[]): string[] {
  const seen = new Map<string, { readonly digest: Digest; readonly hue: number }[]>();
  const pairs: string[] = [];
  for (const one of new Set(digests)) {
    const { hue, path, pale } = markPattern(one);
    const same = seen.get(`${path}|${pale}`) ?? [];
    for (const other of same) {
      const apart = Math.abs(other.hue - hue);
      if (Math.min(apart, 360 - apart) <= 30) pairs.push(`${one} ${other.digest}`);
    }
    seen.set(`${path}|${pale}`, [...same, { digest: one, hue }]);
  }
  return pairs;
}

/** Every digest in the tables: of indexes, manifests, their parts and configs. */
function realDigests(): Digest[] {
  const repositories = [
    ...tablesWith('groups').map(digestTable),
    ...tablesWith('manifests').map(manifestTable),
  ];
  return repositories
    .flatMap(({ manifests }) => [...manifests.values()])
    .flatMap((one) => [
      one.digest,
      ...(one.configDigest === undefined ? [] : [one.configDigest]),
      ...(one.children ?? []).map((child) => child.digest),
    ])
    .map(asDigest);
}

describe('the picture of a digest', () => {
  it('is the same for the same digest', () => {
    expect(markPattern(digest(7))).toEqual(markPattern(digest(7)));
  });

  it('tells all real digests of the tables apart, hundreds more than one screen holds', () => {
    const digests = realDigests();
    expect(new Set(digests).size).toBeGreaterThan(500);
    expect(lookAlikes(digests)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('tells a thousand random digests apart (seed %i)', (seed) => {
    const digests = Array.from({ length: 1000 }, (_, index) =>
      asDigest(`sha256:${createHash('sha256').update(`${seed} ${index}`).digest('hex')}`),
    );
    expect(lookAlikes(digests)).toEqual([]);
  });

  it('mirrors itself, is never empty, and gives a cell one tone', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const { path, pale, hue } = markPattern(digest(seed));
      const tones = [cellsOf(path), cellsOf(pale)];
      expect(tones[0]?.size).toBeGreaterThan(0);
      for (const cells of tones) {
        for (const cell of cells) {
          const [x = '', y = ''] = cell.split(' ');
          expect(cells).toContain(`${SIZE - 1 - Number(x)} ${y}`);
        }
      }
      expect([...(tones[0] ?? [])].filter((cell) => tones[1]?.has(cell))).toEqual([]);
      expect(hue % 30).toBe(0);
      expect(hue).toBeLessThan(360);
    }
  });
});
