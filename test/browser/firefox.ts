/**
 * Firefox over WebDriver BiDi. Seen to work with Firefox ESR 153 on 2026-11-23:
 * - an extension installed this way holds its host permissions at once;
 * - its own pages open only with `--remote-allow-system-access`, and `goto` then never hears that they loaded;
 * - a dark look, offline, and the end of the event page have no BiDi command: they are asked of the browser's own
 *   process, which that same switch opens.
 */
import puppeteer, { type Page } from 'puppeteer-core';
import type { ExtensionBrowser, LaunchOptions } from './extension-browser.ts';
import { runInParentProcess } from './firefox-process.ts';
import { BrowserPage, type PageAbilities } from './page.ts';

/** As wxt.config.ts names it. */
const EXTENSION_ID = 'digest-lens@digest-lens.invalid';
/** Firefox draws a number for each installation; a fixed one makes the addresses of the extension's pages known. */
const UUID = '5d1c0e6a-3c39-4c3f-9e2b-0d1e5a7b9c11';
const EXTENSION = `WebExtensionPolicy.getByID('${EXTENSION_ID}').extension`;
const BASE = `moz-extension://${UUID}/`;

const abilities: PageAbilities = {
  async goto(page, url) {
    if (!url.startsWith(BASE)) {
      await page.goto(url, { waitUntil: 'load' });
      return;
    }
    const isThere = `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`;
    // Its promise ends with the tab or a time-out, neither of which says anything: the document itself is asked.
    page.goto(url).catch(() => undefined);
    while (!(await page.evaluate(isThere).catch(() => false))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  setDark: async (page, dark) => {
    const pref = 'layout.css.prefers-color-scheme.content-override';
    await runInParentProcess(page, `Services.prefs.setIntPref('${pref}', ${dark ? 0 : 1})`);
  },
};

export async function launchFirefox(options: LaunchOptions): Promise<ExtensionBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executable,
    headless: options.headless,
    acceptInsecureCerts: options.proxyPort !== undefined,
    defaultViewport: options.headless ? { width: 1280, height: 900 } : null,
    ...(options.profile !== undefined && { userDataDir: options.profile }),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: preferences(options),
  });
  await browser.installExtension(options.extension);
  const anyPage = async (): Promise<Page> =>
    (await browser.pages())[0] ?? (await browser.newPage());
  const inParent = async (source: string) => runInParentProcess(await anyPage(), source);

  return {
    name: 'firefox',
    version: (await browser.version()).replace(/^\w+\//, ''),
    ended: new Promise((resolve) => browser.once('disconnected', () => resolve())),
    ownPage: (file, query = {}) => `${BASE}${file}?${new URLSearchParams(query)}`,
    async open(url) {
      const page = new BrowserPage(await browser.newPage(), abilities);
      await page.goto(url);
      return page;
    },
    async stopWorker() {
      await inParent(`${EXTENSION}.terminateBackground()`);
    },
    async isWorkerRunning() {
      return (await inParent(`${EXTENSION}.backgroundState`)) !== 'stopped';
    },
    async setOffline(offline) {
      await inParent(`Services.io.offline = ${offline}`);
    },
    removeExtension: () => browser.uninstallExtension(EXTENSION_ID),
    async installExtension() {
      await browser.installExtension(options.extension);
    },
    close: () => browser.close(),
  };
}

function preferences({
  proxyPort,
  profile,
  firefoxPreferences,
}: LaunchOptions): Record<string, unknown> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: UUID }),
    'layout.css.prefers-color-scheme.content-override': 1,
    ...(proxyPort !== undefined && {
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
    }),
    // An extension that a debugger installed is taken out when Firefox ends; one that a person installed keeps all it has.
    ...(profile !== undefined && {
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
    }),
    ...firefoxPreferences,
  };
}
