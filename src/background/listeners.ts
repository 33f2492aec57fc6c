/** A list of those who want to be called. */
export interface Listeners {
  /** The returned function takes the call off the list. */
  add(call: () => void): () => void;
  callAll(): void;
}

export function createListeners(): Listeners {
  const calls = new Set<() => void>();
  return {
    add(call) {
      // Wrapped, so that the same function added twice is two entries.
      const entry = () => call();
      calls.add(entry);
      return () => calls.delete(entry);
    },
    callAll() {
      for (const call of [...calls]) call();
    },
  };
}
