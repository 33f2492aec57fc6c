import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTS } from '../standin/exchange.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { benchAt } from './bench.ts';
import { FAULTS } from './table.ts';

const BROWSER_TESTS = 'test/browser';

describe('a fault at the client', () => {
  let standin: Standin;

  beforeEach(async () => {
    standin = await startStandin();
  });

  afterEach(() => standin.close());

  it.each(FAULTS)('$name', async ({ ask, says, sent, timeoutMs }) => {
    const said = await ask(benchAt(standin, timeoutMs));
    expect(said).toMatchObject(says);
    if (sent !== undefined) expect(standin.requests.map(({ kind }) => kind)).toEqual(sent);
    expect(standin.connections.filter(({ host }) => !HOSTS.includes(host))).toEqual([]);
    expect(JSON.stringify(said)).not.toMatch(/a-token|Bearer|eyJ/);
  });
});

describe('the table of faults', () => {
  it('names each once', () => {
    const names = FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names browser tests that are there', () => {
    const tests = readdirSync(BROWSER_TESTS)
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(BROWSER_TESTS, file), 'utf8'));
    const seen = FAULTS.flatMap((fault) => fault.seen ?? []);
    expect(seen.filter((name) => !tests.some((text) => text.includes(`'${name}'`)))).toEqual([]);
  });
});
