/** A browser that opens the account's database late, or never. */
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { accountPlaces } from '../../src/background/account-places.ts';
import type { AccountRecord } from '../../src/background/account-record.ts';
import { FakeClock } from '../platform/fake-clock.ts';

const gate = vi.hoisted(() => ({ isOpen: Promise.resolve() }));

vi.mock('idb', async (load) => {
  const idb = await load<typeof import('idb')>();
  const openDB: typeof idb.openDB = async (...question) => {
    await gate.isOpen;
    return idb.openDB(...question);
  };
  return { ...idb, openDB };
});

const LEARNT: AccountRecord = { version: 1, state: 'learnt' };
const REFUSED: AccountRecord = { version: 1, state: 'refused', username: 'alice' };

describe('a database that does not open', () => {
  it('is not waited for, and nothing is done in it when it opens after all', async () => {
    await accountPlaces(undefined).machine.write(LEARNT);
    let open = () => {};
    gate.isOpen = new Promise((resolve) => {
      open = resolve;
    });
    const clock = new FakeClock();
    const { machine } = accountPlaces(undefined, clock);
    const given = Promise.allSettled([machine.read(), machine.write(REFUSED)]);
    clock.advance(2_000);
    expect(await given).toMatchObject([
      { status: 'rejected', reason: { name: 'TimeoutError' } },
      { status: 'rejected', reason: { name: 'TimeoutError' } },
    ]);
    open();
    await gate.isOpen;
    // Opened after those two, and so told what came of them.
    expect(await accountPlaces(undefined).machine.read()).toEqual(LEARNT);
  });
});
