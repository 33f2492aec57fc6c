import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type NameFilterLimits,
  type NameFilterPlan,
  planNameFilters,
  planNameFiltersInSteps,
} from '../../src/core/name-filters.ts';
import { arvoNames, nginxNames, pythonNames } from '../fixtures/generated-large-names.ts';
import official from '../fixtures/official-tag-names.json' with { type: 'json' };
import { randomFrom } from '../fixtures/random.ts';

/** As Docker Hub has it: 1,000 rows without an account, 100 a request. */
const HUB: NameFilterLimits = { wall: 1_000, pageSize: 100, worthwhile: 10 };

const lower = (name: string) => name.toLowerCase();

/** What must be so of any plan, found out from the names alone. */
function check(
  all: readonly string[],
  wanted: readonly string[],
  limits: NameFilterLimits,
  plan: NameFilterPlan,
): void {
  const names = [...new Set([...all, ...wanted])].map(lower);
  const brought = plan.filters.flatMap(({ covers }) => covers);
  expect([...brought, ...plan.left].sort()).toEqual([...new Set(wanted)].sort());
  let before = Number.POSITIVE_INFINITY;
  for (const { name, matching, requests, covers } of plan.filters) {
    expect(covers.filter((covered) => !covered.includes(name))).toEqual([]);
    expect(matching).toBe(names.filter((other) => other.includes(lower(name))).length);
    expect(matching).toBeLessThanOrEqual(limits.wall);
    expect(requests).toBe(Math.ceil(matching / limits.pageSize));
    const use = covers.length / requests;
    expect(covers.length).toBeGreaterThan(0);
    expect(use).toBeGreaterThanOrEqual(limits.worthwhile);
    expect(use).toBeLessThanOrEqual(before);
    before = use;
  }
  expect(plan.requests).toBe(plan.filters.reduce((sum, { requests }) => sum + requests, 0));
}

/** Requests by the fewest that so many names take, whichever they are. */
function ratio({ filters, requests }: NameFilterPlan, pageSize: number): number {
  const brought = filters.reduce((sum, { covers }) => sum + covers.length, 0);
  return requests / Math.ceil(brought / pageSize);
}

const flat = (groups: readonly { readonly names: readonly string[] }[]) =>
  groups.flatMap(({ names }) => names);

/** Hexadecimal digits, as of commits. */
function hashes(count: number, length: number): string[] {
  const random = randomFrom(length);
  const digit = () => Math.floor(random() * 16).toString(16);
  return Array.from({ length: count }, () => Array.from({ length }, digit).join(''));
}

/** Each day of eleven years, in one of two forms. */
const dates = Array.from({ length: 4_000 }, (_, day) =>
  new Date(Date.UTC(2015, 0, 1 + day))
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', day % 2 === 0 ? '' : '.'),
);

const builds = Array.from(
  { length: 3_000 },
  (_, n) => `${1 + (n % 9)}.${Math.floor(n / 9) % 30}.${Math.floor(n / 270)}`,
).map((version, n) => `${version}-${n % 3 === 0 ? `RC${n % 4}` : 'SNAPSHOT'}-build.${n}`);

