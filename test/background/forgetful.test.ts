/** A browser that keeps nothing for the extension, and somebody who wants to try again. */
import { expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

it('a popup is told whether the browser keeps what is learnt', async () => {
  const rig = new Rig();
  rig.docker.tag('1.0', rig.docker.index(['linux/amd64'], 'one'));
  const popup = rig.popup();
  popup.open(nginx);
  popup.ask('stored');
  await rig.until('it is told', () => popup.view?.state === 'ready' && popup.stored.length > 0);
  expect(popup.view).not.toHaveProperty('isForgetful');
  expect(popup.stored[0]).not.toHaveProperty('isForgetful');
  Object.assign(globalThis, { indexedDB: undefined });
  rig.restart();
  const next = rig.popup();
  next.open(nginx);
  next.ask('stored');
  await rig.until('it is told', () => next.view?.isForgetful === true && next.stored.length > 0);
  expect(next.stored[0]?.isForgetful).toBe(true);
});

it('whoever tries again has hosts asked anew that are left alone', async () => {
  const rig = new Rig();
  rig.docker.tag('1.0', rig.docker.index(['linux/amd64'], 'one'));
  const [page, popup] = [rig.page(), rig.popup()];
  page.watch(nginx, ['1.0']);
  await rig.until('the row is told', () => page.isSettled('1.0'));
  expect(rig.reopened).toBe(0);
  page.retry();
  await rig.until('that is heard', () => rig.reopened === 1);
  popup.open(nginx);
  popup.ask('retry');
  await rig.until('that is heard', () => rig.reopened === 2);
});
