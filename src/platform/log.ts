/**
 * What a developer reads in the worker's console. A line has an event and plain facts of our own making (kinds,
 * statuses, counts): never a token, a header, or what a message or an answer held.
 */
export interface Log {
  warn(event: string, facts?: Readonly<Record<string, string | number>>): void;
}

export const consoleLog: Log = {
  warn(event, facts = {}) {
    console.warn('Digest Lens:', event, facts);
  },
};

/** Says each event once, however often it happens: a page that repeats a bad message must not fill the console. */
export function logOnce(log: Log): Log {
  const said = new Set<string>();
  return {
    warn(event, facts) {
      if (said.has(event)) return;
      said.add(event);
      log.warn(event, facts);
    },
  };
}

/** The name of a thrown thing, which is all of it that a log may hold. */
export function errorName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
