/**
 * The extension API as a content script needs it: a port, texts and addresses, which every browser gives in the same
 * form. webextension-polyfill has more than that and would be a tenth of all that is put into each page.
 */
import type { Browser } from 'webextension-polyfill';

type PageBrowser = Pick<Browser, 'runtime' | 'i18n'>;

/**
 * Chromium's name, which Firefox has too. Chromium does not have Firefox's `browser`, and there an element with that id
 * would stand in its place (tried in Chromium 156: a window's named elements reach a content script's world).
 */
declare const chrome: PageBrowser;

export const pageBrowser: PageBrowser = chrome;

/**
 * A text of the catalogue. Without an extension there is none (disabled, updated), and what is drawn then goes in a
 * moment; but the language has to be one.
 */
export function pageMessage(key: string, substitutions: string[]): string {
  try {
    return chrome.i18n.getMessage(key, substitutions);
  } catch {
    return key === 'languageTag' ? 'en' : '';
  }
}
