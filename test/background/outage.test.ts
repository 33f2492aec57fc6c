/** What an outage costs the hosts, whatever becomes of the worker meanwhile, and how pages come out of it by themselves. */
import { afterEach, describe, expect, it } from 'vitest';
import { connectPage } from '../../src/messaging/client.ts';
import type { DrawnRow } from '../../src/messaging/drawn.ts';
import { connectPopup } from '../../src/messaging/popup-client.ts';
import type { RepositoryView } from '../../src/messaging/view.ts';
import { nginx } from '../messaging/names.ts';
import { repositoryName } from '../registry/names.ts';
import { type Outage, OutageRig } from './outage-rig.ts';

const MINUTE = 60_000;
/** The longest rest, and a moment to ask after it. */
const SOON = 5 * MINUTE + 10_000;
const REGISTRY = 'registry-1.docker.io';
const HUB = 'hub.docker.com';
const ALL = [REGISTRY, 'auth.docker.io', HUB];
const TWO_MINUTES: Outage = { status: 503, headers: { 'retry-after': '120' } };

const closings: (() => void)[] = [];

afterEach(() => {
  for (const close of closings.splice(0)) close();
});

function openRig(isStopped: boolean): OutageRig {
  const rig = new OutageRig(isStopped);
  closings.push(() => rig.stop());
  return rig;
}

/** The rows of a page that nobody touches. */
function openPage(rig: OutageRig, name = 'nginx'): ReadonlyMap<string, DrawnRow> {
  const views = new Map<string, DrawnRow>();
  const client = connectPage({
    opener: rig.opener(`https://hub.docker.com/_/${name}/tags`),
    clock: rig.clock,
    onTags: ({ tags }) => {
      for (const view of tags) views.set(view.tag, view);
    },
    onListed: () => undefined,
    onBack: () => () => undefined,
    onLook: () => () => undefined,
    onOrphaned: () => undefined,
  });
  closings.push(() => client.close());
  client.watch(repositoryName(`library/${name}`), rig.tags, 10);
  return views;
}

/** The views of a popup in a tab that nobody touches. */
function openPopup(rig: OutageRig): RepositoryView[] {
  const views: RepositoryView[] = [];
  const client = connectPopup({
    opener: rig.opener(rig.popup),
    clock: rig.clock,
    onView: (view) => views.push(view),
  });
  closings.push(() => client.close());
  client.open(nginx);
  return views;
}

function isReady(rig: OutageRig, views: ReadonlyMap<string, DrawnRow>): boolean {
  return rig.tags.every((tag) => views.get(tag)?.attributes['data-state'] === 'ready');
}

describe('ten minutes of an outage', () => {
  interface Course {
    readonly outage: Outage;
    readonly hosts: readonly string[];
    readonly tabs: number;
  }

  /** How often the hosts that are out were asked, minute by minute. Shows that all pages come out of it. */
  async function sufferedBy({ outage, hosts, tabs }: Course, isStopped: boolean) {
    const rig = openRig(isStopped);
    rig.breakHosts(outage, ...hosts);
    const pages = Array.from({ length: tabs }, (_, n) => openPage(rig, n ? `nginx${n}` : 'nginx'));
    const minutes: number[] = [];
    for (let minute = 0; minute < 10; minute += 1) {
      rig.asked = [];
      await rig.run(MINUTE);
      minutes.push(rig.asked.filter((host) => hosts.includes(host)).length);
    }
    expect(pages.some((views) => isReady(rig, views))).toBe(false);
    expect(rig.lives > 1).toBe(isStopped);
    rig.breakHosts(undefined, ...hosts);
    await rig.run(SOON);
    expect(pages.every((views) => isReady(rig, views))).toBe(true);
    return { minutes, all: minutes.reduce((sum, asked) => sum + asked, 0) };
  }

  it.each<[string, Course, number]>([
    ['the registry gives no answer', { outage: 'none', hosts: [REGISTRY], tabs: 1 }, 12],
    ['the web API stumbles', { outage: { status: 500 }, hosts: [HUB], tabs: 1 }, 16],
    ['nobody gives an answer', { outage: 'none', hosts: ALL, tabs: 1 }, 30],
    ['nobody gives one to ten tabs', { outage: 'none', hosts: ALL, tabs: 10 }, 50],
    ['the registry asks for two minutes', { outage: TWO_MINUTES, hosts: [REGISTRY], tabs: 1 }, 12],
    ['it does so of ten tabs', { outage: TWO_MINUTES, hosts: [REGISTRY], tabs: 10 }, 16],
  ])(
    'cost about the same whether the worker is stopped or not: %s',
    async (_, course, most) => {
      const stopped = await sufferedBy(course, true);
      const unstopped = await sufferedBy(course, false);
      expect(stopped.all).toBeLessThanOrEqual(most);
      expect(stopped.all).toBeLessThanOrEqual(unstopped.all * 1.7);
    },
    60_000,
  );

  it('are no more than a question in two minutes where the host asks for them', async () => {
    const { minutes } = await sufferedBy({ outage: TWO_MINUTES, hosts: [REGISTRY], tabs: 1 }, true);
    expect(Math.max(...minutes.slice(1))).toBeLessThanOrEqual(1);
    expect(minutes.slice(1).reduce((sum, asked) => sum + asked, 0)).toBeLessThanOrEqual(5);
  }, 60_000);

  it('are waited for by a popup in a tab, which recovers by itself', async () => {
    const rig = openRig(true);
    rig.breakHosts('none', ...ALL);
    const views = openPopup(rig);
    await rig.run(10 * MINUTE);
    expect(views.at(-1)).toMatchObject({ state: 'failed', failure: { kind: 'unavailable' } });
    expect(rig.asked.length).toBeLessThanOrEqual(30);
    rig.breakHosts(undefined, ...ALL);
    await rig.run(SOON);
    expect(views.at(-1)).toMatchObject({ state: 'ready', known: rig.tags.length });
    expect(views.at(-1)?.failure).toBeUndefined();
  }, 60_000);

  it('hold up nobody who comes after them: a host is tried at once for a person', async () => {
    const rig = openRig(true);
    rig.breakHosts('none', ...ALL);
    openPage(rig);
    await rig.run(10 * MINUTE);
    rig.breakHosts(undefined, ...ALL);
    const views = openPage(rig, 'redis');
    await rig.run(2_000);
    expect(isReady(rig, views)).toBe(true);
  }, 60_000);
});

describe('a host that is left alone', () => {
  it.each([
    ['tried for somebody who comes', false, 1],
    ['not tried because a port is opened again by a clock', true, 0],
  ])('is %s', async (_, isLost, times) => {
    const rig = openRig(true);
    rig.breakHosts('none', REGISTRY);
    openPage(rig);
    await rig.run(30_000);
    rig.asked = [];
    openPage(rig, 'redis');
    if (isLost) rig.stop();
    await rig.run(5_000);
    expect(rig.asked).toContain(HUB);
    expect(rig.asked.filter((host) => host === REGISTRY)).toHaveLength(times);
  });
});

describe('where nothing has failed', () => {
  it('a page and a popup that are left open wake no worker', async () => {
    const rig = openRig(true);
    const views = openPage(rig);
    const told = openPopup(rig);
    await rig.run(MINUTE);
    expect(isReady(rig, views)).toBe(true);
    expect(told.at(-1)).toMatchObject({ state: 'ready', known: rig.tags.length });
    rig.asked = [];
    await rig.run(30 * MINUTE);
    expect(rig.lives).toBe(1);
    expect(rig.asked).toEqual([]);
    expect(rig.clock.waits()).toEqual([]);
  }, 60_000);
});
