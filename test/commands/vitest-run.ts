/** One run of Vitest, counted. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { run } from './processes.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

export function tallyOf(kind: keyof Tally): Tally {
  return { ...NOTHING, [kind]: 1 };
}

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

const report = v.object({
  success: v.boolean(),
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
});

/** Runs a project of vitest.config.ts, showing it. A run without a verdict counts as one failure. */
export async function runTests(project: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'digest-lens-tests-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run('vitest', ['run', '--project', project, ...reporters], { show: true });
  const told = readReport(file);
  rmSync(folder, { recursive: true });
  if (!told) return tallyOf('failed');
  const failed = told.numFailedTests;
  return {
    passed: told.numPassedTests,
    // A file that does not even load fails the run without failing a test.
    failed: failed === 0 && (code !== 0 || !told.success) ? 1 : failed,
    skipped: told.numPendingTests + told.numTodoTests,
  };
}

function readReport(file: string): v.InferOutput<typeof report> | undefined {
  try {
    return v.parse(report, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
