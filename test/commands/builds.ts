/** The production builds, which every browser test and every command here uses as they are. */
import { resolve } from 'node:path';
import type { BrowserName } from '../browser/extension-browser.ts';
import { type Outcome, run } from './processes.ts';

/** WXT's own name for each. */
const TARGETS: Readonly<Record<BrowserName, string>> = { chromium: 'chrome', firefox: 'firefox' };

/** Folder of the built extension. */
export function buildFolder(browser: BrowserName): string {
  return resolve('.output', `${TARGETS[browser]}-mv3`);
}

export function build(browser: BrowserName): Promise<Outcome> {
  return run('wxt', ['build', '-b', TARGETS[browser]]);
}

/** One after the other: they share a cache folder. */
export async function buildBoth(): Promise<Outcome> {
  const first = await build('chromium');
  if (first.code !== 0) return first;
  const second = await build('firefox');
  return { code: second.code, output: first.output + second.output };
}

export function zip(browser: BrowserName): Promise<Outcome> {
  return run('wxt', ['zip', '-b', TARGETS[browser]]);
}
