/** How far a repository is listed: to the wall that Docker Hub has set, and beyond it for who switches that on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import { tokenOf } from './fake-docker.ts';
import { type FakePopup, Rig } from './rig.ts';

const TAGS = 1_050;

describe('a repository of more tags than anybody may list', () => {
  let rig: Rig;
  let popup: FakePopup;

  beforeEach(async () => {
    rig = new Rig();
    const image = rig.docker.image('linux/amd64', 'one');
    for (let n = 0; n < TAGS; n += 1) rig.docker.tag(`1.${n}`, image);
    popup = rig.popup();
    popup.open(nginx);
    await rig.until('it is listed', () => popup.view?.state === 'ready');
  });

  const isListed = (known: number) => popup.view?.state === 'ready' && popup.view.known === known;

  it('is listed to the wall', () => {
    expect(popup.view).toMatchObject({ known: 1_000, total: TAGS });
    expect(rig.docker.count('page ')).toBe(10);
  });

  it('is listed to the wall by an account too, that is not to be used for it', async () => {
    popup.signIn('alice', tokenOf('alice'));
    await rig.until('it is signed in', () => popup.account?.state === 'session');
    await rig.until('it is listed', () => isListed(1_000));
    await rig.rest();
    expect(rig.docker.asked).not.toContain('page 11');
  });

  it('is listed beyond it as soon as an account may be used for it, by the next worker too', async () => {
    popup.signIn('alice', tokenOf('alice'), true, true);
    await rig.until('all is listed', () => isListed(TAGS));
    expect(rig.docker.asked).toContain('page 11');
    popup.close();
    rig.clock.advance(3_600_000);
    rig.restart();
    rig.docker.asked.length = 0;
    popup = rig.popup();
    popup.open(nginx);
    await rig.until('all is listed again', () => isListed(TAGS) && rig.docker.count('page ') > 0);
    await rig.until('the last page came', () => rig.docker.asked.includes('page 11'));
  });

  it('is listed to the wall again when that is switched off', async () => {
    popup.signIn('alice', tokenOf('alice'), false, true);
    await rig.until('all is listed', () => isListed(TAGS));
    popup.choose({ remember: false, useForListing: false });
    await rig.until('it is off', () => popup.account?.useForListing === false);
    rig.clock.advance(600_000);
    rig.docker.asked.length = 0;
    popup.ask('retry');
    await rig.until('it is asked again', () => rig.docker.count('page ') === 10);
    await rig.rest();
    expect(rig.docker.asked).not.toContain('page 11');
  });
});
