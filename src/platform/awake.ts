/**
 * A browser stops a worker that it takes for idle after 30 seconds, even while an answer is still coming in. Calls of the
 * extension API are what it goes by (Chrome for Developers, "The extension service worker lifecycle", "Idle and shutdown";
 * Firefox: `background-script-reset-idle` in ExtensionParent.sys.mjs).
 */
import type { Clock } from './clock.ts';
import type { MachineApi } from './machine.ts';

/** Milliseconds between two signs of life: far fewer than a browser waits. */
const EVERY_MS = 2_000;

/** Made as the worker begins; to be called whenever work goes on. Most calls cost nothing. */
export function signOfLife(browser: MachineApi, clock: Pick<Clock, 'steady'>): () => void {
  let last = clock.steady();
  return () => {
    const at = clock.steady();
    if (at - last < EVERY_MS) return;
    last = at;
    // Neither what it answers is of use, nor why it does not.
    browser.runtime.getPlatformInfo().catch(() => undefined);
  };
}
