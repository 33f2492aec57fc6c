/** The small storage of the extension (`storage.local`): settings and the pull ledger. It outlives the worker. */

export interface KeyValueStorage {
  /** `undefined` where nothing was kept. What comes back is input: parse it. Rejects where the browser refuses. */
  get(key: string): Promise<unknown>;
  /** Resolves once kept; rejects where the browser refuses (a full disk, a broken profile). */
  set(key: string, value: unknown): Promise<void>;
  /** Calls when any part of the extension changes that key; the returned function ends it. */
  onChange(key: string, call: (value: unknown) => void): () => void;
}

/**
 * The storage of this session (`storage.session`): kept in memory until the browser is closed, or the extension is updated
 * or disabled. No content script reads it. Every method rejects where the browser refuses.
 */
export interface SessionStorage extends Pick<KeyValueStorage, 'get' | 'set'> {
  remove(key: string): Promise<void>;
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

/** The part of the extension API that is used here. */
export interface SessionStorageApi {
  readonly storage: {
    readonly session?: {
      get(key: string): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
      remove(key: string): Promise<void>;
    };
    readonly local: object;
  };
}

/** Undefined in a browser without one. */
export function sessionStorage({
  storage: { session: area },
}: SessionStorageApi): SessionStorage | undefined {
  if (!area) return undefined;
  return {
    async get(key) {
      const kept = await area.get(key);
      return kept[key];
    },
    set: (key, value) => area.set({ [key]: value }),
    remove: (key) => area.remove(key),
  };
}

/**
 * Keeps content scripts out of `storage.local`, where a browser offers that (Chromium does; MDN,
 * `storage.StorageArea.setAccessLevel`): no page has any business with settings or pulls, and a page's process that was
 * taken over could read them else. Never rejects.
 */
export async function closeToPages({ storage: { local } }: SessionStorageApi): Promise<void> {
  if (!('setAccessLevel' in local) || typeof local.setAccessLevel !== 'function') return;
  try {
    await local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch {
    // It stays as open as it is in browsers that cannot close it; no secret is in there.
  }
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
