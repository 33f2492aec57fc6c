/** JavaScript heaps of Chromium, after collecting garbage, bytes. */
import type { CDPSession } from 'puppeteer-core';
import type { BrowserPage } from '../browser/page.ts';

/** Of the page with all scripts in it, those of extensions included. */
export async function pageHeap(page: BrowserPage): Promise<number> {
  const session = await page.inner.createCDPSession();
  try {
    return await heapOf(session);
  } finally {
    await session.detach();
  }
}

/** Of the extension's worker; 0 where it is not running. */
export async function workerHeap(page: BrowserPage): Promise<number> {
  const target = page.inner
    .browser()
    .targets()
    .find((one) => one.type() === 'service_worker' && one.url().startsWith('chrome-extension:'));
  const worker = await target?.worker();
  return worker ? heapOf(worker.client) : 0;
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}
