import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../src/core/failure.ts';
import { nginx, redis } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePopup, Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

function hasUnread(popup: FakePopup, { digest }: Thing): boolean {
  return popup.group(digest)?.imageId?.failure !== undefined;
}

describe('a popup that is open', () => {
  let rig: Rig;
  let current: Thing;
  let older: Thing;
  let single: Thing;
  let popup: FakePopup;

  beforeEach(() => {
    rig = new Rig();
    current = rig.docker.index(PLATFORMS, 'build 2');
    older = rig.docker.index(PLATFORMS, 'build 1');
    single = rig.docker.image('linux/amd64', 'single');
    rig.docker.tag('1.27', current);
    rig.docker.tag('latest', current);
    rig.docker.tag('1.26', older);
    rig.docker.tag('alone', single);
    popup = rig.popup();
  });

  async function opened(): Promise<void> {
    popup.open(nginx);
    await rig.until('the listing ends', () => popup.view?.state === 'ready');
  }

  const gets = () => rig.docker.count('get ');

  it('groups the tags of the listing, on the web API’s word at first', async () => {
    await opened();
    expect(popup.view).toMatchObject({
      repository: nginx,
      known: 4,
      total: 4,
      preferredPlatform: 'linux/amd64',
      unknownTags: [],
    });
    expect(popup.view?.groups.map(({ tags, evidence }) => [tags, evidence])).toEqual([
      [['1.27', 'latest'], 'hub'],
      [['1.26'], 'hub'],
      [['alone'], 'hub'],
    ]);
    expect(gets()).toBe(0);
  });

  it('tells what it has told once more, when asked to', async () => {
    await opened();
    await rig.rest();
    const told = popup.views.length;
    popup.ask('retell');
    await rig.until('it is told', () => popup.views.length > told);
    expect(popup.views.slice(told - 1, told)).toEqual(popup.views.slice(told));
  });

  it('confirms the groups on screen, every tag of them, and reads their image IDs', async () => {
    await opened();
    popup.visible(current.digest, single.digest);
    await rig.until('image IDs are read', () => popup.group(single.digest)?.imageId?.pulls === 0);
    expect(popup.group(current.digest)).toMatchObject({
      evidence: 'registry',
      imageId: {
        platform: 'linux/amd64',
        digest: current.configs['linux/amd64'],
        pulls: 0,
        busy: false,
      },
    });
    expect(popup.group(single.digest)).toMatchObject({
      evidence: 'bytes',
      imageId: { digest: single.configs['linux/amd64'] },
    });
    expect(popup.group(older.digest)).toMatchObject({ evidence: 'hub', imageId: { pulls: 1 } });
    expect(rig.docker.count('head ')).toBe(3);
    expect(gets()).toBe(2);
    expect(popup.view?.meter).toMatchObject({
      limit: 100,
      remaining: 98,
      windowSeconds: 3_600,
      spent: 2,
    });
  });

  it('names the version of a group, on the weakest word that it rests on', async () => {
    await opened();
    expect(popup.group(current.digest)?.version).toEqual({
      tag: '1.27',
      by: 'digest',
      evidence: 'hub',
    });
    expect(popup.group(single.digest)).not.toHaveProperty('version');
    rig.docker.hold('head latest');
    popup.visible(current.digest);
    await rig.until('the first answers', () => rig.docker.underway.get('head') === 1);
    await rig.rest();
    expect(popup.group(current.digest)?.version?.evidence).toBe('hub');
    rig.docker.release('head latest');
    await rig.until('the last answers', () => {
      return popup.group(current.digest)?.version?.evidence === 'registry';
    });
  });

  it('calls a group confirmed only when each of its tags is', async () => {
    rig.docker.hold('head latest');
    await opened();
    popup.visible(current.digest);
    await rig.until('the first answers', () => rig.docker.underway.get('head') === 1);
    await rig.rest();
    expect(popup.group(current.digest)?.evidence).toBe('hub');
    rig.docker.release('head latest');
    await rig.until('the last answers', () => popup.group(current.digest)?.evidence === 'registry');
  });

  it('shows what is listed under another digest than the registry’s as a conflict', async () => {
    rig.docker.registryTag('latest', older);
    await opened();
    popup.visible(current.digest, older.digest);
    await rig.until('it moved', () => popup.group(older.digest)?.tags.length === 2);
    expect(popup.group(older.digest)).toMatchObject({
      tags: ['1.26', 'latest'],
      conflicts: [{ tag: 'latest', digest: current.digest }],
    });
    expect(popup.group(current.digest)?.tags).toEqual(['1.27']);
  });

  it('makes at most ten manifest GETs in a rolling hour by itself', async () => {
    const things = Array.from({ length: 14 }, (_, n) => rig.docker.image('linux/amd64', `b${n}`));
    for (const [n, thing] of things.entries()) rig.docker.tag(`2.${n}`, thing);
    await opened();
    popup.visible(...things.map(({ digest }) => digest));
    await rig.until('ten are read', () => gets() === 10);
    await rig.rest();
    expect(gets()).toBe(10);
    expect(popup.group(things[10]?.digest ?? single.digest)?.imageId).toEqual({
      platform: 'linux/amd64',
      pulls: 1,
      busy: false,
    });
    rig.clock.advance(3_600_000);
    const later = rig.popup();
    later.open(nginx);
    later.visible(...things.map(({ digest }) => digest));
    await rig.until('the rest is read', () => gets() === 14);
  });

  it('makes none while less than half of the limit remains', async () => {
    rig.docker.limits = { limit: 100, remaining: 51, windowSeconds: 3_600 };
    const things = Array.from({ length: 5 }, (_, n) => rig.docker.image('linux/amd64', `b${n}`));
    for (const [n, thing] of things.entries()) rig.docker.tag(`2.${n}`, thing);
    await opened();
    popup.visible(...things.map(({ digest }) => digest));
    await rig.until('two are read', () => popup.view?.meter.remaining === 49);
    await rig.rest();
    expect(gets()).toBe(2);
  });

  it('makes none before the registry’s headers were read', async () => {
    rig.docker.limits = undefined;
    await opened();
    popup.visible(current.digest);
    await rig.until('it is confirmed', () => popup.group(current.digest)?.evidence === 'registry');
    await rig.rest();
    expect(gets()).toBe(0);
    expect(popup.view?.meter).toEqual({ spent: 0 });
  });

  it('reads only the image IDs of what the registry confirmed', async () => {
    await opened();
    popup.visible(older.digest);
    await rig.until('headers are read', () => popup.group(older.digest)?.imageId?.pulls === 0);
    rig.docker.hold('head');
    popup.visible(older.digest, current.digest);
    await rig.until('it is asked', () => rig.docker.underway.get('head') === 2);
    await rig.rest();
    expect(gets()).toBe(1);
    rig.docker.release('head');
    await rig.until('it is read', () => popup.group(current.digest)?.imageId?.pulls === 0);
  });

  it('begins nothing that the rest of the allowance does not pay for', async () => {
    rig.storage.kept.set('settings', { version: 1, preferredPlatform: 'auto', allowance: 2 });
    rig.restart();
    popup = rig.popup();
    rig.docker.hubRow({ name: '1.26', digest: older.digest });
    await opened();
    popup.visible(single.digest, older.digest);
    await rig.until('both are confirmed', () => {
      return popup.group(older.digest)?.evidence === 'registry' && gets() === 1;
    });
    await rig.rest();
    expect(gets()).toBe(1);
    popup.visible(older.digest, current.digest);
    await rig.until('the cheaper one is read', () => gets() === 2);
    expect(popup.group(older.digest)?.imageId).toMatchObject({ pulls: 2, busy: false });
  });

  it('reads nothing more for a popup that was closed', async () => {
    rig.docker.hold('get');
    await opened();
    popup.visible(current.digest, older.digest, single.digest);
    await rig.until('the first is asked', () => gets() === 1);
    popup.close();
    rig.docker.release('get');
    await rig.rest();
    expect(gets()).toBe(1);
  });

  it('goes beside the allowance for a click, and counts it', async () => {
    rig.storage.kept.set('settings', {
      version: 1,
      preferredPlatform: 'linux/arm64',
      allowance: 0,
    });
    rig.restart();
    popup = rig.popup();
    await opened();
    popup.visible(current.digest);
    await rig.until('it is confirmed', () => popup.group(current.digest)?.evidence === 'registry');
    expect(popup.group(current.digest)?.imageId).toEqual({
      platform: 'linux/arm64',
      pulls: 1,
      busy: false,
    });
    popup.reveal(current.digest);
    await rig.until('it is read', () => popup.group(current.digest)?.imageId?.pulls === 0);
    expect(popup.group(current.digest)?.imageId?.digest).toBe(current.configs['linux/arm64']);
    expect(gets()).toBe(1);
    expect(popup.view?.meter.spent).toBe(1);
  });

  it('reads the index first where its images are not known: two GETs, and the price says so', async () => {
    rig.docker.hubRow({ name: '1.26', digest: older.digest });
    rig.docker.limits = { limit: 100, remaining: 10, windowSeconds: 3_600 };
    await opened();
    popup.visible(older.digest);
    await rig.until('it is confirmed', () => popup.group(older.digest)?.evidence === 'registry');
    expect(popup.group(older.digest)).toMatchObject({ images: [], imageId: { pulls: 2 } });
    popup.reveal(older.digest);
    await rig.until('it is read', () => popup.group(older.digest)?.imageId?.pulls === 0);
    expect(gets()).toBe(2);
    expect(popup.group(older.digest)).toMatchObject({
      evidence: 'bytes',
      imagesFrom: 'bytes',
      imageId: { platform: 'linux/amd64', digest: older.configs['linux/amd64'] },
    });
    expect(popup.group(older.digest)?.images).toHaveLength(2);
  });

  it('never fetches a manifest again, in this life of the worker or a later one', async () => {
    await opened();
    popup.visible(current.digest);
    await rig.until('it is read', () => popup.group(current.digest)?.imageId?.pulls === 0);
    popup.reveal(current.digest);
    await rig.rest();
    rig.restart();
    rig.clock.advance(86_400_000);
    popup = rig.popup();
    await opened();
    popup.visible(current.digest);
    await rig.until('it is confirmed', () => popup.group(current.digest)?.evidence === 'registry');
    expect(popup.group(current.digest)?.imageId).toMatchObject({
      digest: current.configs['linux/amd64'],
      pulls: 0,
    });
    expect(gets()).toBe(1);
  });

  it('says on the group what went wrong, and tries again when told to', async () => {
    const manifest = current.images[1]?.digest ?? '';
    rig.docker.fail(`get ${manifest}`, 'digest-mismatch');
    await opened();
    popup.visible(current.digest);
    await rig.until('it failed', () => hasUnread(popup, current));
    expect(popup.group(current.digest)).toMatchObject({
      imageId: { pulls: 1, busy: false, failure: { kind: 'digest-mismatch' } },
    });
    await rig.rest();
    expect(gets()).toBe(1);
    rig.docker.faults.clear();
    popup.ask('retry');
    await rig.until('it is read', () => popup.group(current.digest)?.imageId?.pulls === 0);
    expect(popup.group(current.digest)?.imageId).not.toHaveProperty('failure');
  });

  it('goes on with HEAD where pulls have run out', async () => {
    rig.docker.fail('get *', 'rate-limited');
    await opened();
    popup.visible(current.digest, older.digest);
    await rig.until('it failed', () => hasUnread(popup, current));
    popup.visible(current.digest, older.digest, single.digest);
    await rig.until('it is confirmed', () => popup.group(single.digest)?.evidence === 'registry');
    expect(gets()).toBe(1);
  });

  it('shows how far the listing is', async () => {
    for (let n = 0; n < 330; n += 1)
      rig.docker.tag(`0.${n}`, rig.docker.image('linux/amd64', `${n}`));
    rig.docker.hold('page 3');
    popup.open(nginx);
    await rig.until('all but one page came', () => popup.view?.progress?.done === 234);
    expect(popup.view).toMatchObject({ state: 'loading', progress: { total: 334 }, known: 234 });
    rig.docker.release('page 3');
    await rig.until('the listing ends', () => popup.view?.state === 'ready');
    expect(popup.view).not.toHaveProperty('progress');
    expect(popup.view?.known).toBe(334);
  });

  it('keeps what was listed where a later page fails', async () => {
    for (let n = 0; n < 330; n += 1)
      rig.docker.tag(`0.${n}`, rig.docker.image('linux/amd64', `${n}`));
    rig.docker.fail('page 3', 'rate-limited', { until: 1 });
    popup.open(nginx);
    await rig.until('the listing ends', () => popup.view?.failure !== undefined);
    expect(popup.view).toMatchObject({ state: 'ready', failure: { kind: 'rate-limited' } });
    expect(popup.view?.known).toBe(234);
    rig.docker.faults.clear();
    rig.docker.asked.length = 0;
    popup.ask('retry');
    await rig.until('the listing ends', () => popup.view?.known === 334);
    expect(rig.docker.asked.filter((one) => one.startsWith('page'))).toEqual(['page 3']);
  });

  it('takes the names from the registry where the web API is out of reach', async () => {
    rig.docker.fail('page *', 'unavailable', { status: 503 });
    popup.open(nginx);
    await rig.until('tags are confirmed', () => popup.view?.known === 4);
    expect(popup.view).toMatchObject({
      state: 'ready',
      total: 4,
      failure: { kind: 'unavailable' },
    });
    expect(popup.group(current.digest)).toMatchObject({
      tags: ['1.27', 'latest'],
      evidence: 'registry',
      images: [],
      imageId: { pulls: 2 },
    });
    expect(rig.docker.count('tags')).toBe(1);
    expect(gets()).toBe(0);
  });

  it('fails in one line for a repository that is not there or not ours to see', async () => {
    rig.docker.fail('page *', 'not-found', { status: 404 });
    rig.docker.fail('tags', 'denied', { status: 401 });
    popup.open(redis);
    await rig.until('it failed', () => popup.view?.state === 'failed');
    expect(popup.view).toMatchObject({
      repository: redis,
      groups: [],
      unknownTags: [],
      failure: { kind: 'denied', status: 401 },
    });
  });

  it('counts signatures, and all whose digest nobody could tell though it names two hundred', async () => {
    const signature = `sha256-${'a'.repeat(64)}`;
    rig.docker.tag(`${signature}.sig`, single);
    rig.docker.hubRow({ name: `${signature}.att` });
    for (let n = 0; n < 1_003; n += 1) rig.docker.hubRow({ name: `bare-${n}` });
    // The listing ends after a thousand rows; a page has looked at the others.
    const rest = Array.from({ length: 30 }, (_, n) => `gone-${n}`);
    const page = rig.page();
    page.watch(nginx, rest);
    await rig.until('the rows are told', () => page.isSettled(...rest));
    await opened();
    await rig.rest();
    expect(popup.view?.unknownTags).toHaveLength(200);
    // Those of the listing come first: four of its thousand rows have a digest, and two hold signatures.
    expect(popup.view).toMatchObject({
      furtherUnknown: { missing: 30, unknown: 794 },
      signatureTags: 2,
    });
  });

  it('names tags whose digest nobody could tell, with the reason', async () => {
    rig.docker.hubRow({ name: 'old' });
    rig.docker.hubRow({ name: 'broken' });
    rig.docker.fail('head broken', 'malformed');
    popup.open(nginx, 'never-was');
    await rig.until('all are asked', () => {
      return popup.view?.unknownTags.every((tag) => tag.failure) === true && !popup.view.asking;
    });
    expect(popup.view?.unknownTags.map(({ tag, failure: reason }) => [tag, reason?.kind])).toEqual([
      ['broken', 'malformed'],
      ['never-was', 'not-found'],
      ['old', 'not-found'],
    ]);
  });

  it('follows the settings while it is open', async () => {
    await opened();
    await rig.storage.set('settings', {
      version: 1,
      preferredPlatform: 'linux/arm64',
      allowance: 10,
    });
    await rig.until('it follows', () => popup.view?.preferredPlatform === 'linux/arm64');
    expect(popup.group(current.digest)?.imageId?.platform).toBe('linux/arm64');
  });

  it('says what is kept, and forgets it, but not the pulls that were spent', async () => {
    await opened();
    popup.visible(single.digest);
    await rig.until('it is read', () => popup.group(single.digest)?.imageId?.pulls === 0);
    await rig.rest();
    popup.close();
    const options = rig.popup();
    options.ask('stored');
    await rig.until('it is told', () => options.stored.length === 1);
    expect(options.stored[0]).toMatchObject({ tags: 4, manifests: 1 });
    expect(options.stored[0]?.bytes).toBeGreaterThan(0);
    options.ask('clear');
    await rig.until('it is told', () => options.stored.length === 2);
    expect(options.stored[1]).toEqual({ tags: 0, manifests: 0, bytes: 0 });
    popup = rig.popup();
    await opened();
    expect(rig.docker.count('page 1')).toBe(2);
    expect(popup.view?.meter.spent).toBe(1);
  });

  it('uses the failure of the listing where the registry gives no names either', async () => {
    rig.docker.faults.set('page *', failure('offline'));
    rig.docker.faults.set('tags', failure('offline'));
    popup.open(nginx);
    await rig.until('it failed', () => popup.view?.state === 'failed');
    expect(popup.view?.failure).toEqual({ kind: 'offline' });
  });
});
