/** Takes pictures of the gallery: `node test/ui/gallery/pictures.ts <folder> [name part]`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { launchBareChromium } from '../../commands/bare-chromium.ts';

const [, , folder = '.output/gallery', only = ''] = process.argv;

const SHOTS = [
  ['rows', 1100],
  ['rows', 620],
  ['rows', 360],
  ['popup&state=ready', 440],
  ['popup&state=ready&tag=1.30', 320],
  ['popup&state=ready', 600],
  ['popup&state=ready', 1000],
  ['popup&state=ready&open=1', 420],
  ['popup&state=ready&open=1', 320],
  ['popup&state=listing', 440],
  ['popup&state=failed', 440],
  ['popup&state=bare', 440],
  ['popup&state=bare', 320],
  ['popup&state=loading', 440],
  ['popup&state=empty', 440],
  ['popup&state=many', 440],
  ['popup&state=huge', 440],
  ['popup&state=offered', 440],
  ['popup&state=heads', 320],
  ['popup&state=running', 440],
  ['popup&state=waits', 440],
  ['popup&state=paused', 440],
  ['popup&state=done', 440],
  ['explorer&state=offered', 1920],
  ['explorer&state=ready&open=1', 1280],
  ['explorer&state=ready&tag=1.30', 960],
  ['explorer&state=running', 640],
  ['explorer&state=huge', 1280],
  ['explorer&state=paused', 320],
  ['sheet&state=nine', 860],
  ['sheet&state=nine', 700],
  ['sheet&state=nine', 420],
  ['sheet&state=nine', 320],
  ['sheet&state=asked', 860],
  ['sheet&state=one', 860],
  ['sheet&state=failed', 860],
  ['sheet&state=legacy', 420],
  ['sheet&state=artifact', 420],
  ['sheet&state=moved', 860],
  ['options&state=none', 900],
  ['options&state=none', 400],
  ['options&state=asking', 640],
  ['options&state=session', 640],
  ['options&state=remembered', 900],
  ['options&state=remembered', 400],
  ['options&state=refused', 640],
  ['options&state=failed', 400],
  ['options&state=locked', 420],
  ['options&state=no-access', 420],
  ['options&state=bare', 640],
] as const;

mkdirSync(folder, { recursive: true });
const server = await createServer({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { port: 0, hmr: false, watch: null, fs: { strict: false } },
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await launchBareChromium();
for (const [show, width] of SHOTS) {
  for (const theme of ['light', 'dark'] as const) {
    const name = `${show.replaceAll(/&?\w+=/g, '-')}-${width}-${theme}`;
    if (!name.includes(only)) continue;
    const page = await browser.newPage();
    // Annotations off screen are not drawn, so all rows must be on it.
    await page.setViewport({ width, height: show === 'rows' ? 6_000 : 600 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    page.on('pageerror', (error) => console.error(name, String(error)));
    await page.goto(`${address}?show=${show}&theme=${theme}`, {
      waitUntil: 'networkidle0',
    });
    await page.screenshot({
      path: `${join(folder, name)}.png`,
      // Of a long list there is what is on screen.
      fullPage: !show.includes('huge'),
    });
    await page.close();
  }
}
await browser.close();
await server.close();
