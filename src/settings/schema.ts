/** What a person can set, as it is kept: one object with a version, so that a later form can be told from this one. */
import * as v from 'valibot';
import { type PlatformKey, parsePlatformKey, platformKey } from '../core/platform.ts';

export interface Settings {
  readonly version: 2;
  /** The platform whose image IDs are shown; `auto` follows this machine. */
  readonly preferredPlatform: 'auto' | PlatformKey;
  /** Manifest GETs that the popup may make on its own in a rolling hour (test/CONTRACT.md, section 5). */
  readonly allowance: number;
  /** What may be kept of tags, listings and manifests, in megabytes of a million bytes. */
  readonly storeMegabytes: number;
}

export const CURRENT_VERSION = 2;

export const DEFAULT_SETTINGS: Settings = {
  version: CURRENT_VERSION,
  preferredPlatform: 'auto',
  allowance: 10,
  storeMegabytes: 64,
};

const preferredPlatform = v.pipe(
  v.string(),
  v.check((text) => text === 'auto' || isPlatformKey(text)),
);

const allowance = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));

export const settingsSchema = v.object({
  version: v.literal(CURRENT_VERSION),
  preferredPlatform,
  allowance,
  storeMegabytes: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(1_024)),
}) satisfies v.GenericSchema<unknown, Settings>;

/** Version 1 had no bound for what is kept that a person could set. */
export const settingsOfVersion1 = v.object({ version: v.literal(1), preferredPlatform, allowance });

/** Whether a text is a platform's one spelling: `linux/arm64`, never `linux/arm64/v8`. */
function isPlatformKey(text: string): boolean {
  const platform = parsePlatformKey(text);
  return platform !== undefined && platformKey(platform) === text;
}
