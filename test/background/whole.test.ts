/** All tags of a repository that has more than list themselves: from a click to the last of them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nginxNames } from '../fixtures/generated-large-names.ts';
import { nginx } from '../messaging/names.ts';
import { tokenOf } from './fake-docker.ts';
import { WholeScene } from './whole-scene.ts';

const TAGS = 1_339;
const SIGNATURE = `sha256-${'a'.repeat(64)}.sig`;

describe('a repository of more tags than list themselves', () => {
  let scene: WholeScene;

  beforeEach(async () => {
    scene = new WholeScene(nginxNames(TAGS));
    await scene.open();
  });

  it('tells beforehand what a listing of all costs, and asks nothing for it but the names', async () => {
    const { rig, whole } = scene;
    await rig.rest();
    expect(scene.popup.view).toMatchObject({ known: 1_000, total: TAGS });
    expect(whole).toMatchObject({ state: 'offered', done: 1_000, total: TAGS });
    expect(whole.requests).toBeGreaterThan(3);
    expect(whole.requests + whole.heads).toBeLessThan(30);
    expect(whole.seconds).toBeGreaterThan(0);
    expect(rig.docker.count('tags')).toBe(1);
    expect(rig.docker.count('page ')).toBe(10);
    expect(rig.docker.count('head ')).toBeLessThan(100);
  });

  it('is listed to the last tag by as many requests as were told', async () => {
    const { whole, rig } = scene;
    scene.popup.ask('list-all');
    await scene.until('all is listed', () => scene.whole.state === 'done');
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
    expect(scene.popup.view?.progress).toBeUndefined();
    expect(scene.whole).toMatchObject({ requests: 0, heads: 0, seconds: 0, done: TAGS });
    expect(scene.whole.doneAt).toBeDefined();
    expect(scene.filterPages()).toHaveLength(whole.requests);
    expect(scene.headsOfUnlisted()).toHaveLength(whole.heads);
    expect(scene.twice()).toEqual([]);
    expect(rig.docker.count('tags')).toBe(1);
    expect(rig.docker.count('get ')).toBe(0);
    expect(rig.docker.most.get('page')).toBe(3);
  });

  it('lets the pages that a person sees go first', async () => {
    await scene.finish();
    const { priorities } = scene.rig.docker;
    const pages = scene.filterPages().map((question) => priorities.get(question));
    expect(new Set(pages)).toEqual(new Set(['low']));
    expect(priorities.get('page 1')).toBeUndefined();
  });

  it('tells how far it is, in tags of the whole repository', async () => {
    const { requests } = scene.whole;
    scene.rig.docker.hold('page');
    scene.popup.ask('list-all');
    const told: { done: number; left: number }[] = [];
    for (let pages = 3; pages <= requests; pages += 1) {
      await scene.until('the next is under way', () => scene.filterPages().length === pages);
      await scene.rig.rest();
      expect(scene.popup.view?.progress).toEqual({ done: scene.whole.done, total: TAGS });
      told.push({ done: scene.whole.done, left: scene.whole.requests });
      scene.rig.docker.release('page', 1);
    }
    expect(told.map(({ left }) => left)).toEqual(told.map((_, place) => requests - 3 - place));
    for (const [place, { done }] of told.entries()) {
      expect(done).toBeGreaterThan(told[place - 1]?.done ?? 999);
    }
  });

  it('is known whole to the next who looks, a day later too', async () => {
    scene.popup.ask('list-all');
    await scene.until('all is listed', () => scene.whole.state === 'done');
    await scene.untilKept(({ whole }) => whole?.endedAt !== undefined);
    scene.popup.close();
    scene.rig.clock.advance(25 * 60 * 60_000);
    scene.rig.restart();
    scene.rig.docker.asked.length = 0;
    await scene.open();
    await scene.until('it is known', () => scene.whole.state === 'done');
    await scene.rig.rest();
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS, state: 'ready' });
    expect(scene.rig.docker.count('tags')).toBe(0);
    expect(scene.filterPages()).toEqual([]);
  });

  it('is listed anew by another click, when that is no longer fresh', async () => {
    scene.popup.ask('list-all');
    await scene.until('all is listed', () => scene.whole.state === 'done');
    const { doneAt = 0 } = scene.whole;
    scene.popup.ask('list-all');
    await scene.rig.rest();
    expect(scene.whole).toMatchObject({ state: 'done', doneAt });
    const gone = scene.names.at(-1) ?? '';
    scene.rig.docker.registryTag(gone, undefined);
    scene.rig.docker.removeHubTag(gone);
    scene.rig.clock.advance(3_600_000);
    scene.popup.ask('list-all');
    await scene.until('it is listed again', () => (scene.whole.doneAt ?? 0) > doneAt);
    expect(scene.popup.view).toMatchObject({ known: TAGS - 1, total: TAGS - 1 });
    const tags = scene.popup.view?.groups.flatMap((group) => group.tags);
    expect(tags).not.toContain(gone);
  });

  it('stops by click, and goes on where it was', async () => {
    const { requests } = scene.whole;
    scene.rig.docker.hold('page');
    scene.popup.ask('list-all');
    await scene.until('it is under way', () => scene.filterPages().length === 3);
    scene.popup.ask('pause-listing');
    scene.rig.docker.release('page');
    await scene.rig.rest();
    expect(scene.whole.state).toBe('paused');
    expect(scene.popup.view?.progress).toBeUndefined();
    expect(scene.filterPages()).toHaveLength(3);
    scene.popup.ask('list-all');
    await scene.until('all is listed', () => scene.whole.state === 'done');
    expect(scene.twice()).toEqual([]);
    expect(scene.filterPages()).toHaveLength(requests);
  });

  it('stops when nobody looks any more, and offers the rest to the next', async () => {
    scene.rig.docker.hold('page');
    scene.popup.ask('list-all');
    await scene.until('it is under way', () => scene.filterPages().length === 3);
    scene.popup.close();
    scene.rig.docker.release('page');
    await scene.rig.rest();
    expect(scene.filterPages()).toHaveLength(3);
    await scene.open();
    expect(scene.whole.state).toBe('paused');
    expect(scene.whole.done).toBeGreaterThan(1_000);
    await scene.finish();
    expect(scene.twice()).toEqual([]);
  });

  it('goes on for as long as one of those is there who have started it', async () => {
    const other = scene.rig.popup();
    other.open(nginx);
    await scene.rig.until('it is open', () => other.view?.whole !== undefined);
    scene.rig.docker.hold('page');
    scene.popup.ask('list-all');
    await scene.until('it is under way', () => scene.filterPages().length === 3);
    await scene.rig.until('the other is told', () => other.view?.whole?.state === 'running');
    expect(scene.whole).toMatchObject({ isYours: true });
    expect(other.view?.whole).not.toHaveProperty('isYours');
    other.ask('list-all');
    await scene.rig.until('it is the first one’s alone no more', () => !scene.whole.isYours);
    expect(other.view?.whole).not.toHaveProperty('isYours');
    scene.popup.close();
    await scene.rig.until('it is the other’s', () => other.view?.whole?.isYours === true);
    scene.rig.docker.release('page');
    await scene.until('all is listed', () => other.view?.whole?.state === 'done');
  });

  it('waits where Docker Hub has had enough, and goes on by itself', async () => {
    const until = scene.rig.clock.now() + 40_000;
    scene.rig.docker.fail('page *', 'rate-limited', { until });
    scene.popup.ask('list-all');
    await scene.until('it waits', () => scene.whole.waitsUntil === until);
    expect(scene.whole).toMatchObject({ state: 'running', isLimited: true });
    const asked = scene.filterPages().length;
    scene.rig.clock.advance(30_000);
    await scene.rig.rest();
    expect(scene.filterPages()).toHaveLength(asked);
    scene.rig.docker.faults.clear();
    await scene.until('all is listed', () => scene.whole.state === 'done');
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
  });

  it('says why it stands still where it does not go on by itself', async () => {
    scene.rig.docker.fail('page *', 'unavailable', { host: 'hub.docker.com' });
    scene.popup.ask('list-all');
    await scene.until('it has given up', () => scene.whole.state === 'paused', 60_000);
    expect(scene.whole.failure).toMatchObject({ kind: 'unavailable' });
    const asked = scene.filterPages().length;
    scene.rig.clock.advance(3_600_000);
    await scene.rig.rest();
    expect(scene.filterPages()).toHaveLength(asked);
    scene.rig.docker.faults.clear();
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
  });

  it('loses no other page with one that cannot be read', async () => {
    scene.rig.docker.hold('page');
    scene.popup.ask('list-all');
    await scene.until('it is under way', () => scene.filterPages().length === 3);
    const [first = ''] = scene.filterPages();
    scene.rig.docker.fail(first, 'malformed');
    scene.rig.docker.release('page');
    await scene.until('all is listed', () => scene.whole.state === 'done');
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
  });

  it('asks the registry for tags that the web API does not list', async () => {
    const missing = scene.unlisted().slice(0, 40);
    for (const tag of missing) scene.rig.docker.removeHubTag(tag);
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
    for (const tag of missing) expect(scene.rig.docker.asked).toContain(`head ${tag}`);
    expect(scene.twice()).toEqual([]);
    expect(scene.filterPages().length).toBeLessThan(40);
  });

  it('does not count tags that the registry has no more, and names those that nobody can tell', async () => {
    const [gone = '', broken = ''] = scene.unlisted();
    for (const tag of [gone, broken]) scene.rig.docker.removeHubTag(tag);
    scene.rig.docker.fail(`head ${gone}`, 'not-found', { status: 404 });
    scene.rig.docker.fail(`head ${broken}`, 'malformed');
    scene.popup.ask('list-all');
    await scene.until('it is asked for', () => scene.whole.state === 'paused');
    expect(scene.whole).toMatchObject({
      requests: 0,
      heads: 1,
      failure: { kind: 'malformed' },
    });
    expect(scene.popup.view).toMatchObject({ known: TAGS - 2, total: TAGS - 1 });
    expect(scene.popup.view?.unknownTags).toContainEqual({
      tag: broken,
      failure: expect.objectContaining({ kind: 'malformed' }),
    });
    scene.rig.docker.faults.delete(`head ${broken}`);
    scene.rig.clock.advance(60_000);
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: TAGS - 1, total: TAGS - 1 });
  });

  it('does not ask for ever where the web API gives everything whatever it is asked for', async () => {
    scene.rig.docker.heedsName = false;
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
    expect(scene.filterPages().length).toBeLessThanOrEqual(3);
    expect(scene.headsOfUnlisted().length).toBeGreaterThan(300);
  });

  it('plans anew where an answer ends sooner than was thought', async () => {
    scene.rig.docker.filterPages = 1;
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
    expect(scene.twice()).toEqual([]);
    expect(scene.headsOfUnlisted().length).toBeLessThan(100);
  });

  it('goes on in the next life of the worker, where it was', async () => {
    const { requests } = scene.whole;
    scene.rig.docker.hold('page');
    scene.popup.ask('list-all');
    await scene.until('it is under way', () => scene.filterPages().length === 3);
    scene.rig.docker.release('page', 2);
    await scene.rig.rest();
    scene.rig.restart();
    scene.rig.docker.release('page');
    await scene.open(() => scene.popup.ask('list-all'));
    await scene.until('all is listed', () => scene.whole.state === 'done');
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
    expect(scene.rig.docker.count('tags')).toBe(1);
    // At most what was under way is asked again.
    expect(scene.filterPages().length).toBeLessThanOrEqual(requests + 3);
    expect(scene.twice().length).toBeLessThanOrEqual(3);
  });
});

describe('a large repository', () => {
  describe('whose listing is being planned', () => {
    let scene: WholeScene;

    beforeEach(async () => {
      scene = new WholeScene(nginxNames(TAGS));
      const { clock } = scene.rig;
      const { steady } = clock;
      // As on a slow machine: each look at the clock finds it five milliseconds later.
      let passed = 0;
      clock.steady = () => {
        passed += 5;
        return steady.call(clock) + passed;
      };
      await scene.open(undefined, () => isGivingWay());
    });

    const isGivingWay = () =>
      scene.popup.view?.whole?.state === 'planning' && scene.rig.clock.waits().includes(0);

    it('leaves the worker to others meanwhile', async () => {
      const { rig, names } = scene;
      const page = rig.page();
      page.watch(nginx, names.slice(0, 20));
      await new Promise((resolve) => setImmediate(resolve));
      expect(page.views.size).toBe(20);
      expect(isGivingWay()).toBe(true);
      await scene.until('it is planned', () => scene.whole.state === 'offered');
      expect(scene.whole.requests).toBeGreaterThan(3);
    });

    it('is not planned any further when nobody looks any more, and anew for the next', async () => {
      scene.popup.close();
      scene.rig.clock.advance(0);
      await new Promise((resolve) => setImmediate(resolve));
      expect(scene.rig.clock.waits()).not.toContain(0);
      await scene.open();
      expect(scene.whole).toMatchObject({ state: 'offered', done: 1_000, total: TAGS });
      expect(scene.whole.requests).toBeGreaterThan(3);
      expect(scene.rig.docker.count('tags')).toBe(1);
    });

    it('is listed as soon as it is planned where somebody has clicked meanwhile', async () => {
      await scene.finish();
      expect(scene.whole).toMatchObject({ state: 'done', done: TAGS, total: TAGS });
    });
  });

  it('counts no tag of a signature that nobody has looked at', async () => {
    const scene = new WholeScene(nginxNames(TAGS));
    const { docker } = scene.rig;
    docker.registryTag(SIGNATURE, docker.image('linux/amd64', 'signature'));
    await scene.open();
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
    expect(docker.asked).not.toContain(`head ${SIGNATURE}`);
  });

  it('says so where the registry does not name its tags, and can be tried again', async () => {
    const scene = new WholeScene(nginxNames(TAGS));
    scene.rig.docker.fail('tags', 'denied', { status: 401 });
    await scene.open();
    expect(scene.whole).toMatchObject({
      state: 'offered',
      failure: { kind: 'denied' },
      requests: 4,
      isGuess: true,
    });
    scene.rig.docker.faults.clear();
    await scene.finish();
    expect(scene.whole).not.toHaveProperty('isGuess');
    expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
  });

  it('that lists itself is not offered', async () => {
    const scene = new WholeScene(nginxNames(100));
    await scene.open(undefined, () => scene.popup.view?.state === 'ready');
    await scene.rig.rest();
    expect(scene.popup.view?.whole).toBeUndefined();
    scene.popup.ask('list-all');
    await scene.rig.rest();
    expect(scene.popup.view?.whole).toBeUndefined();
    expect(scene.rig.docker.count('tags')).toBe(0);
  });

  it('is listed page by page for an account', async () => {
    const scene = new WholeScene([
      { names: Array.from({ length: 5_250 }, (_, n) => `b${n}`), platforms: 0 },
    ]);
    const first = scene.rig.popup();
    first.signIn('alice', tokenOf('alice'), false, true);
    await scene.rig.until('it is signed in', () => first.account?.state === 'session');
    await scene.open();
    expect(scene.whole).toMatchObject({ state: 'offered', requests: 3, heads: 0, done: 5_000 });
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: 5_250, total: 5_250 });
    expect(scene.rig.docker.asked).toContain('page 53');
    expect(scene.filterPages()).toEqual([]);
    expect(scene.twice()).toEqual([]);
  });
});
