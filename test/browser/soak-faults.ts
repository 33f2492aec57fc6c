/** One request in twenty goes wrong, in one way or another. The files that the site itself is made of are spared. */
import type { Draw } from '../fuzz/draw.ts';
import type { Standin } from '../standin/standin.ts';

const SHARE = 0.05;

/** Tokens, manifests, lists of tags: of the extension, and what the site's own page asks the web API. */
const ALL = /^\/(?:v2\/|token\b)/;

const EFFECTS = [
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'truncate', bytes: 40 },
  { kind: 'delay', ms: 300 },
] as const;

export interface SoakFaults {
  /** Ends them. Says how many requests they met. */
  remove(): number;
}

export function soakFaults(standin: Standin, draw: Draw): SoakFaults {
  const faults = EFFECTS.map((effect) => {
    const chance = SHARE / EFFECTS.length;
    return standin.faults.add({ path: ALL, chance, seed: draw.below(2 ** 31) }, effect);
  });
  return {
    remove() {
      for (const fault of faults) fault.remove();
      return faults.reduce((all, { hits }) => all + hits, 0);
    },
  };
}
