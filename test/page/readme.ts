/**
 * READMEs of official images as hub.docker.com renders them, generated for these tests: structure and link ends follow
 * what was captured (src/page/selectors.ts, src/page/declared-lines.ts), the words are ours.
 */

/** How the lines of a list are nested: loose with a link, tight with a path behind it (until 2018), or without a link. */
export const LISTS = ['loose', 'tight', 'shared'] as const;
export type ListStyle = (typeof LISTS)[number];

/** HTML of one declared line; `inner` is the nested list of a line that stands for several images. */
export function declaredLine(
  tags: readonly string[],
  style: ListStyle = 'loose',
  inner = '',
): string {
  const codes = tags.map((tag) => `<code>${tag}</code>`).join(', ');
  const link = `<a href="https://github.com/example/Dockerfile">${codes}\u2060<svg></svg></a>`;
  switch (style) {
    case 'loose':
      return `<li><p>${link}</p>${inner}</li>`;
    case 'tight':
      return `<li>${link} (<em>Dockerfile</em>)${inner}</li>`;
    case 'shared':
      return `<li><p>${codes}:</p>${inner}</li>`;
  }
}

/** HTML of a README with one list of declared lines, and with lists before and behind it that declare nothing. */
export function readme(lines: string): string {
  return `<main><div data-testid="markdownContent">
    <h1>Quick reference</h1><ul><li><p><strong>Maintained by</strong>: <code>somebody</code></p></li></ul>
    <h1>Supported tags and respective <code>Dockerfile</code> links</h1>
    <p>(Two kinds of tags, <code>simple</code> and <code>shared</code>.)</p>
    <h2>Simple Tags</h2><ul id="declared">${lines}</ul>
    <h1>Quick reference (cont.)</h1>
    <ul><li><p><strong>Architectures</strong>: <a href="/r/amd64/nginx"><code>amd64</code></a></p></li></ul>
    </div></main>`;
}
