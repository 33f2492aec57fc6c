/**
 * The extension API as a content script needs it: a port, texts and addresses, which every browser gives in the same
 * form. webextension-polyfill has more than that and would be a tenth of all that is put into each page.
 */
import type { Browser } from 'webextension-polyfill';

type PageBrowser = Pick<Browser, 'runtime' | 'i18n'>;

/** Firefox's name, and Chromium's own. */
declare const browser: PageBrowser | undefined;
declare const chrome: PageBrowser;

export const pageBrowser: PageBrowser = typeof browser === 'undefined' ? chrome : browser;
