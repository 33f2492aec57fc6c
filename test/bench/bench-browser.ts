/** A browser that was just started, with the production build in it, for one measurement. */
import { launch } from '../browser/driver.ts';
import type { BrowserName, ExtensionBrowser } from '../browser/extension-browser.ts';
import { buildFolder } from '../commands/builds.ts';
import type { Standin } from '../standin/standin.ts';

export interface BenchBrowser {
  readonly name: BrowserName;
  /** The browser's program. */
  readonly executable: string;
}

/** Measures, and closes browser and stand-in whatever comes of it. */
export async function withBrowser<T>(
  { name, executable }: BenchBrowser,
  standin: Standin,
  measure: (browser: ExtensionBrowser) => Promise<T>,
): Promise<T> {
  try {
    const browser = await launch(name, {
      executable,
      extension: buildFolder(name),
      proxyPort: standin.port,
      headless: true,
    });
    return await measure(browser).finally(() => browser.close());
  } finally {
    await standin.close();
  }
}
