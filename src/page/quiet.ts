/** Tells when nothing has happened for a while. */
export interface Quiet {
  /** Something happened: the time starts anew. */
  stir(): void;
}

/** @param pause milliseconds without `stir` until `quiet` is called, once for each such pause */
export function createQuiet(pause: number, quiet: () => void, signal: AbortSignal): Quiet {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    stir() {
      clearTimeout(timer);
      if (!signal.aborted) timer = setTimeout(quiet, pause);
    },
  };
}

/** As `createQuiet`, of a page's changes: while the browser still reads the page, a pause of the network is no rest. */
export function createPageQuiet(
  document: Document,
  pause: number,
  quiet: () => void,
  signal: AbortSignal,
): Quiet {
  const rest = createQuiet(
    pause,
    () => {
      if (document.readyState !== 'loading') quiet();
    },
    signal,
  );
  document.addEventListener('DOMContentLoaded', rest.stir, { once: true, signal });
  return rest;
}
