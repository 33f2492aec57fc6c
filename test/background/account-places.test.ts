import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { accountPlaces } from '../../src/background/account-places.ts';
import type { AccountRecord } from '../../src/background/account-record.ts';
import { FakeSession } from '../platform/fake-session.ts';

const RECORD: AccountRecord = {
  version: 1,
  state: 'signed-in',
  username: 'alice',
  secret: 'dckr_pat_s3cret',
  useForListing: false,
  isListingRefused: false,
};

/** Puts something into the machine's place as an older or a broken extension may have. */
async function putOnMachine(value: unknown): Promise<void> {
  const places = accountPlaces(undefined);
  await places.machine.write(RECORD);
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('digest-lens-account');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('account', 'readwrite');
      transaction.objectStore('account').put(value, 'account');
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}

describe.each(['session', 'machine', 'underway'] as const)('an account’s place: %s', (name) => {
  let session: FakeSession;

  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    session = new FakeSession();
  });

  it('keeps a record, replaces it, and keeps none', async () => {
    const place = accountPlaces(session)[name];
    expect(await place.read()).toBeUndefined();
    await place.write({ version: 1, state: 'testing' });
    await place.write(RECORD);
    expect(await accountPlaces(session)[name].read()).toEqual(RECORD);
    await place.write(undefined);
    expect(await place.read()).toBeUndefined();
    expect([...session.kept]).toEqual([]);
  });

  it('is its own', async () => {
    const places = accountPlaces(session);
    await places[name].write(RECORD);
    const others = (['session', 'machine', 'underway'] as const).filter((one) => one !== name);
    for (const other of others) expect(await places[other].read()).toBeUndefined();
  });
});

describe('the places of an account', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });

  it('read back the record of the first version', async () => {
    await putOnMachine(RECORD);
    expect(await accountPlaces(undefined).machine.read()).toEqual(RECORD);
  });

  it.each([
    ['of a later version', { ...RECORD, version: 2 }],
    ['with another name than can be', { ...RECORD, username: 'a:b' }],
    ['with a token that could break a header', { ...RECORD, secret: 'a\r\nhost: evil' }],
    ['without a token', { ...RECORD, secret: undefined }],
    ['that is none', 'alice'],
  ])('take no record %s', async (_, record) => {
    await putOnMachine(record);
    expect(await accountPlaces(undefined).machine.read()).toBeUndefined();
  });

  it('make no database for people who let nothing be remembered', async () => {
    const { machine } = accountPlaces(undefined);
    expect(await machine.read()).toBeUndefined();
    await machine.write(undefined);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('are read in a browser that does not tell which databases it has', async () => {
    await putOnMachine(RECORD);
    vi.spyOn(indexedDB, 'databases').mockRejectedValue(new Error('not told'));
    expect(await accountPlaces(undefined).machine.read()).toEqual(RECORD);
  });

  it('say where a browser has no database', async () => {
    Object.assign(globalThis, { indexedDB: undefined });
    await expect(accountPlaces(undefined).machine.read()).rejects.toThrow();
  });

  it('last as long as the worker in a browser without a storage for the session', async () => {
    const { session } = accountPlaces(undefined);
    await session.write(RECORD);
    expect(await session.read()).toEqual(RECORD);
    expect(await accountPlaces(undefined).session.read()).toBeUndefined();
  });
});
