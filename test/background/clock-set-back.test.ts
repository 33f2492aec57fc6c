/** A clock that was set back between two lives of the worker leaves words, listings and pulls in the future. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import { Rig } from './rig.ts';

const TAGS = ['1.28', '1.27'];
const YEAR = 365 * 24 * 3_600_000;

describe('after the clock was set back by a year', () => {
  let rig: Rig;
  let things: Thing[];

  beforeEach(async () => {
    rig = new Rig();
    things = TAGS.map((tag) => rig.docker.index(['linux/amd64'], tag));
    for (const [place, tag] of TAGS.entries()) {
      const thing = things[place];
      if (thing) rig.docker.tag(tag, thing);
    }
    await told();
    await rig.rest();
    rig.clock.set(-YEAR);
    rig.restart();
    rig.docker.asked.length = 0;
  });

  async function told() {
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    return page;
  }

  it('all is asked once more, and once', async () => {
    const page = await told();
    await rig.rest();
    expect(rig.docker.asked.toSorted()).toEqual(['head 1.27', 'head 1.28', 'page 1']);
    expect(page.view('1.27')).toMatchObject({ state: 'ready', evidence: 'registry' });
    await told();
    expect(rig.docker.asked).toHaveLength(3);
  });

  it('what was known stays where nobody answers, and is marked as old', async () => {
    for (const question of ['head *', 'page *', 'tag *']) rig.docker.fail(question, 'unavailable');
    const page = await told();
    for (const [place, tag] of TAGS.entries()) {
      const view = page.view(tag);
      expect(view).toMatchObject({ digest: things[place]?.digest });
      expect(view.images).toHaveLength(1);
      expect(view.staleSince).toBeLessThan(rig.clock.now());
    }
  });

  it('a tag that has moved meanwhile is related to what it is now', async () => {
    const [first, second] = things;
    if (!first || !second) throw new Error('no things');
    rig.docker.tag('1.27', first);
    rig.docker.fail('page *', 'unavailable');
    const page = await told();
    await rig.until('it is seen', () => page.view('1.28').aliases.includes('1.27'));
    expect(page.view('1.27')).toMatchObject({ digest: first.digest, aliases: ['1.28'] });
  });
});
