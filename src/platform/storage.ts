/** The small storage of the extension (`storage.local`): settings and the pull ledger. It outlives the worker. */

export interface KeyValueStorage {
  /** `undefined` where nothing was kept. What comes back is input: parse it. Rejects where the browser refuses. */
  get(key: string): Promise<unknown>;
  /** Resolves once kept; rejects where the browser refuses (a full disk, a broken profile). */
  set(key: string, value: unknown): Promise<void>;
  /** Calls when any part of the extension changes that key; the returned function ends it. */
  onChange(key: string, call: (value: unknown) => void): () => void;
}

type Changes = Readonly<Record<string, { readonly newValue?: unknown }>>;
type ChangeListener = (changes: Changes) => void;

/** The part of the extension API that is used here. */
export interface StorageApi {
  readonly storage: {
    readonly local: {
      get(key: string): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
      readonly onChanged: {
        addListener(call: ChangeListener): void;
        removeListener(call: ChangeListener): void;
      };
    };
  };
}

export function extensionStorage(browser: StorageApi): KeyValueStorage {
  const area = browser.storage.local;
  return {
    async get(key) {
      const kept = await area.get(key);
      return kept[key];
    },
    set: (key, value) => area.set({ [key]: value }),
    onChange(key, call) {
      const listener: ChangeListener = (changes) => {
        const change = changes[key];
        if (change) call(change.newValue);
      };
      area.onChanged.addListener(listener);
      return () => area.onChanged.removeListener(listener);
    },
  };
}
