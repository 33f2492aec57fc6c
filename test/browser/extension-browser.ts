/** What a browser with the built extension in it can do for a test, whichever it is. */
import type { BrowserPage } from './page.ts';

export type BrowserName = 'chromium' | 'firefox';

export interface LaunchOptions {
  /** The browser's program. */
  readonly executable: string;
  /** Folder of the built extension: the production build, unmodified. */
  readonly extension: string;
  /** Port on this machine of the CONNECT proxy through which everything goes; left out for the real network. */
  readonly proxyPort?: number;
  readonly headless: boolean;
  /** Folder of a profile that outlives the browser, what its extensions keep included; without it each browser has a new one. */
  readonly profile?: string;
  /** Settings of Firefox beside those that every launch has (about:config). */
  readonly firefoxPreferences?: Readonly<Record<string, unknown>>;
}

export interface ExtensionBrowser {
  readonly name: BrowserName;
  readonly version: string;
  /** Opens a tab and goes there; settles once the document is complete. */
  open(url: string): Promise<BrowserPage>;
  /** Address of one of the extension's own pages, such as `popup.html`, with a query. */
  ownPage(file: string, query?: Readonly<Record<string, string>>): string;
  /** Stops the background worker, as the browser itself does when it was idle; the next message starts it again. */
  stopWorker(): Promise<void>;
  isWorkerRunning(): Promise<boolean>;
  /** What the machine believes of its network, in pages and in the worker that runs now. */
  setOffline(offline: boolean): Promise<void>;
  /** Takes the extension out under the open pages. */
  removeExtension(): Promise<void>;
  /** Puts it back; open pages are as they were until they load again. */
  installExtension(): Promise<void>;
  /** Settles when the browser ended, by `close` or by the person at it. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}
