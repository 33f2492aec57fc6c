import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPage } from '../../src/registry/link.ts';

const PAGE = new URL('https://registry-1.docker.io/v2/library/python/tags/list');

const next = (header: string | null) => {
  const found = nextPage(header, PAGE);
  return found instanceof URL ? `${found.search}${found.hash}` : found;
};

describe('Link', () => {
  it.each<[string, string | null, string]>([
    [
      'relative, as the reference registry writes it',
      '</v2/library/python/tags/list?last=3.9&n=100>; rel="next"',
      '?last=3.9&n=100',
    ],
    ['the query alone', '<?last=3.9>; rel="next"', '?last=3.9'],
    ['absolute', `<${PAGE.href}?last=3.9>; rel="next"`, '?last=3.9'],
    ['without quotes', '<?last=a>;rel=next', '?last=a'],
    ['capitals', '<?last=a>; REL="Next"', '?last=a'],
    ['several relations', '<?last=a>; rel="last next"', '?last=a'],
    ['a second link', '<?last=z>; rel="prev", <?last=a>; rel="next"', '?last=a'],
    ['a comma in the target', '<?last=a,b>; rel="next"', '?last=a,b'],
    ['a comma in a title', '<?last=a>; title="x, <?y>"; rel="next"', '?last=a'],
    ['without its fragment', '<?last=a#top>; rel="next"', '?last=a'],
    ['missing', null, 'end'],
    ['another relation', '<?last=a>; rel="prev"', 'end'],
    ['a relation that only begins so', '<?last=a>; rel="nextest"', 'end'],
    ['no relation', '<?last=a>', 'end'],
    ['nonsense', 'next', 'end'],
    ['another host', '<https://example.com/v2/library/python/tags/list>; rel="next"', 'elsewhere'],
    [
      'another host without a scheme',
      '<//example.com/v2/library/python/tags/list>; rel="next"',
      'elsewhere',
    ],
    [
      'another port',
      '<https://registry-1.docker.io:444/v2/library/python/tags/list>; rel="next"',
      'elsewhere',
    ],
    [
      'no encryption',
      '<http://registry-1.docker.io/v2/library/python/tags/list>; rel="next"',
      'elsewhere',
    ],
    ['another repository', '</v2/library/nginx/tags/list>; rel="next"', 'elsewhere'],
    ['out of the path', '<../../../x>; rel="next"', 'elsewhere'],
    [
      'credentials',
      '<https://a:b@registry-1.docker.io/v2/library/python/tags/list>; rel="next"',
      'elsewhere',
    ],
    ['no address', '<https://>; rel="next"', 'elsewhere'],
  ])('%s', (_name, header, expected) => {
    expect(next(header)).toBe(expected);
  });

  it('never leads away, whatever it holds', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      ';',
      ',',
      '"',
      ' ',
      'rel=',
      'next',
      '?a=b',
      '//x.y',
      'https:',
      '/',
      '@',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const found = nextPage(pieces.join(''), PAGE);
        if (found instanceof URL) {
          expect(`${found.origin}${found.pathname}`).toBe(`${PAGE.origin}${PAGE.pathname}`);
        }
      }),
    );
  });
});
