/** Chromium without the extension, for commands that only draw. */
import puppeteer, { type Browser } from 'puppeteer-core';
import { CHROMIUM, find, installCommand } from './programs.ts';

export function launchBareChromium(): Promise<Browser> {
  const executablePath = find(CHROMIUM);
  if (executablePath === undefined) {
    throw new Error(`Chromium is not here. This installs it: ${installCommand([CHROMIUM])}`);
  }
  return puppeteer.launch({
    browser: 'chrome',
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
