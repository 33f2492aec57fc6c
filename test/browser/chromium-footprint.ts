/** What a tab and the worker hold in Chromium, by the DevTools protocol and by heap snapshots. */
import type { CDPSession, Target } from 'puppeteer-core';
import type { Footprint } from './footprint.ts';
import { countHeap } from './heap-snapshot.ts';
import type { BrowserPage } from './page.ts';

export async function footprintInChromium(page: BrowserPage): Promise<Footprint> {
  const tab = await within(await page.inner.createCDPSession(), async (session) => ({
    ...(await heapOf(session)),
    // Of the whole process, nodes that nothing shows but something holds included.
    ...(await session.send('Memory.getDOMCounters')),
  }));
  const target = page.inner.browser().targets().find(isWorker);
  if (!target) throw new Error('the worker does not run');
  const { annotations: _, ...worker } = await within(await target.createCDPSession(), heapOf);
  return { tab, worker };
}

/** Notes what nobody caught in the worker, in this life of it and in all that follow. */
export function noteWorkerErrors(page: BrowserPage): string[] {
  const errors: string[] = [];
  const watch = async (target: Target) => {
    // The session that the driver has already: a worker that is stopped with another one attached is kept by that, and
    // waits for ever for a debugger when it is started again.
    const worker = isWorker(target) ? await target.worker() : null;
    worker?.client.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) =>
      errors.push(`${text} ${exception?.description ?? ''}`),
    );
  };
  // A worker that ends while it is being looked at has no more to say.
  const tryToWatch = (target: Target) => void watch(target).catch(() => undefined);
  const browser = page.inner.browser();
  browser.on('targetcreated', tryToWatch);
  for (const target of browser.targets()) tryToWatch(target);
  return errors;
}

async function heapOf(session: CDPSession) {
  let snapshot = '';
  const take = ({ chunk }: { chunk: string }) => {
    snapshot += chunk;
  };
  await session.send('HeapProfiler.enable');
  // What one collection lets go may hold what the next one finds.
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize: heapBytes } = await session.send('Runtime.getHeapUsage');
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return { heapBytes, ...countHeap(snapshot) };
}

/** Whoever looks must not hold what it looks at. */
async function within<T>(session: CDPSession, look: (session: CDPSession) => Promise<T>) {
  try {
    return await look(session);
  } finally {
    await session.detach();
  }
}

function isWorker(target: Target): boolean {
  return target.type() === 'service_worker' && target.url().startsWith('chrome-extension:');
}
