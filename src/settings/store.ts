/** Where the settings are kept and changed. Any part of the extension may change them; all of them are told. */
import * as v from 'valibot';
import { type Failure, failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { errorName } from '../platform/log.ts';
import type { KeyValueStorage } from '../platform/storage.ts';
import { readSettings } from './migrations.ts';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from './schema.ts';

const KEY = 'settings';
/** Settings of a newer version, put aside when this version first writes. */
const KEPT_KEY = 'settings.newer';

type SettingsChange = Partial<Omit<Settings, 'version'>>;

export interface SettingsStore {
  /** Never fails: what cannot be read means the defaults. */
  load(): Promise<Settings>;
  /** Keeps a change; `malformed` where a value is none that may be kept, `unavailable` where the browser refuses. */
  change(change: SettingsChange): Promise<Result<Settings, Failure>>;
  /** Calls after each change, whoever made it; the returned function ends it. */
  onChange(call: (settings: Settings) => void): () => void;
}

export function createSettingsStore(storage: KeyValueStorage): SettingsStore {
  async function load(): Promise<Settings> {
    try {
      return readSettings(await storage.get(KEY)).settings;
    } catch {
      // The defaults are the careful choice: no more pulls than anyone was told of.
      return DEFAULT_SETTINGS;
    }
  }

  async function change(change: SettingsChange): Promise<Result<Settings, Failure>> {
    try {
      const kept = await storage.get(KEY);
      const { settings, fromFuture } = readSettings(kept);
      const next = v.safeParse(settingsSchema, { ...settings, ...change });
      if (!next.success) return err(failure('malformed', { detail: 'settings' }));
      if (fromFuture) await storage.set(KEPT_KEY, kept);
      await storage.set(KEY, next.output);
      return ok(next.output);
    } catch (thrown) {
      return err(failure('unavailable', { detail: `storage: ${errorName(thrown)}` }));
    }
  }

  return {
    load,
    change,
    onChange: (call) => storage.onChange(KEY, (kept) => call(readSettings(kept).settings)),
  };
}
