import { beforeEach, describe, expect, it } from 'vitest';
import { keptCircuits } from '../../src/background/kept-circuits.ts';
import { FakeSession } from '../platform/fake-session.ts';

const REST = { host: 'registry-1.docker.io', from: 1_000, until: 21_000, length: 20_000 };

describe('kept circuits', () => {
  let session: FakeSession;
  let warnings: string[];
  const log = { warn: (event: string) => void warnings.push(event) };

  beforeEach(() => {
    session = new FakeSession();
    warnings = [];
  });

  it('come back in the next life', async () => {
    keptCircuits(session, log)?.write([{ ...REST, status: 503 }]);
    expect(await keptCircuits(session, log)?.read()).toEqual([{ ...REST, status: 503 }]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no list', { version: 1 }],
    ['no rest', [null, 'rest', {}]],
    ['no host', [{ ...REST, host: '' }]],
    ['no moment', [{ ...REST, until: 'soon' }]],
    ['a moment without end', [{ ...REST, until: Number.POSITIVE_INFINITY }]],
    ['no length', [{ ...REST, length: -1 }]],
    ['no status', [{ ...REST, status: 7 }]],
  ])('are none where %s was kept', async (_, value) => {
    session.kept.set('circuits', value);
    expect(await keptCircuits(session, log)?.read()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('are few', async () => {
    session.kept.set('circuits', Array(1_000).fill(REST));
    expect(await keptCircuits(session, log)?.read()).toHaveLength(10);
  });

  it('say so where the browser refuses, and are none', async () => {
    session.broken = new Error('refused');
    const kept = keptCircuits(session, log);
    expect(await kept?.read()).toEqual([]);
    kept?.write([REST]);
    await Promise.resolve();
    await Promise.resolve();
    expect(warnings).toEqual(['circuits cannot be read', 'circuits cannot be written']);
  });

  it('are left to the worker’s life in a browser without a session’s storage', () => {
    expect(keptCircuits(undefined, log)).toBeUndefined();
  });
});
