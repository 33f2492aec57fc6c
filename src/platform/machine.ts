/** The machine that the browser runs on, as far as the extension API tells. */
import type { Browser } from 'webextension-polyfill';

/** The browser's own word for the processor: `x86-64`, `arm64` (Chromium), `aarch64` (Firefox), … */
export async function machineArchitecture(browser: Pick<Browser, 'runtime'>): Promise<string> {
  const info = await browser.runtime.getPlatformInfo();
  return info.arch;
}
