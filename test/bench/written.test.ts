import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFigures } from './figures-file.ts';
import { plot } from './plot.ts';
import { withBenchmark } from './readme-part.ts';
import { report } from './report.ts';

const ROOT = join(import.meta.dirname, '..', '..');

it('what the benchmark wrote last is all of one run', () => {
  const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const figures = readFigures(join(ROOT, 'docs/benchmark.json'));
  expect(text('docs/benchmark.md')).toBe(report(figures));
  expect(text('docs/benchmark.svg')).toBe(plot(figures));
  expect(withBenchmark(text('README.md'), figures)).toBe(text('README.md'));
});
