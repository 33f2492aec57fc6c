/** The figures as a page of Markdown: `docs/benchmark.md`. */
import { type Bar, barsOf } from './bars.ts';
import { FORMULAS, number, table } from './figures.ts';
import type { Figures } from './figures-file.ts';
import { costs, firstVisits, laterVisits, taskTable } from './report-pages.ts';
import { scaleSection } from './report-scale.ts';
import { peerSection, wholeSection } from './report-whole.ts';
import { mark } from './units.ts';

export function report(figures: Figures): string {
  return [
    '# The benchmark',
    intro(figures),
    '![Time until all rows are confirmed, and requests for all tags of a repository](benchmark.svg)',
    '## Bars',
    table([['what', 'worst', 'bar', ''], ...barsOf(figures).map(barRow)]),
    '## A page of tags, first visit',
    'From all rows in the document on, by the page’s clock; nothing known, no connection open. Below 1: token and ' +
      'connections are got while the page still waits for its rows.',
    FORMULAS.map((formula) => `* ${formula}`).join('\n'),
    'All annotated has the limit of the first annotation: a page of the web API holds a hundred tags, and several can be ' +
      'asked for at once. Without a wire (0 ms) the limit is the machine’s own time: no bar there.',
    firstVisits(figures.pages),
    costs(figures.pages),
    '## The same page again, within five minutes',
    laterVisits(figures.pages),
    '## The page’s own thread',
    'Milliseconds, from a trace of Chromium, without a wire: answers come fastest then, and most of them at once.',
    taskTable(figures),
    '## All tags of a repository',
    ...wholeSection(figures),
    '## Relations by size',
    ...scaleSection(figures),
    '## Other tools',
    ...peerSection(figures),
  ]
    .join('\n\n')
    .concat('\n');
}

function intro({ date, commit, browser, machine, runs, minutes }: Figures): string {
  const memory = number(machine.memoryBytes / 2 ** 30);
  return (
    `\`npm run bench\` on ${date}, commit ${commit}: the production build in Chromium ${browser}, against the stand-in over a ` +
    `wire of known length, on ${machine.cores} cores (${machine.processor}), ${memory} GiB. Runs of each visit: ${runs}; ` +
    `figures are medians (least–most). It took ${number(minutes, 1)} minutes. Every figure here and in the plot is of that run: ` +
    'both are written from [benchmark.json](benchmark.json).'
  );
}

function barRow({ what, worst, most, isMet }: Bar): string[] {
  return [what, worst, most, mark(isMet)];
}
