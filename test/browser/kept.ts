/** What the extension keeps in IndexedDB, read by one of its own pages, as the browser's tools would show it. */
import type { Session } from './session.ts';

/**
 * Waits until so many rows of one table are kept that hold each of `words`, as they are written in JSON. An answer is
 * shown a moment before it is kept, and a worker that ends in that moment asks again: that is no loss, but in a test it
 * would be chance.
 */
export async function keptRows(
  session: Session,
  table: 'tags' | 'listings' | 'manifests',
  words: readonly string[],
  count: number,
): Promise<void> {
  const page = await session.openOwn('options.html');
  await page.waitFor(
    `${count} ${table} in the store with ${words.join(' and ')}`,
    async ({ name, wanted, least }: { name: string; wanted: readonly string[]; least: number }) => {
      const kept = await new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open('digest-lens');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction(name).objectStore(name).getAll();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result);
          };
        };
      });
      const rows = kept.map((row) => JSON.stringify(row));
      return rows.filter((row) => wanted.every((word) => row.includes(word))).length >= least;
    },
    { name: table, wanted: words, least: count },
  );
  await page.close();
}

/** The registry's word on so many tags of a repository. */
export function keptTags(session: Session, repository: string, count: number): Promise<void> {
  return keptRows(session, 'tags', [`"${repository}"`, '"registry":'], count);
}
