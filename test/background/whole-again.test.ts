/** A listing of all tags that could not be finished, and one that was finished long ago. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { nginxNames } from '../fixtures/generated-large-names.ts';
import { WholeScene } from './whole-scene.ts';

const TAGS = 1_339;
const HOUR = 3_600_000;

describe('a listing of all tags', () => {
  let scene: WholeScene;

  beforeEach(async () => {
    scene = new WholeScene(nginxNames(TAGS));
    await scene.open();
  });

  /** Lets whoever looks see the walk repeated. */
  async function untilWalked(): Promise<void> {
    const { docker, clock } = scene.rig;
    const before = docker.asked.filter((question) => question === 'page 10').length;
    const count = () => docker.asked.filter((question) => question === 'page 10').length;
    clock.advance(301_000);
    scene.popup.ask('retry');
    await scene.until('the walk is over', () => count() > before);
    await scene.rig.rest();
  }

  it.each<Failure['kind']>(['permission', 'denied'])(
    'has not ended where the registry’s answers to all are: %s',
    async (kind) => {
      const { docker } = scene.rig;
      // No tag that is beyond the wall is named by the web API.
      for (const tag of scene.unlisted()) docker.removeHubTag(tag);
      docker.fail('head *', kind, { host: 'registry-1.docker.io' });
      scene.popup.ask('list-all');
      await scene.until('it stands still', () => scene.whole.state === 'paused');
      expect(scene.whole).toMatchObject({ failure: { kind }, done: 1_000, total: TAGS });
      expect(scene.whole.heads).toBe(TAGS - 1_000);
      expect((await scene.kept())?.whole?.endedAt).toBeUndefined();
      // One round is enough to see it.
      expect(scene.headsOfUnlisted()).toHaveLength(100);
      docker.faults.clear();
      scene.rig.clock.advance(60_000);
      await scene.finish();
      expect(scene.popup.view).toMatchObject({ known: TAGS, total: TAGS });
    },
  );

  it('loses no tag of an earlier one that it could not ask for', async () => {
    const { docker, clock } = scene.rig;
    await scene.finish();
    clock.advance(HOUR);
    for (const tag of scene.unlisted()) docker.removeHubTag(tag);
    docker.fail('head *', 'denied', { host: 'registry-1.docker.io' });
    scene.popup.ask('list-all');
    await scene.until('it stands still', () => scene.whole.state === 'paused');
    expect(scene.popup.view?.known).toBe(TAGS);
  });

  it('is offered again with its price when it is no longer fresh', async () => {
    await scene.finish();
    expect(scene.whole).toMatchObject({ state: 'done', requests: 0, heads: 0 });
    scene.rig.clock.advance(HOUR);
    await untilWalked();
    await scene.until('it has a price', () => scene.whole.requests > 3);
    const { requests, heads, doneAt = 0 } = scene.whole;
    expect(scene.whole).toMatchObject({ state: 'done', done: TAGS, total: TAGS });
    const before = scene.filterPages().length;
    scene.popup.ask('list-all');
    await scene.until('it is done again', () => (scene.whole.doneAt ?? 0) > doneAt);
    expect(scene.filterPages().length - before).toBe(requests);
    expect(heads).toBeLessThan(30);
  });

  it('is offered by a new worker where there are tags that it has not seen', async () => {
    await scene.finish();
    await scene.untilKept(({ whole }) => whole?.endedAt !== undefined);
    const { docker, clock } = scene.rig;
    clock.advance(30 * 24 * HOUR);
    const image = docker.image('linux/amd64', 'new');
    // Behind the others: the walk does not meet them.
    for (let n = 0; n < 200; n += 1) docker.tag(`9.${n}.0`, image);
    scene.rig.restart();
    await scene.open();
    await scene.until('it is offered', () => scene.whole.state === 'offered');
    expect(scene.whole).toMatchObject({ done: TAGS, total: TAGS + 200 });
    expect(scene.whole.requests).toBeGreaterThan(3);
    await scene.finish();
    expect(scene.popup.view).toMatchObject({ known: TAGS + 200, total: TAGS + 200 });
  });

  it('asks for the names again after they could not be had, and has no price meanwhile', async () => {
    const { docker, clock } = scene.rig;
    await scene.finish();
    clock.advance(HOUR);
    docker.tag('9.9.9', docker.image('linux/amd64', 'new'));
    docker.fail('tags', 'denied', { status: 401 });
    await untilWalked();
    await scene.until('it says so', () => scene.whole.failure?.kind === 'denied');
    expect(scene.whole).toMatchObject({ heads: 0 });
    docker.faults.clear();
    const before = docker.count('tags');
    scene.popup.ask('list-all');
    await scene.until('it is listed', () => scene.whole.done === TAGS + 1);
    expect(docker.count('tags')).toBe(before + 1);
  });

  it('comes to a standstill although the worker is stopped while it waits', async () => {
    const { rig } = scene;
    rig.docker.fail('page *', 'unavailable', { status: 503 });
    scene.popup.ask('list-all');
    await scene.untilKept(({ whole }) => whole?.waits !== undefined);
    let lives = 0;
    const isPaused = () => scene.popup.view?.whole?.state === 'paused';
    while (!isPaused()) {
      lives += 1;
      expect(lives).toBeLessThan(60);
      rig.clock.advance(30_000);
      await rig.rest();
      const before = (await scene.kept())?.whole?.waits;
      if (isPaused()) break;
      rig.restart();
      await scene.open(() => scene.popup.ask('list-all'));
      await scene.until('it has begun again', () => scene.whole.state !== 'offered');
      if (before && before.until > rig.clock.now()) expect(scene.whole.state).toBe('running');
    }
    expect(lives).toBeGreaterThan(3);
    expect(scene.whole.failure).toMatchObject({ kind: 'unavailable' });
    // Three pages are under way at a time, and each attempt but the last waits twice as long as the one before.
    expect(scene.filterPages().length).toBeLessThanOrEqual(3 * 7);
    expect((await scene.kept())?.whole?.waits).toBeUndefined();
  }, 60_000);
});
