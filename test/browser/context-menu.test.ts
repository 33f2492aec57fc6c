import { expect, it } from 'vitest';
import type { BrowserPage } from './page.ts';
import { isShown } from './popup.ts';
import { inBrowsers } from './session.ts';

const SWITCH = 'input[name="context-menu"]';

inBrowsers('the switch for the menu of selected text', (session) => {
  it('is kept by the browser, on and off, where its permission can be optional', async () => {
    const page = await session.openOwn('options.html');
    await page.waitFor('the options', isShown, 'select[name="platform"]');
    const isOffered = session.name === 'chromium';
    expect(await page.evaluate(isShown, SWITCH)).toBe(isOffered);
    for (const on of isOffered ? [true, false] : []) {
      await page.click(SWITCH);
      await waitUntil(page, on);
      // A page that is loaded anew asks the browser whether the permission is there.
      await page.goto(session.browser.ownPage('options.html', { again: String(on) }));
      await waitUntil(page, on);
    }
  });
});

async function waitUntil(page: BrowserPage, on: boolean): Promise<void> {
  await page.waitFor(
    on ? 'the switch to be on' : 'the switch to be off',
    ({ selector, wanted }: { selector: string; wanted: boolean }) =>
      document.querySelector<HTMLInputElement>(selector)?.checked === wanted,
    { selector: SWITCH, wanted: on },
  );
}
