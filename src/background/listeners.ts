/** A list of those who want to be called. `Told`: what each call is told. */
export interface Listeners<Told extends readonly unknown[] = []> {
  /** The returned function takes the call off the list. */
  add(call: (...told: Told) => void): () => void;
  callAll(...told: Told): void;
}

export function createListeners<Told extends readonly unknown[] = []>(): Listeners<Told> {
  const calls = new Set<(...told: Told) => void>();
  return {
    add(call) {
      // Wrapped, so that the same function added twice is two entries.
      const entry = (...told: Told) => call(...told);
      calls.add(entry);
      return () => calls.delete(entry);
    },
    callAll(...told) {
      for (const call of [...calls]) call(...told);
    },
  };
}
