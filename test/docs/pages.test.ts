/** docs/security.md and docs/privacy.md say what the code does: the tests that they name are there, the numbers are its. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MOST_REPOSITORIES } from '../../src/background/eviction-plan.ts';
import { DEFAULT_WINDOW_SECONDS } from '../../src/background/pull-record.ts';
import { LONGEST_MS } from '../../src/http/retry-after.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../src/settings/schema.ts';
import { isDeclared, namedTests } from './named-tests.ts';

const security = readFileSync('docs/security.md', 'utf8');
const privacy = readFileSync('docs/privacy.md', 'utf8');

const HOUR_SECONDS = 3_600;
const DAY_MS = 24 * HOUR_SECONDS * 1_000;

describe('the threat model', () => {
  const named = namedTests(security);

  it('names a test on each line of its tables', () => {
    const rows = security.split('\n').filter((line) => /^\|/.test(line));
    const lines = rows.filter((line) => !/^\| (?:---|An attacker|What could)/.test(line));
    expect(lines.filter((line) => namedTests(line).length === 0)).toEqual([]);
    expect(lines.length).toBeGreaterThan(15);
  });

  it.each(named)('names a test that is there: $file › $title', (one) => {
    expect(isDeclared(one)).toBe(true);
  });

  it('is one page', () => {
    expect(security.split('\n').length).toBeLessThan(80);
  });

  it('knows the highest allowance', () => {
    const allows = (allowance: number) => v.is(settingsSchema, { ...DEFAULT_SETTINGS, allowance });
    const [, highest] = /maximum of (\d+) an hour/.exec(security) ?? [];
    expect(allows(Number(highest))).toBe(true);
    expect(allows(Number(highest) + 1)).toBe(false);
  });
});

describe('the privacy page', () => {
  it.each([
    ['bytes', `more than ${DEFAULT_SETTINGS.storeMegabytes} MB`],
    ['repositories', `more than ${MOST_REPOSITORIES.toLocaleString('en')} repositories`],
  ])('knows how many %s are kept', (_what, words) => {
    expect(privacy).toContain(words);
  });

  it('knows how long pulls and refusals are remembered', () => {
    expect(DEFAULT_WINDOW_SECONDS).toBe(HOUR_SECONDS);
    expect(privacy).toContain('an hour where none is stated');
    expect(LONGEST_MS).toBe(DAY_MS);
    expect(privacy).toContain('a day at most');
  });

  it('names every database and every key under which something is kept', () => {
    const kept = namesKept('src');
    expect(kept).toEqual(expect.arrayContaining(['digest-lens', 'pulls', 'gates', 'settings']));
    expect(kept.filter((name) => !privacy.includes(`\`${name}\``))).toEqual([]);
  });
});

/** What the files that open a database, or use the extension's storage, call their databases and keys. */
function namesKept(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .filter((source) => /from 'idb'|Storage\b/.test(source))
    .flatMap((source) => [
      ...source.matchAll(/\b\w*(?:NAME|KEY) = '([^']+)'/g),
      ...source.matchAll(/Place\(storage, '([^']+)'\)/g),
    ])
    .map(([, name = '']) => name);
}
