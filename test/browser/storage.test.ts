/** What becomes of a person's view where the browser does not keep what is learnt, or has damaged it. */
import { expect, it } from 'vitest';
import type { BrowserPage } from './page.ts';
import { isShown, openSettled } from './popup.ts';
import { expectRight } from './rows.ts';
import { inBrowsers } from './session.ts';
import { settledRows } from './surface.ts';

const DATABASE = 'digest-lens';
const FORGETFUL = '[data-forgetful]';

inBrowsers('a database', (session) => {
  const prepare = () => {
    const repository = session.freshCopy('library/hello-world');
    return { repository, tags: [...repository.tags.keys()], address: `/r/${repository.name}/tags` };
  };

  it('of a newer version is left alone: all works without it, and the popup says what that means', async () => {
    const first = prepare();
    const page = await session.visit(first.address);
    expectRight(await settledRows(page, first.tags), first.repository);
    const options = await session.openOwn('options.html');
    await options.evaluate(raise, { name: DATABASE, version: 99 });
    await session.browser.stopWorker();
    try {
      const next = prepare();
      const other = await session.visit(next.address);
      expectRight(await settledRows(other, next.tags), next.repository);
      const popup = await openSettled(session, next.repository.name);
      await popup.waitFor('the word that nothing is kept', isShown, FORGETFUL);
      // Pulls by itself are no more than before: the ledger is kept elsewhere.
      expect(session.standin.requestsOf('manifest-get').length).toBeLessThanOrEqual(10);
      expect(await options.evaluate(versionOf, DATABASE)).toBe(99);
    } finally {
      await options.evaluate(remove, DATABASE);
    }
    await session.browser.stopWorker();
    const last = prepare();
    expectRight(await settledRows(await session.visit(last.address), last.tags), last.repository);
    const popup = await openSettled(session, last.repository.name);
    await popup.waitFor(
      'the end of that word',
      (note: string) => document.querySelector(note) === null,
      FORGETFUL,
    );
  });

  it('that is deleted under a worker is made anew', async () => {
    const first = prepare();
    const page = await session.visit(first.address);
    expectRight(await settledRows(page, first.tags), first.repository);
    const options = await session.openOwn('options.html');
    await options.evaluate(remove, DATABASE);
    const next = prepare();
    const other = await session.visit(next.address);
    expectRight(await settledRows(other, next.tags), next.repository);
    await keeps(options, next.repository.name);
    await other.front();
    session.standin.forget();
    await other.goto(`https://hub.docker.com${next.address}`);
    expectRight(await settledRows(other, next.tags), next.repository);
    expect(session.standin.requestsOf('head', 'hub-api')).toEqual([]);
  });

  it('full of rubbish costs nothing but what was in it', async () => {
    const { repository, tags, address } = prepare();
    const page = await session.visit(address);
    expectRight(await settledRows(page, tags), repository);
    const options = await session.openOwn('options.html');
    await keeps(options, repository.name);
    await options.evaluate(spoil, DATABASE);
    await session.browser.stopWorker();
    const again = await session.visit(address);
    expectRight(await settledRows(again, tags), repository);
    await openSettled(session, repository.name);
  });
});

/** Waits until a row of that repository is kept. */
async function keeps(page: BrowserPage, repository: string): Promise<void> {
  await page.waitFor(
    `rows of ${repository} in the store`,
    async ({ name, wanted }: { name: string; wanted: string }) => {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
      try {
        const asked = database.transaction('tags').objectStore('tags').getAllKeys();
        const keys = await new Promise<unknown>((done, failed) => {
          asked.onsuccess = () => done(asked.result);
          asked.onerror = () => failed(asked.error);
        });
        return JSON.stringify(keys).includes(`"${wanted}"`);
      } finally {
        database.close();
      }
    },
    { name: DATABASE, wanted: repository },
  );
}

/** Runs inside an own page, like those below. */
function raise({ name, version }: { name: string; version: number }): Promise<void> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(name, version);
    opening.onsuccess = () => {
      opening.result.close();
      done();
    };
    opening.onerror = () => failed(opening.error);
  });
}

async function versionOf(wanted: string): Promise<number | undefined> {
  return (await indexedDB.databases()).find(({ name }) => name === wanted)?.version;
}

function remove(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = () => done();
    deleting.onerror = () => failed(deleting.error);
  });
}

/** Every row is of another shape afterwards. */
function spoil(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const stores = [...database.objectStoreNames];
      const writing = database.transaction(stores, 'readwrite');
      for (const store of stores) {
        writing.objectStore(store).openCursor().onsuccess = ({ target }) => {
          const cursor = target instanceof IDBRequest ? target.result : null;
          if (!(cursor instanceof IDBCursorWithValue)) return;
          const { keyPath } = writing.objectStore(store);
          const kept = [keyPath ?? []].flat();
          const value = Object.fromEntries(
            Object.entries(cursor.value).map(([field, content]) => [
              field,
              kept.includes(field) ? content : { rubbish: [1, 'x', null] },
            ]),
          );
          cursor.update(value);
          cursor.continue();
        };
      }
      writing.oncomplete = () => {
        database.close();
        done();
      };
      writing.onerror = () => failed(writing.error);
    };
  });
}
