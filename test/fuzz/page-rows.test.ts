// @vitest-environment happy-dom
/** Rows of pages that are not what they should be: markup in names, half elements, rows of other repositories. */
import { describe, expect, it } from 'vitest';
import { isTag } from '../../src/core/tag.ts';
import { declaredLines } from '../../src/page/declared-lines.ts';
import { type Hit, hitsIn } from '../../src/page/strategies.ts';
import { nameOf } from '../../src/page/tag-name.ts';
import { asRepository } from '../core/samples.ts';
import { list, NESTINGS } from '../page/markup.ts';
import type { Draw } from './draw.ts';
import { chosenSeed, type FuzzedParser, fuzzed, must, type Outcome, runCases } from './fuzzed.ts';
import { tagText } from './names.ts';
import { damaged, hostileText } from './texts.ts';

const SEED = chosenSeed(process.env['FUZZ_SEED']);
const NGINX = asRepository('library/nginx');
const MARKUP = [
  ...[
    '<',
    '>',
    '</div>',
    '<p>',
    '<a href="',
    '">',
    '<!--',
    '-->',
    '<![CDATA[',
    '<template>',
    '<svg>',
  ],
  ...[
    '<digest-lens data-tag="1.27">',
    'data-testid="navToImage"',
    'data-testid="repotagsImageList-',
  ],
  ...[
    '<a data-testid="navToImage">',
    'docker pull ',
    '/layers/',
    '<code>',
    '<h2>Supported tags</h2>',
  ],
  ...['<li>', '<table>', '<script>', '<style>', '&lt;', '&#x0;', ' id=', ' onclick="'],
];

function page(draw: Draw): string {
  const tags = draw.some(1, 3, () => (draw.chance(0.2) ? hostileText(draw) : tagText(draw)));
  const repository = draw.chance(0.8) ? NGINX : 'other/repository';
  const rows = list(draw.pick(NESTINGS), repository, tags);
  const lines = tags.map(
    (tag) => `<li><p><a><code>${tag}</code>, <code>latest</code></a></p></li>`,
  );
  const readme = `<div data-testid="markdownContent"><h2>Supported tags</h2><ul>${lines.join('')}</ul></div>`;
  const html = rows + (draw.chance(0.3) ? readme : '');
  return draw.chance(0.3) ? html : damaged(draw, html, MARKUP);
}

function build(html: string): Element {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
}

function checkHit(root: Element, hit: Hit): void {
  must(isTag(hit.tag), `a tag, not ${hit.tag}`);
  must(root.contains(hit.element), 'an element of this page');
  const name = nameOf(hit, NGINX);
  must(name === undefined || root.contains(name), 'a name on this page');
}

function checkPage(html: string): Outcome {
  const root = build(html);
  const before = root.innerHTML;
  const hits = hitsIn(root, NGINX);
  for (const hit of hits) checkHit(root, hit);
  const lines = declaredLines(root);
  must(
    lines.every(({ tags, box }) => tags.every(isTag) && root.contains(box)),
    'lines of tags',
  );
  must(root.innerHTML === before, 'nothing on the page is changed by looking');
  return hits.length > 0 ? 'value' : 'failure';
}

const ROWS: FuzzedParser = fuzzed('page rows', 1_500, page, checkPage);

describe(`hostile pages (FUZZ_SEED=${SEED})`, () => {
  it(`${ROWS.cases} of them`, { timeout: 60_000 }, async () => {
    const { values, failures } = await runCases(ROWS, SEED);
    process.stdout.write(`FUZZ_SEED=${SEED} ${ROWS.cases} ${ROWS.name}, ${values} with rows\n`);
    expect(values).toBeGreaterThan(ROWS.cases / 50);
    expect(failures).toBeGreaterThan(ROWS.cases / 50);
  });
});
