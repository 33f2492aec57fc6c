import type { KeyValueStorage } from '../../src/platform/storage.ts';

/** `storage.local` in memory: what goes in is copied, as the browser does. */
export class FakeStorage implements KeyValueStorage {
  readonly kept = new Map<string, unknown>();
  readonly #listeners: { key: string; call: (value: unknown) => void }[] = [];
  /** What the browser would refuse with. */
  broken: Error | undefined;

  async get(key: string): Promise<unknown> {
    if (this.broken) throw this.broken;
    return structuredClone(this.kept.get(key));
  }

  async set(key: string, value: unknown): Promise<void> {
    if (this.broken) throw this.broken;
    this.kept.set(key, structuredClone(value));
    for (const listener of this.#listeners) if (listener.key === key) listener.call(value);
  }

  onChange(key: string, call: (value: unknown) => void): () => void {
    const listener = { key, call };
    this.#listeners.push(listener);
    return () => this.#listeners.splice(this.#listeners.indexOf(listener), 1);
  }
}
