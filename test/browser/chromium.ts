/** Chromium over the DevTools protocol. Seen to work with Chromium 156 on 2026-11-23. */
import puppeteer, { type Browser } from 'puppeteer-core';
import type { ExtensionBrowser, LaunchOptions } from './extension-browser.ts';
import { BrowserPage, type PageAbilities } from './page.ts';

const HUB = 'https://hub.docker.com';

const abilities: PageAbilities = {
  async goto(page, url) {
    await page.goto(url, { waitUntil: 'load' });
  },
  setDark: (page, dark) =>
    page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]),
};

export async function launchChromium(options: LaunchOptions): Promise<ExtensionBrowser> {
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: options.executable,
    headless: options.headless,
    pipe: true,
    enableExtensions: true,
    acceptInsecureCerts: options.proxyPort !== undefined,
    ...(options.profile !== undefined && { userDataDir: options.profile }),
    defaultViewport: options.headless ? { width: 1280, height: 900 } : null,
    args: commandLine(options),
  });
  let id = await browser.installExtension(options.extension);
  const base = () => `chrome-extension://${id}/`;
  // So that tests can look at what was copied, wherever it was.
  for (const origin of [HUB, base()]) {
    await browser.defaultBrowserContext().setPermission(origin, {
      permission: { name: 'clipboard-read' },
      state: 'granted',
    });
  }

  return {
    name: 'chromium',
    version: (await browser.version()).replace(/^\w+\//, ''),
    ended: whenEnded(browser),
    ownPage: (file, query = {}) => `${base()}${file}?${new URLSearchParams(query)}`,
    async open(url) {
      const page = new BrowserPage(await browser.newPage(), abilities);
      await noteOtherWorlds(page);
      await page.goto(url);
      return page;
    },
    async stopWorker() {
      const worker = await workerTarget(browser, base())?.worker();
      await worker?.close().catch((thrown: unknown) => {
        // It may have ended by itself, or its session with it before puppeteer has let go of that.
        if (!/No (?:target|session) with given id/.test(String(thrown))) throw thrown;
      });
    },
    isWorkerRunning: async () => workerTarget(browser, base()) !== undefined,
    async setOffline(offline) {
      for (const page of await browser.pages()) await page.setOfflineMode(offline);
      const worker = await workerTarget(browser, base())?.worker();
      await worker?.client.send('Network.enable');
      await worker?.client.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    },
    removeExtension: () => browser.uninstallExtension(id),
    async installExtension() {
      id = await browser.installExtension(options.extension);
    },
    close: () => browser.close(),
  };
}

function commandLine(options: LaunchOptions): string[] {
  const args = ['--disable-background-networking', '--no-first-run', '--disable-sync'];
  // Root has no sandbox to give; a stand-in in a container may have no user namespaces, and holds no danger.
  if (process.getuid?.() === 0 || options.proxyPort !== undefined) args.push('--no-sandbox');
  if (options.proxyPort !== undefined) {
    args.push(
      `--proxy-server=127.0.0.1:${options.proxyPort}`,
      '--ignore-certificate-errors',
      // A browser that shares its machine with others must not throttle the tab that a test looks at.
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    );
  }
  return args;
}

/**
 * Content scripts live in a world of their own, whose console puppeteer leaves out: a person sees it all the same.
 * Lines of the page's own world come twice then, which does no harm to a silence.
 */
async function noteOtherWorlds(page: BrowserPage): Promise<void> {
  const session = await page.inner.createCDPSession();
  session.on('Runtime.consoleAPICalled', (event) => {
    page.noteConsole(
      event.type,
      event.args.map((arg) => arg.value ?? arg.description ?? '').join(' '),
    );
  });
  session.on('Runtime.exceptionThrown', (event) => {
    const { text, exception } = event.exceptionDetails;
    page.noteConsole('uncaught', exception?.description ?? text);
  });
  session.on('Log.entryAdded', ({ entry }) =>
    page.noteConsole(entry.level, `${entry.text} ${entry.url ?? ''}`),
  );
  await session.send('Runtime.enable');
  await session.send('Log.enable');
}

/** While a debugger holds its pipe Chromium lives on without a window: the last page's end is the end too. */
function whenEnded(browser: Browser): Promise<void> {
  return new Promise((resolve) => {
    browser.once('disconnected', () => resolve());
    browser.on('targetdestroyed', () => {
      if (!browser.targets().some((target) => target.type() === 'page')) resolve();
    });
  });
}

function workerTarget(browser: Browser, base: string) {
  return browser.targets().find((t) => t.type() === 'service_worker' && t.url().startsWith(base));
}
