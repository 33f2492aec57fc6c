/** A browser that keeps nothing, and a person without pulls: what is free goes on, and nothing is spent by itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePopup, Rig } from './rig.ts';

const TAGS = ['1.28', '1.27'];

describe('the worker goes on', () => {
  let rig: Rig;
  let things: Thing[];

  beforeEach(() => {
    rig = new Rig();
    things = TAGS.map((tag) => rig.docker.index(['linux/amd64'], tag));
    for (const [place, tag] of TAGS.entries()) {
      const thing = things[place];
      if (thing) rig.docker.tag(tag, thing);
    }
  });

  async function visit(): Promise<FakePopup> {
    const page = rig.page();
    page.watch(nginx, TAGS);
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    await rig.until('it is listed', () => popup.view?.state === 'ready');
    popup.visible(...things.map(({ digest }) => digest));
    await rig.until('the groups are confirmed', () => {
      return popup.view?.groups.every(({ evidence }) => evidence === 'registry') === true;
    });
    await rig.rest();
    for (const tag of TAGS) expect(page.view(tag)).toMatchObject({ state: 'ready' });
    expect(rig.docker.count('get ')).toBe(0);
    return popup;
  }

  async function revealed(popup: FakePopup): Promise<void> {
    const [first] = things;
    if (!first) throw new Error('no things');
    popup.reveal(first.digest);
    await rig.until('it is read', () => popup.group(first.digest)?.imageId?.digest !== undefined);
    expect(popup.group(first.digest)?.imageId?.digest).toBe(first.configs['linux/amd64']);
    expect(rig.docker.count('get ')).toBe(1);
  }

  it('where the browser refuses to keep pulls, settings and limits: clicks work, and count', async () => {
    rig.storage.broken = new Error('broken profile');
    rig.restart();
    const popup = await visit();
    await revealed(popup);
    await rig.rest();
    expect(popup.view?.meter).toMatchObject({ limit: 100, spent: 1 });
    expect(rig.warnings).toContain('pull ledger cannot be read');
  });

  it('where no pull is left: HEAD costs none', async () => {
    rig.docker.limits = { limit: 100, remaining: 0, windowSeconds: 3_600 };
    const popup = await visit();
    expect(popup.view?.meter).toMatchObject({ limit: 100, remaining: 0, spent: 0 });
    expect(popup.view?.meter.resetsBy).toBeGreaterThan(rig.clock.now());
  });

  it('where pulls are refused: what is asked by HEAD stays confirmed', async () => {
    rig.docker.limits = { limit: 100, remaining: 1, windowSeconds: 3_600 };
    rig.docker.fail('get *', 'rate-limited', { status: 429, until: rig.clock.now() + 3_600_000 });
    const popup = await visit();
    for (const { digest } of things.slice(0, 1)) popup.reveal(digest);
    await rig.until('the click is answered', () => popup.revealed.length > 0);
    const again = rig.page();
    rig.clock.advance(10 * 60_000);
    again.watch(nginx, TAGS);
    await rig.until('all rows are told', () => again.isSettled(...TAGS));
    for (const tag of TAGS) expect(again.view(tag)).toMatchObject({ evidence: 'registry' });
    expect(again.view('1.27')).not.toHaveProperty('failure');
  });

  it('from the browser’s keeping nothing to its keeping things again', async () => {
    rig.storage.broken = new Error('disk full');
    rig.restart();
    const popup = await visit();
    await revealed(popup);
    rig.storage.broken = undefined;
    popup.close();
    rig.clock.advance(10 * 60_000);
    const later = rig.popup();
    later.open(nginx);
    later.visible(...things.map(({ digest }) => digest));
    await rig.until('the rest is read by itself', () => rig.docker.count('get ') === 2);
    await rig.until('it is told', () => later.view?.meter.spent === 2);
  });
});
