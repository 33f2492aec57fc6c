/**
 * What a tab and the event page hold in Firefox, by the memory reports that `about:memory` shows (nsIMemoryReporterManager;
 * seen with Firefox ESR 153). Ports cannot be counted there; what they hold shows in the bytes.
 */
import * as v from 'valibot';
import { runInParentProcess } from './firefox-process.ts';
import type { Footprint } from './footprint.ts';
import type { BrowserPage } from './page.ts';

/** Of the process, path, amount. */
const reportsSchema = v.array(v.tuple([v.string(), v.string(), v.number()]));
type Reports = v.InferOutput<typeof reportsSchema>;

/** Collections in all processes, then what they hold. Paths have backslashes where addresses have slashes. */
const REPORTS = `(async () => {
  Services.obs.notifyObservers(null, 'child-mmu-request');
  const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager);
  const reports = [];
  const take = (process, path, kind, units, amount) => reports.push([process, path, amount]);
  await new Promise((done) => manager.getReports(take, null, done, null, false));
  const concerns = ([, path]) => /hub\\.docker\\.com|moz-extension|ghost-windows/.test(path);
  return JSON.stringify(reports.filter(concerns));
})()`;

/**
 * Looks until nothing more is collected: a collection is asked for, and comes when it comes.
 *
 * @param ownPage address of any page of the extension
 */
export async function footprintInFirefox(page: BrowserPage, ownPage: string): Promise<Footprint> {
  const { host: id } = new URL(ownPage);
  let before = '';
  for (let look = 0; look < 20; look += 1) {
    const text = String(await runInParentProcess(page.inner, REPORTS));
    const footprint = summed(v.parse(reportsSchema, JSON.parse(text)), id);
    if (JSON.stringify(footprint) === before) return footprint;
    before = JSON.stringify(footprint);
  }
  throw new Error(`Firefox does not come to rest: ${before}`);
}

function summed(reports: Reports, id: string): Footprint {
  const sum = (holds: (process: string, path: string) => boolean) =>
    reports.reduce((all, [process, path, amount]) => all + (holds(process, path) ? amount : 0), 0);
  const isTab = (process: string) => process.startsWith('web');
  const isOwn = (process: string, path: string) =>
    process.startsWith('extension') && path.includes(id);
  const isExplicit = (path: string) => path.startsWith('explicit/');
  const isListeners = (path: string) => path.endsWith('/dom/event-listeners');
  return {
    tab: {
      listeners: sum((process, path) => isTab(process) && isListeners(path)),
      /** Of nodes that no document has any more. */
      orphanBytes: sum((_, path) => isExplicit(path) && path.includes('/orphan-nodes')),
      /** Of the content script's own world. */
      scriptBytes: sum((process, path) => isTab(process) && isExplicit(path) && path.includes(id)),
      ghostWindows: sum((_, path) => path === 'ghost-windows'),
    },
    worker: {
      listeners: sum((process, path) => isOwn(process, path) && isListeners(path)),
      heapBytes: sum((process, path) => isOwn(process, path) && isExplicit(path)),
    },
  };
}

/** What nobody caught in the extension's scripts, wherever they run, since the last call. */
export async function takeErrorsInFirefox(
  page: BrowserPage,
  ownPage: string,
): Promise<readonly string[]> {
  const { host: id } = new URL(ownPage);
  const source = `(() => {
    const isOurs = (message) =>
      message instanceof Ci.nsIScriptError &&
      message.sourceName.startsWith('moz-extension://${id}/') &&
      !(message.flags & Ci.nsIScriptError.warningFlag);
    const found = Services.console.getMessageArray().filter(isOurs);
    Services.console.reset();
    return JSON.stringify(found.map((one) => one.errorMessage + ' ' + one.sourceName));
  })()`;
  const found = await runInParentProcess(page.inner, source);
  return v.parse(v.array(v.string()), JSON.parse(String(found)));
}
