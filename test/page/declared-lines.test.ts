// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { declaredLines } from '../../src/page/declared-lines.ts';
import { declaredLine, LISTS, readme } from './readme.ts';

function tagsOf(html: string): (readonly string[])[] {
  document.body.innerHTML = html;
  return declaredLines(document).map(({ tags }) => tags);
}

describe('the lines that a README declares', () => {
  it.each(LISTS)('are the codes of each item, in a list that is %s', (style) => {
    const lines = [['1.27.5', '1.27', 'latest'], ['1.26.3']];
    expect(tagsOf(readme(lines.map((tags) => declaredLine(tags, style)).join('')))).toEqual(lines);
  });

  it('are not repeated by the list inside a shared line', () => {
    const inner = `<ul>${declaredLine(['1-trixie'], 'tight')}${declaredLine(['1-windows'], 'tight')}</ul>`;
    const html = readme(
      declaredLine(['1-trixie']) + declaredLine(['1', 'latest'], 'shared', inner),
    );
    expect(tagsOf(html)).toEqual([['1-trixie'], ['1', 'latest']]);
  });

  it('stand under any heading below the list’s own, up to the next of its rank', () => {
    const more = `</ul><h2>Shared Tags</h2><ul>${declaredLine(['latest'], 'shared')}`;
    expect(tagsOf(readme(declaredLine(['1.27']) + more))).toEqual([['1.27'], ['latest']]);
  });

  it('are tags by their grammar, each once', () => {
    const odd = ['1.27', 'not a tag', '&lt;img src=x&gt;', '-x', 'x'.repeat(129), '1.27', '1'];
    expect(tagsOf(readme(declaredLine(odd)))).toEqual([['1.27', '1']]);
  });

  it.each([
    ['no README', '<main></main>'],
    ['a README without that heading', readme('').replace('Supported tags', 'Some tags')],
    ['an item without codes', readme('<li><p>See the changelog.</p></li>')],
    ['codes that are no tags', readme('<li><p><code>docker run x</code></p></li>')],
    ['such a list outside the README', readme(declaredLine(['1'])).replace('markdownContent', 'x')],
  ])('are none in %s', (_, html) => {
    expect(tagsOf(html)).toEqual([]);
  });
});
