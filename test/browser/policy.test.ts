/**
 * The browser itself holds the extension to its hosts (`content_security_policy` in wxt.config.ts): in own pages and in
 * the worker a request to any other is refused before a connection is tried. Without the policy it would be tried.
 */
import { expect, it } from 'vitest';
import type { BrowserPage } from './page.ts';
import { inBrowsers, type Session } from './session.ts';

const DOCKER = 'https://auth.docker.io/token?service=registry.docker.io';
const ELSEWHERE = [
  'https://elsewhere.example/',
  'https://hub.docker.com.elsewhere.example/',
  'https://production.cloudflare.docker.com/',
  'https://hub.docker.com:8443/',
  'http://hub.docker.com/',
];

/** Status of the answer, or 0 where none came. */
const status = (url: string) =>
  fetch(url).then(
    (answer) => answer.status,
    () => 0,
  );

/** The same, asked by the window of Firefox's event page, which own pages may borrow. */
async function statusInEventPage(url: string): Promise<number> {
  const { browser }: { browser?: Lender } = Object(globalThis);
  const lent = await browser?.runtime.getBackgroundPage();
  if (!lent || lent === window) throw new Error('the event page does not run');
  return lent.fetch(url).then(
    (answer) => answer.status,
    () => 0,
  );
}

interface Lender {
  readonly runtime: { getBackgroundPage(): Promise<Window & Pick<typeof globalThis, 'fetch'>> };
}

async function statusInWorker(session: Session, page: BrowserPage, url: string): Promise<number> {
  if (session.name === 'firefox') return page.evaluate(statusInEventPage, url);
  const target = await page.inner.browser().waitForTarget((one) => one.type() === 'service_worker');
  const worker = await target.worker();
  if (!worker) throw new Error('the worker does not run');
  return worker.evaluate<[], () => Promise<number>>(`(${status})(${JSON.stringify(url)})`);
}

/** Runs an expression in the world of the content script, as a process that was taken over could. */
async function contentWorld(page: BrowserPage): Promise<(expression: string) => Promise<unknown>> {
  const protocol = await page.inner.createCDPSession();
  const found = new Promise<number>((resolve) => {
    protocol.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.startsWith('chrome-extension://')) resolve(context.id);
    });
  });
  await protocol.send('Runtime.enable');
  const contextId = await found;
  return async (expression) => {
    const question = { contextId, expression, awaitPromise: true, returnByValue: true };
    return (await protocol.send('Runtime.evaluate', question)).result.value;
  };
}

inBrowsers('the policy of the extension', (session) => {
  it.each(['popup.html', 'options.html'])('holds %s to the three hosts', async (file) => {
    session.expectConsole(/Content Security Policy|violates the document/);
    const page = await session.openOwn(file);
    await onlyDockerIsReached((url) => page.evaluate(status, url));
  });

  it('holds the worker to the three hosts', async () => {
    session.expectConsole(/Content Security Policy|violates the document/);
    const page = await session.openOwn('options.html');
    await onlyDockerIsReached((url) => statusInWorker(session, page, url));
  });

  it('takes no code and no style but that of its own files', async () => {
    session.expectConsole(/Content Security Policy|violates the (document|following)/);
    const page = await session.openOwn('options.html');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.ran = "yes"';
      const style = document.createElement('style');
      style.textContent = ':root { --injected: yes }';
      document.head.append(script, style);
      const root = document.documentElement;
      return {
        script: root.dataset['ran'] ?? 'no',
        style: getComputedStyle(root).getPropertyValue('--injected').trim() || 'no',
      };
    }, undefined);
    expect(ran).toEqual({ script: 'no', style: 'no' });
  });

  // Firefox has no way into a content script's world from outside, and cannot close `storage.local` to it.
  if (session.name === 'chromium') {
    it('lets no content script read what is kept', async () => {
      const world = await contentWorld(await session.visit('/'));
      for (const area of ['local', 'session']) {
        const read = `chrome.storage.${area}.get(null).then(() => 'read', ({ message }) => message)`;
        expect(await world(read), area).toContain('not allowed from this context');
      }
      expect(await world('indexedDB.databases().then(({ length }) => length)')).toBe(0);
    });

    it('closes the port of own pages to a content script', async () => {
      const world = await contentWorld(await session.visit('/'));
      const outcome = await world(`new Promise((resolve) => {
        const port = chrome.runtime.connect({ name: 'popup' });
        port.onMessage.addListener(() => resolve('answered'));
        port.onDisconnect.addListener(() => resolve('closed'));
        port.postMessage({ type: 'stored' });
      })`);
      expect(outcome).toBe('closed');
    });
  }

  async function onlyDockerIsReached(ask: (url: string) => Promise<number>): Promise<void> {
    expect(await ask(DOCKER)).toBe(200);
    const before = session.standin.connections.length;
    for (const url of ELSEWHERE) expect(await ask(url), url).toBe(0);
    // A browser may greet its own maker meanwhile.
    const asked = new Set(ELSEWHERE.map((url) => new URL(url).hostname));
    const reached = session.standin.connections.slice(before).map(({ host }) => host);
    expect(reached.filter((host) => asked.has(host))).toEqual([]);
  }
});
