import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTags, sortTags } from '../../src/core/tag-order.ts';
import { naiveOrder } from './naive-tag-order.ts';

/** Tags in the forms that people use, so that the laws are tried where the rules meet. */
const tags = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/),
  fc
    .tuple(
      fc.constantFrom('', 'v'),
      fc.array(fc.constantFrom('0', '1', '01', '2', '10', '99999999999999999999'), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom('', '-rc1', '-rc.2', 'rc1', '-rc', '-beta', 'b1', '-alpha.1', '-dev', '-rcx'),
      fc.constantFrom('', '-alpine', '-alpine3.9', '-alpine3.20', '-slim', '_1', '.x', 'p1'),
    )
    .map(([v, numbers, pre, suffix]) => `${v}${numbers.join('.')}${pre}${suffix}`),
  fc.constantFrom('latest', 'latest-alpine', 'mainline', 'alpine', '8u452', '3f2a9c1'),
);

describe('tag order', () => {
  it.each([
    // The stable surface's own example (test/CONTRACT.md).
    ['its example', '1.27.5 mainline latest'],
    // nginx, docker-library/official-images library/nginx, 2026.
    ['all of nginx', '1.27.5 1.27.5-alpine 1.27 1.27-alpine 1 1-alpine alpine mainline latest'],
    ['newest first, by number', '1.10.0 1.9.10 1.9.9 0.99.99'],
    ['shorter versions, longest first', '17.2.1 3.1 1.27 20240115 17 9'],
    ['a longer version as the newer one', '2.0.1.1 2.0.1 2.0.0.9'],
    [
      'a pre-release after its release and its variants',
      '1.28.0 1.28.0-slim 1.28.0-rc2 1.28.0-rc1 1.27.9',
    ],
    [
      'rc, beta, alpha, dev',
      '1.0.0 1.0.0-rc.10 1.0.0-rc.9 1.0.0-rc 1.0.0-beta2 1.0.0-alpha 1.0.0-dev',
    ],
    // php 8.5.0RC1, python 3.14.0a1 and postgres 17beta1 write it so.
    ['attached pre-releases', '8.5.0 8.5.0RC2-cli 8.5.0RC1-cli 3.14.0b1 3.14.0a2 17 17beta1 16'],
    ['a suffix that only begins like one', '1.0 1.0-alphabet 1.0-devel 1.0-rc1'],
    ['suffix numbers newest first', '1.27 1.27-alpine 1.27-alpine3.20 1.27-alpine3.9 1.27-slim'],
    ['dates newest first', '2024-02-01 2024-01-31 2024-01-04'],
    ['a leading v after the plain form', '1.2.3 v1.2.3 1.2.3-alpine 1.2.2'],
    ['Java updates as a version', '8u452-jdk 8u92-jdk 8 8-jdk'],
    ['commits and other words by code point', '1 3f2a9c1 3scale Zeta'],
    ['words by code point, latest last', 'UPPER _x alpine latest-alpine noble-20240423 z latest'],
    [
      'digit runs that no number type holds',
      '100000000000000000000000000000001 100000000000000000000000000000000 1',
    ],
    ['leading zeros by value, then by code point', '1.2.11 1.2.010 1.2.10 1.2.09'],
  ])('has %s', (_what, order) => {
    const expected = order.split(' ');
    expect(sortTags([...expected].reverse())).toEqual(expected);
  });

  it('is what its definition says, for any two tags', () => {
    const said = (order: number) => Math.sign(order);
    fc.assert(
      fc.property(tags, tags, (a, b) => said(compareTags(a, b)) === said(naiveOrder(a, b))),
      { numRuns: 5_000 },
    );
  });

  it('holds for the longest tags', () => {
    const [nines, ones] = ['9'.repeat(128), '1'.repeat(128)];
    expect(sortTags([ones, '9'.repeat(127), nines])).toEqual([nines, ones, '9'.repeat(127)]);
  });

  it('is total: only equal tags are equal', () => {
    fc.assert(fc.property(tags, tags, (a, b) => (compareTags(a, b) === 0) === (a === b)));
  });

  it('is antisymmetric', () => {
    fc.assert(
      fc.property(
        tags,
        tags,
        (a, b) => Math.sign(compareTags(a, b)) === -Math.sign(compareTags(b, a)) || a === b,
      ),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(tags, tags, tags, (a, b, c) => {
        const [x = '', y = '', z = ''] = [a, b, c].sort(compareTags);
        return compareTags(x, y) <= 0 && compareTags(y, z) <= 0 && compareTags(x, z) <= 0;
      }),
      { numRuns: 2000 },
    );
  });

  it('puts a suffix after its bare form, whatever both are', () => {
    const bare = fc.stringMatching(/^[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}$/);
    const suffix = fc.stringMatching(/^-[a-z][a-z0-9.-]{0,10}$/);
    fc.assert(fc.property(bare, suffix, (tag, end) => compareTags(tag, tag + end) < 0));
  });

  it('sorts alike whatever the order before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(tags, { maxLength: 12 }), (list) => {
        expect(sortTags([...list].reverse())).toEqual(sortTags(list));
      }),
    );
  });
});
