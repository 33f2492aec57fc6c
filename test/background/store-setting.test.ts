/** When the worker bounds what is kept: as a person has set it, at the moments at which it may have become too much. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import type { Store } from '../../src/background/store.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/schema.ts';
import { digestNumber } from '../core/samples.ts';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

const TAGS = ['1.0', '1.1', '1.2'];
const NINE_MEGABYTES = 9_000_000;

describe('what may be stored', () => {
  let rig: Rig;
  /** The same database, looked at from beside the worker. */
  let beside: Store;

  beforeEach(() => {
    rig = new Rig();
    for (const tag of TAGS) rig.docker.tag(tag, rig.docker.index(['linux/amd64'], tag));
    beside = openStore(rig.clock, { warn: () => {} });
  });

  const allow = (storeMegabytes: number) =>
    rig.storage.set('settings', { ...DEFAULT_SETTINGS, storeMegabytes });

  /** Something large that nobody has needed for long. */
  const keepLarge = () =>
    beside.writeManifest(
      { digest: digestNumber(1), mediaType: 'x/y', bytes: new Uint8Array(NINE_MEGABYTES) },
      1,
    );

  async function look(): Promise<void> {
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('it is listed', () => popup.view?.state === 'ready');
  }

  const isLargeGone = () =>
    vi.waitFor(async () => expect(await beside.readManifest(digestNumber(1))).toBeUndefined());

  it('is told with all that is stored', async () => {
    await look();
    await keepLarge();
    const options = rig.popup();
    options.ask('stored');
    await rig.until('it is told', () => options.stored.length === 1);
    const [stored] = options.stored;
    expect(stored).toMatchObject({ tags: TAGS.length, manifests: 1 });
    // More than the manifest alone: rows and the listing count, too.
    expect(stored?.bytes).toBeGreaterThan(NINE_MEGABYTES + 1_000);
  });

  it('is bounded as soon as less is allowed, without what somebody looks at', async () => {
    await look();
    await keepLarge();
    await allow(16);
    await rig.rest();
    expect(await beside.readManifest(digestNumber(1))).toBeDefined();
    await allow(8);
    await isLargeGone();
    expect(await beside.readTags(nginx)).toHaveLength(TAGS.length);
  });

  it('is bounded by a worker that starts', async () => {
    await keepLarge();
    rig.restart();
    await rig.rest();
    expect(await beside.readManifest(digestNumber(1))).toBeDefined();
    // Nobody was there to hear of it.
    rig.storage.kept.set('settings', { ...DEFAULT_SETTINGS, storeMegabytes: 8 });
    rig.restart();
    await isLargeGone();
  });

  it('is bounded when a listing has ended', async () => {
    await allow(8);
    await rig.rest();
    await keepLarge();
    await look();
    await isLargeGone();
    expect(await beside.readListing(nginx)).toBeDefined();
  });
});
