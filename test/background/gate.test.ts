import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createGates, type Gates } from '../../src/background/gate.ts';
import { type FreeRegistry, gatedRegistry } from '../../src/background/gated.ts';
import { nginx } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeStorage } from '../platform/fake-storage.ts';
import { FakeDocker } from './fake-docker.ts';

const HOUR = 3_600_000;

describe('the gates', () => {
  let clock: FakeClock;
  let storage: FakeStorage;
  let docker: FakeDocker;
  let warnings: string[];

  beforeEach(() => {
    clock = new FakeClock();
    storage = new FakeStorage();
    docker = new FakeDocker();
    for (const tag of ['1', '2']) docker.registryTag(tag, docker.image('linux/amd64', tag));
    warnings = [];
  });

  /** As a new life of the worker makes them. */
  function gates(): Gates {
    const log = { warn: (event: string) => warnings.push(event) };
    return createGates({ storage, clock, log });
  }

  const registry = () => gatedRegistry(docker.registry, gates());

  async function twice(asked: FreeRegistry): Promise<void> {
    await asked.head(nginx, '1');
    await asked.head(nginx, '1');
  }

  it('of HEAD stays open after one 429 among answers, which still says when it ends', async () => {
    docker.fail('head 1', 'rate-limited', { status: 429 });
    const asked = registry();
    for (let round = 0; round < 3; round += 1) {
      expect(await asked.head(nginx, '1')).toMatchObject({
        error: { kind: 'rate-limited', until: clock.now() + 60_000 },
      });
      expect(await asked.head(nginx, '2')).toMatchObject({ ok: true });
    }
  });

  it('are not closed by silence: the circuit of its host sees to that', async () => {
    docker.fail('head *', 'unavailable', { until: clock.now() + 20_000 });
    const asked = registry();
    for (let n = 0; n < 20; n += 1) await asked.head(nginx, '1');
    docker.faults.clear();
    expect(await asked.head(nginx, '1')).toMatchObject({ ok: true });
  });

  it('of pulls opens where another account pays, in this life and the next, and no other gate', async () => {
    const shut = async (all: Gates) => {
      docker.fail('head *', 'rate-limited', { until: clock.now() + HOUR });
      docker.fail('tags', 'rate-limited', { until: clock.now() + HOUR });
      await gatedRegistry(docker.registry, all).tags(nginx);
      await all.pulls.pass(() => docker.registry.head(nginx, '1'));
      docker.faults.clear();
    };
    const isOpen = async (all: Gates, gate: 'pulls' | 'names') =>
      (await all[gate].pass(() => docker.registry.tags(nginx))).ok;
    const all = gates();
    await shut(all);
    all.forgetAccount();
    expect([await isOpen(all, 'pulls'), await isOpen(all, 'names')]).toEqual([true, false]);
    expect(await isOpen(gates(), 'pulls')).toBe(true);
    // At once after the worker has started, too, before what was kept is read.
    await shut(gates());
    const next = gates();
    next.forgetAccount();
    expect([await isOpen(next, 'pulls'), await isOpen(next, 'names')]).toEqual([true, false]);
    expect([await isOpen(gates(), 'pulls'), await isOpen(gates(), 'names')]).toEqual([true, false]);
  });

  describe('of pulls, closed by a 429 that named no end', () => {
    const LIMITS = { limit: 100, remaining: 100, windowSeconds: 21_600 };
    const isOpen = async (all: Gates) =>
      (await all.pulls.pass(() => docker.registry.tags(nginx))).ok;

    async function refused(all: Gates, hours: number, isUntilGuessed?: true): Promise<void> {
      const until = clock.now() + hours * HOUR;
      docker.fail('head *', 'rate-limited', { until, ...(isUntilGuessed && { isUntilGuessed }) });
      await all.pulls.pass(() => docker.registry.head(nginx, '1'));
      docker.faults.clear();
    }

    it('open as soon as pulls are said to remain, in this life and the next', async () => {
      const all = gates();
      await refused(all, 6, true);
      expect(await isOpen(all)).toBe(false);
      all.onLimits(LIMITS, clock.now() + 1);
      expect([await isOpen(all), await isOpen(gates())]).toEqual([true, true]);

      await refused(all, 6, true);
      const next = gates();
      expect([await isOpen(next), await next.pulls.isClosedByName()]).toEqual([false, false]);
      next.onLimits('unlimited', clock.now());
      expect([await isOpen(next), await isOpen(gates())]).toEqual([true, true]);
    });

    it('stay closed where none remain, and by answers to what was asked before', async () => {
      const all = gates();
      await refused(all, 6, true);
      all.onLimits({ ...LIMITS, remaining: 0 }, clock.now() + 1);
      all.onLimits(LIMITS, clock.now());
      expect([await isOpen(all), await isOpen(gates())]).toEqual([false, false]);
    });

    it('stay closed until a time that another has named, whichever came first', async () => {
      for (const named of [0, 1]) {
        const all = gates();
        // Both were under way.
        all.forgetAccount();
        const hold = [1, 2].map((n) => `head ${n}`);
        for (const question of hold) docker.hold(question);
        docker.fail('head 1', 'rate-limited', { until: clock.now() + HOUR });
        docker.fail('head 2', 'rate-limited', {
          until: clock.now() + 6 * HOUR,
          isUntilGuessed: true,
        });
        const asked = ['1', '2'].map((tag) =>
          all.pulls.pass(() => docker.registry.head(nginx, tag)),
        );
        await vi.waitFor(() => expect(docker.underway.get('head')).toBe(2));
        for (const question of named ? hold.reverse() : hold) {
          docker.release(question);
          await vi.waitFor(() => expect(docker.underway.get('head')).toBeLessThan(2));
        }
        await Promise.all(asked);
        docker.faults.clear();
        all.onLimits(LIMITS, clock.now() + 1);
        expect([await isOpen(all), await isOpen(gates())]).toEqual([false, false]);
        expect(await all.pulls.isClosedByName()).toBe(true);
        clock.advance(HOUR);
        expect(await isOpen(all)).toBe(true);
      }
    });
  });

  it('of pulls are not closed by what comes late of the account before', async () => {
    const all = gates();
    docker.hold('head 1');
    docker.fail('head 1', 'rate-limited', { until: clock.now() + HOUR });
    const late = all.pulls.pass(() => docker.registry.head(nginx, '1'));
    await vi.waitFor(() => expect(docker.count('head ')).toBe(1));
    all.forgetAccount();
    docker.release('head 1');
    const answer = await late;
    expect(answer).toMatchObject({ error: { kind: 'rate-limited' } });
    expect(answer).not.toHaveProperty('error.until');
    expect(await all.pulls.pass(() => docker.registry.tags(nginx))).toMatchObject({ ok: true });
    expect(await gates().pulls.pass(() => docker.registry.tags(nginx))).toMatchObject({ ok: true });
  });

  it('keep closed over the worker’s death until the time that the 429 named, and no longer', async () => {
    docker.fail('head *', 'rate-limited', { until: clock.now() + HOUR, status: 429 });
    await twice(registry());
    docker.faults.clear();
    clock.advance(HOUR - 1);
    const later = registry();
    later.warm(nginx);
    expect(await later.head(nginx, '1')).toMatchObject({
      error: { kind: 'rate-limited', status: 429, until: clock.now() + 1 },
    });
    expect(docker.count('head ')).toBe(2);
    expect(docker.warmed).toBe(0);
    clock.advance(1);
    expect(await registry().head(nginx, '1')).toMatchObject({ ok: true });
  });

  it('of the list of names does not close the one of HEAD', async () => {
    docker.fail('tags', 'rate-limited', { detail: 'TOOMANYREQUESTS' });
    const asked = registry();
    await asked.tags(nginx);
    await asked.tags(nginx);
    expect(docker.count('tags')).toBe(1);
    expect(await asked.head(nginx, '1')).toMatchObject({ ok: true });
  });

  it('of HEAD closes the names and the pulls too', async () => {
    docker.fail('head *', 'rate-limited');
    const all = gates();
    await twice(gatedRegistry(docker.registry, all));
    const refused = { error: { kind: 'rate-limited' } };
    expect(await gatedRegistry(docker.registry, all).tags(nginx)).toMatchObject(refused);
    expect(await all.pulls.pass(() => docker.registry.tags(nginx))).toMatchObject(refused);
    expect(docker.count('tags')).toBe(0);
  });

  it('do not stay closed for a year where the clock was set back by one', async () => {
    docker.fail('head *', 'rate-limited', { until: clock.now() + HOUR });
    const asked = registry();
    await twice(asked);
    docker.faults.clear();
    clock.set(-365 * 24 * HOUR);
    expect(await asked.head(nginx, '1')).toMatchObject({ ok: true });
  });

  it('are open where what was kept is nonsense or cannot be read', async () => {
    storage.kept.set('gates', { version: 1, closed: 'all' });
    expect(await registry().head(nginx, '1')).toMatchObject({ ok: true });
    storage.broken = new Error('broken profile');
    expect(await registry().head(nginx, '1')).toMatchObject({ ok: true });
    expect(warnings).toEqual(['gates cannot be read']);
  });
});
