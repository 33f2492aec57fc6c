/** Looks through all that a browser keeps for the extension, by one of its own pages. */
import type { BrowserPage } from './page.ts';

/** Where a text stands: `storage.local`, `storage.session`, `localStorage`, or the name of a database. */
export function tracesOf(page: BrowserPage, text: string): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const { storage } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    const places = new Map<string, unknown>([
      ['storage.local', await storage.local.get(null)],
      ['storage.session', await storage.session.get(null)],
      ['localStorage', { ...localStorage }],
    ]);
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
      const rows: unknown[] = [];
      for (const store of database.objectStoreNames) {
        const asked = database.transaction(store).objectStore(store).getAll();
        rows.push(
          await new Promise((done, failed) => {
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => failed(asked.error);
          }),
        );
      }
      database.close();
      places.set(name, rows);
    }
    return [...places]
      .filter(([, content]) => JSON.stringify(content).includes(wanted))
      .map(([place]) => place);
  }, text);
}
