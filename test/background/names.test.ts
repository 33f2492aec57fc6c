/** The web API is away: the registry names the tags, and a few of them are looked up. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

const SIGNATURE = `sha256-${'a'.repeat(64)}.sig`;

describe('the names that the registry gives where the web API fails', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
    for (let n = 0; n < 120; n += 1) {
      rig.docker.tag(`1.${n}`, rig.docker.image('linux/amd64', `build ${n}`));
    }
    rig.docker.registryTag(SIGNATURE, rig.docker.image('linux/amd64', 'signature'));
    rig.docker.fail('page *', 'unavailable');
    rig.docker.fail('tag *', 'unavailable');
  });

  it('are asked for even where a tag is known already', async () => {
    rig.docker.hold('page 1');
    const page = rig.page();
    page.watch(nginx, ['1.3']);
    await rig.until('it is known', () => page.views.get('1.3')?.evidence === 'registry');
    const popup = rig.popup();
    popup.open(nginx, '1.3');
    await rig.rest();
    rig.docker.release('page 1');
    await rig.until('they are told', () => popup.view?.total === 120);
    expect(popup.view).toMatchObject({ state: 'ready', failure: { kind: 'unavailable' } });
  });

  it('are not asked for where a listing is kept', async () => {
    rig.docker.faults.clear();
    const first = rig.popup();
    first.open(nginx);
    await rig.until('the listing ends', () => first.view?.state === 'ready');
    await rig.rest();
    first.close();
    rig.docker.fail('page *', 'unavailable');
    rig.clock.advance(3_600_000);
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('it failed', () => popup.view?.failure !== undefined);
    await rig.rest();
    expect(rig.docker.count('tags')).toBe(0);
  });

  it('lead to 25 HEADs in an opening, and not to one for every tag', async () => {
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('they are told', () => popup.view?.total === 120);
    for (let rounds = 0; rounds < 5; rounds += 1) await rig.rest();
    expect(rig.docker.count('head ')).toBe(25);
    expect(popup.view?.groups).toHaveLength(25);
    expect(popup.view?.groups[0]?.tags).toEqual(['1.119']);
  });

  it('hold no place of a signature', async () => {
    const popup = rig.popup();
    popup.open(nginx, SIGNATURE);
    await rig.until('they are told', () => popup.view?.total === 120);
    await rig.rest();
    expect(popup.view?.unknownTags.map(({ tag }) => tag)).not.toContain(SIGNATURE);
    const page = rig.page();
    page.watch(nginx, [SIGNATURE]);
    await rig.until('its row is told', () => page.isSettled(SIGNATURE));
    await rig.rest();
    expect(popup.view?.unknownTags.map(({ tag }) => tag)).not.toContain(SIGNATURE);
  });

  it('are asked for once, however many want them', async () => {
    rig.docker.hold('tags');
    const popups = [rig.popup(), rig.popup()];
    for (const popup of popups) popup.open(nginx);
    await rig.rest();
    rig.docker.release('tags');
    await rig.until('both are told', () => popups.every(({ view }) => view?.total === 120));
    expect(rig.docker.count('tags')).toBe(1);
  });
});
