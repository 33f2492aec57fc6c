/** Draws public/icon-*.png from src/ui/icon/icon.svg with the installed Chromium. Run it after changing the drawing. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBareChromium } from './bare-chromium.ts';

const SIZES = [16, 32, 48, 96, 128];
const ROOT = join(import.meta.dirname, '../..');

const drawing = await readFile(join(ROOT, 'src/ui/icon/icon.svg'), 'utf8');
const browser = await launchBareChromium();
for (const size of SIZES) {
  const page = await browser.newPage();
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<body style="margin:0">${drawing}</body>`);
  await page.screenshot({ path: join(ROOT, `public/icon-${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
