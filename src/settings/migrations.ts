/**
 * From what is kept to what is meant. Each past version has its step here and an example in the tests. A version
 * from the future (a person went back to an older build) is not understood, and not lost either.
 */
import * as v from 'valibot';
import {
  CURRENT_VERSION,
  DEFAULT_SETTINGS,
  type Settings,
  settingsOfVersion1,
  settingsSchema,
} from './schema.ts';

export interface ReadSettings {
  readonly settings: Settings;
  /** Whether what is kept comes from a newer version: put it aside before anything is written over it. */
  readonly fromFuture: boolean;
}

const versioned = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Reads what was kept. Nothing, and what is no settings object at all, means the defaults. */
export function readSettings(kept: unknown): ReadSettings {
  const current = v.safeParse(settingsSchema, kept);
  if (current.success) return { settings: current.output, fromFuture: false };
  const first = v.safeParse(settingsOfVersion1, kept);
  if (first.success) {
    const settings = { ...DEFAULT_SETTINGS, ...first.output, version: CURRENT_VERSION } as const;
    return { settings, fromFuture: false };
  }
  const other = v.safeParse(versioned, kept);
  return {
    settings: DEFAULT_SETTINGS,
    fromFuture: other.success && other.output.version > CURRENT_VERSION,
  };
}
