/**
 * What the page tells nobody in the isolated world, looked at by ourselves: whether the extension is still there, and
 * whether the address is another. Firefox before 147 has no `navigation`; there the address is seen with the next change
 * of the page, or with the next beat.
 */

/** Milliseconds: an orphan in Chromium notices itself within this time (test/CONTRACT.md, "Manners"). */
const BEAT = 1000;

export interface PulseCalls {
  isAlive(): boolean;
  onOrphaned(): void;
  checkAddress(): void;
}

export function startPulse(
  { isAlive, onOrphaned, checkAddress }: PulseCalls,
  signal: AbortSignal,
): void {
  const timer = setInterval(() => (isAlive() ? checkAddress() : onOrphaned()), BEAT);
  signal.addEventListener('abort', () => clearInterval(timer));
  // It comes before the address has changed.
  const soon = () => setTimeout(checkAddress, 0);
  globalThis.navigation?.addEventListener('navigate', soon, { signal });
}