describe('a plan of name filters', () => {
  // GENERATED names. `left` in parts of a hundred, `most` in requests by the fewest that any choice could do with.
  it.each<[string, readonly string[], { readonly most: number; readonly left: number }]>([
    ['nginx', flat(nginxNames(1_339)), { most: 2.5, left: 5 }],
    ['python', flat(pythonNames(3_974)), { most: 1.55, left: 4 }],
    ['n132/arvo', flat(arvoNames(23_907)), { most: 1.35, left: 1 }],
    ['dates', dates, { most: 1.3, left: 3 }],
    ['snapshots in upper case', builds, { most: 1.5, left: 5 }],
    [
      'one long beginning',
      hashes(5_000, 3).map((hash, n) => `nightly-${hash}-${n}`),
      { most: 1.5, left: 5 },
    ],
    ['short hashes', hashes(5_000, 7), { most: 3.3, left: 10 }],
  ])('brings what is wanted of %s with few requests', (_name, all, { most, left }) => {
    const wanted = all.slice(1_000);
    const plan = planNameFilters(all, wanted, HUB);
    check(all, wanted, HUB, plan);
    expect(ratio(plan, HUB.pageSize)).toBeLessThanOrEqual(most);
    expect((100 * plan.left.length) / wanted.length).toBeLessThanOrEqual(left);
  });

  it('is made in many small steps, which come to the same', () => {
    const all = flat(arvoNames(23_907));
    const steps = planNameFiltersInSteps(all, all, HUB);
    let stops = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) stops += 1;
    // Quiet, the whole of it takes 350 ms.
    expect(stops).toBeGreaterThan(700);
    expect(step.value).toEqual(planNameFilters(all, all, HUB));
  });

  it('brings the tags of 65 official images with few requests, at a smaller scale', () => {
    const limits = { wall: 40, pageSize: 4, worthwhile: 2 };
    let requests = 0;
    let fewest = 0;
    let tags = 0;
    let left = 0;
    for (const text of Object.values(official.repositories)) {
      const names = text.split(' ');
      const plan = planNameFilters(names, names, limits);
      check(names, names, limits, plan);
      tags += names.length;
      left += plan.left.length;
      requests += plan.requests;
      fewest += Math.ceil((names.length - plan.left.length) / limits.pageSize);
    }
    expect(tags).toBe(4_644);
    expect(requests / fewest).toBeLessThanOrEqual(1.1);
    expect(left / tags).toBeLessThanOrEqual(0.12);
  });

  const name = fc.oneof(
    fc.stringMatching(/^[a-c0-2_][a-cA-C0-2._-]{0,8}$/),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a'.repeat(128)),
  );
  const lists = fc
    .uniqueArray(name, { maxLength: 60 })
    .chain((all) => fc.record({ all: fc.constant(all), wanted: fc.subarray(all) }));
  const limits = fc.record({
    wall: fc.integer({ min: 1, max: 30 }),
    pageSize: fc.integer({ min: 1, max: 8 }),
    worthwhile: fc.constantFrom(0, 0.5, 1, 2, 5),
  });

  it('counts each wanted name once, and every filter right', () => {
    fc.assert(
      fc.property(lists, limits, ({ all, wanted }, bounds) => {
        const plan = planNameFilters(all, wanted, bounds);
        check(all, wanted, bounds, plan);
        expect(planNameFilters(all, wanted, bounds)).toEqual(plan);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves only names that no text brings alone, where any number of requests is worth it', () => {
    fc.assert(
      fc.property(lists, ({ all, wanted }) => {
        const bounds = { wall: 5, pageSize: 2, worthwhile: 0 };
        for (const left of planNameFilters(all, wanted, bounds).left) {
          const matching = all.filter((other) => lower(other).includes(lower(left)));
          expect(matching.length).toBeGreaterThan(bounds.wall);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('asks for nothing where nothing is wanted', () => {
    const nothing = { filters: [], left: [], requests: 0 };
    expect(planNameFilters(['a', 'b'], [], HUB)).toEqual(nothing);
    expect(planNameFilters([], [], HUB)).toEqual(nothing);
  });

  it('counts a name in either case, and lets a text stand only for those that are written so', () => {
    const all = ['1-SNAPSHOT', '2-SNAPSHOT', '3-snapshot'];
    const limits = { wall: 3, pageSize: 3, worthwhile: 2 };
    expect(planNameFilters(all, all, limits)).toEqual({
      filters: [{ name: '-', matching: 3, requests: 1, covers: all }],
      left: [],
      requests: 1,
    });
    const upper = ['1SNAP', '2SNAP', '3snap'];
    const [filter] = planNameFilters(upper, upper, { ...limits, worthwhile: 2 }).filters;
    expect(filter).toMatchObject({ matching: 3, covers: ['1SNAP', '2SNAP'] });
  });

  it('asks for no text that more names hold than an answer may have', () => {
    const all = ['1', '10', '11', '12'];
    const plan = planNameFilters(all, ['1'], { wall: 3, pageSize: 3, worthwhile: 0 });
    expect(plan).toEqual({ filters: [], left: ['1'], requests: 0 });
  });

  it('leaves what is no tag, and counts a wanted name that the list has not', () => {
    const plan = planNameFilters(['a b', 'ü'], ['ü', 'x1', 'x2'], {
      wall: 10,
      pageSize: 5,
      worthwhile: 2,
    });
    expect(plan).toEqual({
      filters: [{ name: 'x', matching: 2, requests: 1, covers: ['x1', 'x2'] }],
      left: ['ü'],
      requests: 1,
    });
  });
});
