/**
 * The worker dies at each of its steps outside in turn (store, storage, registry, web API), before the step has any effect
 * and after. In the end its successor has told everything right, nothing was paid twice, and nothing that was answered and
 * kept was asked again.
 */
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { nginx } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import type { Death } from './mortal.ts';
import { type FakePage, type FakePopup, Rig } from './rig.ts';

const TAGS = ['1.29', '1.28', '1.27', 'latest'];
const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const FILLERS = 220;

class Scene {
  readonly rig = new Rig();
  readonly things: readonly Thing[];
  /** A group that is not on screen: its image ID is read by click. */
  readonly hidden: Thing;

  constructor() {
    const { docker } = this.rig;
    this.things = TAGS.map((tag) => docker.index(PLATFORMS, tag));
    for (const [place, tag] of TAGS.entries()) docker.tag(tag, this.thing(place));
    this.hidden = docker.image('linux/amd64', 'hidden');
    for (let n = 0; n < FILLERS; n += 1) docker.tag(`0.${n}`, this.hidden);
  }

  thing(place: number): Thing {
    const thing = this.things[place];
    if (!thing) throw new Error(`no such thing: ${place}`);
    return thing;
  }

  /** A page and a popup at the same time, and a click in the popup once everything is told. Ends with the worker, if that dies. */
  async visit(): Promise<{ page: FakePage; popup: FakePopup }> {
    const { rig } = this;
    const page = rig.page();
    const popup = rig.popup();
    page.watch(nginx, TAGS);
    popup.open(nginx);
    const orDead = (isSo: () => boolean) => () => rig.isDead || isSo();
    await rig.until(
      'rows and listing are told',
      orDead(() => {
        return page.isSettled(...TAGS) && popup.view?.state === 'ready';
      }),
    );
    popup.visible(...this.things.map(({ digest }) => digest));
    await rig.until(
      'image IDs are read',
      orDead(() => this.areRead(popup)),
    );
    popup.reveal(this.hidden.digest);
    await rig.until(
      'the click is answered',
      orDead(() => popup.revealed.length > 0),
    );
    await rig.rest();
    return { page, popup };
  }

  areRead(popup: FakePopup): boolean {
    return this.things.every(({ digest }) => popup.group(digest)?.imageId?.pulls === 0);
  }

  /** The questions whose answers the store holds. */
  async answered(): Promise<Set<string>> {
    const store = openStore(
      { now: () => this.rig.clock.now(), after: systemClock.after },
      { warn: () => {} },
    );
    const listed = await store.readListing(nginx);
    const pages = listed?.listing ? [1, 2, 3] : (listed?.walk?.pages ?? []);
    const rows = await store.readTags(nginx);
    return new Set([
      ...rows.flatMap(({ tag, registry }) => (registry ? [`head ${tag}`] : [])),
      ...(await store.manifestUses()).map(({ digest }) => `get ${digest}`),
      ...pages.map((page) => `page ${page}`),
    ]);
  }
}

/** @returns whether the worker lived to see that step */
async function dying(death: Death): Promise<boolean> {
  const where = `step ${death.step}, ${death.isAfter ? 'after' : 'before'}`;
  const scene = new Scene();
  const { rig } = scene;
  rig.restart(death);
  await scene.visit();
  if (!rig.isDead) return false;
  await rig.rest();
  const answered = await scene.answered();
  const asked = rig.docker.asked.length;
  const paid = rig.docker.count('get ');

  rig.restart();
  const { page, popup } = await scene.visit();

  for (const [place, tag] of TAGS.entries()) {
    const { digest } = scene.thing(place);
    expect(page.view(tag), where).toMatchObject({ state: 'ready', digest });
    expect(popup.group(digest)?.imageId?.digest, where).toBe(
      scene.thing(place).configs['linux/amd64'],
    );
  }
  expect(popup.view, where).toMatchObject({ known: TAGS.length + FILLERS });
  expect(popup.group(scene.hidden.digest)?.imageId?.digest, where).toBe(
    scene.hidden.configs['linux/amd64'],
  );
  const again = rig.docker.asked.slice(asked);
  expect(
    again.filter((question) => answered.has(question)),
    where,
  ).toEqual([]);
  expect(new Set(again).size, where).toBe(again.length);
  // One manifest may be read a second time: the one that the first worker was about to keep.
  const gets = rig.docker.count('get ');
  const kept = [...answered].filter((question) => question.startsWith('get ')).length;
  expect(kept + gets - paid, where).toBe(TAGS.length + 1);
  expect(gets, where).toBeLessThanOrEqual(TAGS.length + 2);
  const spent = popup.view?.meter.spent ?? 0;
  expect(spent, where).toBeGreaterThanOrEqual(gets);
  expect(spent, where).toBeLessThanOrEqual(gets + 1);
  expect(rig.warnings, where).toEqual([]);
  return true;
}

describe('a worker that dies at any step of a visit', () => {
  it('leaves nothing wrong, nothing paid for in vain but what was on its way, and nothing to ask twice', async () => {
    let step = 1;
    while (await dying({ step, isAfter: false })) {
      await dying({ step, isAfter: true });
      step += 1;
    }
    // As many as that: if the steps were not seen, none would be died at.
    expect(step).toBeGreaterThan(30);
  }, 60_000);
});
