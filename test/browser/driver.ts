/**
 * One way to drive both real browsers with the built extension in them. Both speak through puppeteer-core: Chromium over
 * the DevTools protocol, Firefox over WebDriver BiDi. What only one of them does stands in `chromium.ts` and `firefox.ts`.
 */
import { launchChromium } from './chromium.ts';
import type { BrowserName, ExtensionBrowser, LaunchOptions } from './extension-browser.ts';
import { launchFirefox } from './firefox.ts';

export function launch(name: BrowserName, options: LaunchOptions): Promise<ExtensionBrowser> {
  return name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
