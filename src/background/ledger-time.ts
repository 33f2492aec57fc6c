/**
 * Time as the ledger counts it, because the machine's clock can be set at any moment: by hand, by NTP, by years. Within one
 * life of the worker the steady clock says how much time has passed, and nobody can hurry it; while a machine sleeps it may
 * stand still, and then pulls count for longer, never for less. From one life to the next only the machine's clock remains.
 */
import type { Clock } from '../platform/clock.ts';

/** Moments are milliseconds of this life, of use for nothing but comparing them. */
export interface LedgerTime {
  /** No more time has passed since an earlier moment than this says has. */
  now(): number;
  /** No less has, whichever of the two clocks is right: for what must not be believed for too long. */
  latest(): number;
}

export function createLedgerTime(clock: Clock): LedgerTime {
  let wall = clock.now();
  let steady = clock.steady();
  let latest = 0;
  return {
    now: () => clock.steady(),
    latest() {
      const passed = [clock.now() - wall, clock.steady() - steady];
      wall = clock.now();
      steady = clock.steady();
      latest += Math.max(...passed);
      return latest;
    },
  };
}
