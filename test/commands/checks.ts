/** What is checked without running a test. Each is one line of `npm test`. */
import { buildFolder } from './builds.ts';
import { type Outcome, run } from './processes.ts';

export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

export const CHECKS: readonly Check[] = [
  { name: 'types of the extension', run: () => run('tsc', ['-p', '.']) },
  { name: 'types of core, which knows no DOM', run: () => run('tsc', ['-p', 'src/core']) },
  { name: 'types of headless, which knows no DOM', run: () => run('tsc', ['-p', 'src/headless']) },
  { name: 'types of tests and commands', run: () => run('tsc', ['-p', 'test']) },
  {
    name: 'lint, format and import rules',
    run: () => run('biome', ['check', '--error-on-warnings', '--max-diagnostics=100', '.']),
  },
  { name: 'no unused file, export or dependency', run: () => run('knip', []) },
  {
    name: 'web-ext lint of the Firefox build',
    run: () =>
      run('web-ext', ['lint', '--no-config-discovery', '--source-dir', buildFolder('firefox')]),
  },
];
