import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Kept,
  keptSize,
  MOST_REPOSITORIES,
  planEviction,
} from '../../src/background/eviction-plan.ts';
import { manifestSize } from '../../src/background/row-size.ts';
import type { InUse, ManifestUse, RepositoryUse } from '../../src/background/store.ts';
import { asRepository, digestNumber } from '../core/samples.ts';

/** Bytes of every piece below. */
const PIECE = manifestSize(100);
const NOBODY: InUse = { repositories: new Set(), digests: new Set() };

const repository = (name: string, usedAt: number): RepositoryUse => ({
  repository: asRepository(`some/${name}`),
  tags: 1,
  tagBytes: PIECE - 200,
  listingBytes: 150,
  nameBytes: 50,
  usedAt,
});
const manifest = (n: number, usedAt: number): ManifestUse => ({
  digest: digestNumber(n),
  size: 100,
  usedAt,
});

/** From the longest unused on: a, 1, b, 2, c, 3. */
const KEPT: Kept = {
  repositories: [repository('c', 5), repository('a', 1), repository('b', 3)],
  manifests: [manifest(3, 6), manifest(2, 4), manifest(1, 2)],
};

/** What goes, by the letter of a repository and the number of a digest. */
function gone(kept: Kept, bytes: number, inUse: InUse = NOBODY): string {
  const { repositories, digests } = planEviction(kept, bytes, inUse);
  const letters = [...repositories].map((name) => name.at(-1));
  return [...letters, ...[1, 2, 3].filter((n) => digests.has(digestNumber(n)))].join('');
}

describe('what goes when too much is kept', () => {
  it.each([
    [6 * PIECE, ''],
    [6 * PIECE - 1, 'a'],
    [5 * PIECE, 'a'],
    [4 * PIECE, 'a1'],
    [2 * PIECE + 1, 'ab12'],
    [0, 'abc123'],
  ])('is what was not needed for longest: within %i bytes', (bytes, names) => {
    expect(gone(KEPT, bytes)).toBe(names);
  });

  it('is nothing that is in use, even if too much is kept then', () => {
    const inUse = {
      repositories: new Set([asRepository('some/a')]),
      digests: new Set([digestNumber(1), digestNumber(3)]),
    };
    expect(gone(KEPT, 5 * PIECE, inUse)).toBe('b');
    expect(gone(KEPT, 0, inUse)).toBe('bc2');
  });

  it('is no manifest to make room for what is looked at, where all others could not make enough', () => {
    const inUse = { ...NOBODY, repositories: new Set([asRepository('some/a')]) };
    const large = { ...repository('a', 1), tagBytes: 10 * PIECE };
    const [c, , b] = KEPT.repositories;
    if (!b || !c) throw new Error('not there');
    const kept = { ...KEPT, repositories: [large, b, c] };
    expect(gone(kept, 8 * PIECE, inUse)).toBe('bc');
    // By themselves they are held to the bytes as ever.
    expect(gone(kept, 2 * PIECE, inUse)).toBe('bc12');
    // It can be reached: then all that were not needed for longest go, as far as that takes.
    expect(gone(kept, 11 * PIECE, inUse)).toBe('bc123');
  });

  it('is a repository before a manifest of the same moment, which would cost a pull', () => {
    const kept = { repositories: [repository('a', 1)], manifests: [manifest(1, 1)] };
    expect(gone(kept, PIECE)).toBe('a');
  });

  it('is also what of very many repositories nobody looked at for longest', () => {
    const repositories = Array.from({ length: MOST_REPOSITORIES + 3 }, (_, n) =>
      repository(`r${n}`, n),
    );
    const kept = { repositories, manifests: [manifest(1, 0)] };
    const inUse = { ...NOBODY, repositories: new Set([asRepository('some/r1')]) };
    expect([...planEviction(kept, 1e9, inUse).repositories]).toEqual([
      'some/r0',
      'some/r2',
      'some/r3',
    ]);
    expect(planEviction(kept, 1e9, inUse).digests.size).toBe(0);
  });

  it('is enough, and no piece more than that', () => {
    const piece = fc.record({ usedAt: fc.nat(20), size: fc.nat(5_000), used: fc.boolean() });
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), fc.nat(40_000), (rows, files, bytes) => {
        const repositories = rows.map(({ usedAt, size }, n) => ({
          ...repository(`r${n}`, usedAt),
          tagBytes: size,
        }));
        const manifests = files.map(({ usedAt, size }, n) => ({ ...manifest(n, usedAt), size }));
        const inUse = {
          repositories: new Set(
            repositories.filter((_, n) => rows[n]?.used).map((r) => r.repository),
          ),
          digests: new Set(manifests.filter((_, n) => files[n]?.used).map((m) => m.digest)),
        };
        const plan = planEviction({ repositories, manifests }, bytes, inUse);
        const going = {
          repositories: repositories.filter((r) => plan.repositories.has(r.repository)),
          manifests: manifests.filter((m) => plan.digests.has(m.digest)),
        };
        const left = {
          repositories: repositories.filter((r) => !plan.repositories.has(r.repository)),
          manifests: manifests.filter((m) => !plan.digests.has(m.digest)),
        };
        const spared = [
          ...left.repositories.filter((r) => !inUse.repositories.has(r.repository)),
          ...left.manifests.filter((m) => !inUse.digests.has(m.digest)),
        ];
        const takenLast = [...going.repositories, ...going.manifests].map(({ usedAt }) => usedAt);
        expect(going.repositories.some((r) => inUse.repositories.has(r.repository))).toBe(false);
        expect(going.manifests.some((m) => inUse.digests.has(m.digest))).toBe(false);
        const looked = keptSize({
          repositories: left.repositories.filter((r) => inUse.repositories.has(r.repository)),
          manifests: left.manifests.filter((m) => inUse.digests.has(m.digest)),
        });
        if (looked <= bytes) {
          // Too much only where nothing is left that might go.
          if (keptSize(left) > bytes) expect(spared).toEqual([]);
          // All that stays, and might have gone, was needed at least as lately as all that went.
          const latest = Math.max(-1, ...takenLast);
          expect(spared.every(({ usedAt }) => usedAt >= latest)).toBe(true);
        } else {
          // No repository is left that might go, and what is left without those in use is not too much.
          expect(spared.every((one) => 'digest' in one)).toBe(true);
          expect(keptSize(left) - looked).toBeLessThanOrEqual(bytes);
        }
        const latest = Math.max(-1, ...takenLast);
        // Without the piece that went last there was too much.
        const last = [
          ...going.repositories.map((r) => ({ at: r.usedAt, bytes: r.tagBytes + 200 })),
          ...going.manifests.map((m) => ({ at: m.usedAt, bytes: manifestSize(m.size) })),
        ].filter(({ at }) => at === latest);
        const most = Math.max(0, ...last.map((one) => one.bytes));
        if (last.length > 0) expect(keptSize(left) + most).toBeGreaterThan(bytes);
      }),
    );
  });
});
