import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../src/registry/challenge.ts';

const read = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('WWW-Authenticate', () => {
  it.each<[string, string, unknown]>([
    [
      'Docker Hub (token authentication specification, 2015-09-10): a comma inside quotes',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:samalba/my-app:pull,push"',
      [
        [
          'bearer',
          {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:samalba/my-app:pull,push',
          },
        ],
      ],
    ],
    [
      'Docker Hub (captured 2026-06-14): no scope',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
      [['bearer', { realm: 'https://auth.docker.io/token', service: 'registry.docker.io' }]],
    ],
    ['upper and lower case', 'bEARER Realm="A"', [['bearer', { realm: 'A' }]]],
    ['a bare value', 'Bearer realm=a , service=b', [['bearer', { realm: 'a', service: 'b' }]]],
    ['spaces around the sign', 'Bearer realm = "a"', [['bearer', { realm: 'a' }]]],
    [
      'an escaped quote',
      String.raw`Basic realm="a \"b\", c=d"`,
      [['basic', { realm: 'a "b", c=d' }]],
    ],
    ['an empty value', 'Basic realm=""', [['basic', { realm: '' }]]],
    [
      'several challenges',
      'Basic realm="x", Bearer realm="y",service="z"',
      [
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'y', service: 'z' }],
      ],
    ],
    [
      'a scheme alone and one with credentials',
      'Negotiate, NTLM YII/+aa==, Bearer realm="y"',
      [
        ['negotiate', {}],
        ['ntlm', {}],
        ['bearer', { realm: 'y' }],
      ],
    ],
    ['empty list elements', ', ,Basic realm="x",,', [['basic', { realm: 'x' }]]],
    ['nothing', '', []],
    ['an open quote', 'Bearer realm="https://auth.docker.io/token', []],
    ['an open quote that ends in an escape', 'Bearer realm="a\\', []],
    ['a key twice', 'Bearer realm="a",Realm="b"', []],
    ['no comma between keys', 'Bearer realm="a" service="b"', []],
    ['no comma between schemes', 'Basic Bearer realm="y"', []],
    ['a value without a key', 'Bearer ="a"', []],
    ['a key without a scheme', 'realm="a"', []],
  ])('%s', (_name, header, expected) => {
    expect(read(header)).toEqual(expected);
  });

  it('gives back what was written, whatever the values hold', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
    const text = fc.stringMatching(/^[ -~]{0,30}$/);
    const parameters = fc.uniqueArray(fc.tuple(word, text), {
      minLength: 1,
      maxLength: 5,
      selector: ([key]) => key,
    });
    const challenges = fc.array(fc.tuple(word, parameters), { minLength: 1, maxLength: 4 });
    const quoted = (value: string) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
    fc.assert(
      fc.property(challenges, (list) => {
        const header = list
          .map(
            ([scheme, pairs]) =>
              `${scheme} ${pairs.map(([k, x]) => `${k}=${quoted(x)}`).join(',')}`,
          )
          .join(', ');
        expect(read(header)).toEqual(list.map(([s, pairs]) => [s, Object.fromEntries(pairs)]));
      }),
    );
  });

  it('ends on any text', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', '=', '"', '\\', ',', ' ', '/', 'é') });
    fc.assert(fc.property(noise, (text) => Array.isArray(parseChallenges(text))));
  });
});
