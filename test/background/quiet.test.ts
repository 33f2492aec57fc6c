/** What was learnt is written when the registry has answered, and soon at any rate. */
import { beforeEach, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

let rig: Rig;

beforeEach(() => {
  rig = new Rig();
  const image = rig.docker.image('linux/amd64', 'one');
  for (const tag of ['1.26', '1.27']) rig.docker.tag(tag, image);
});

/** Lets so much time pass, a little at a time, and work go on. */
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 10) {
    rig.clock.advance(10);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Rows that a worker finds that starts now. */
async function rowsKept(): Promise<number> {
  rig.restart();
  rig.docker.hold('page');
  rig.docker.hold('head');
  const page = rig.page();
  page.watch(nginx, ['1.27']);
  await rig.until('what was kept is told', () => page.last !== undefined);
  const { known = 0 } = page.last ?? {};
  page.close();
  return known;
}

it('stays unwritten while the registry is asked', async () => {
  rig.docker.hold('head 1.26');
  const page = rig.page();
  page.watch(nginx, ['1.27', '1.26']);
  await pass(300);
  expect(page.view('1.27').evidence).toBe('registry');
  expect(await rowsKept()).toBe(0);
});

it('is written after half a second though the registry is silent', async () => {
  rig.docker.hold('head 1.26');
  const page = rig.page();
  page.watch(nginx, ['1.27', '1.26']);
  await pass(700);
  expect(await rowsKept()).toBe(2);
});

it('is written soon after the last answer', async () => {
  rig.docker.hold('head 1.26');
  const page = rig.page();
  page.watch(nginx, ['1.27', '1.26']);
  await pass(300);
  rig.docker.release('head 1.26');
  await pass(200);
  expect(await rowsKept()).toBe(2);
});
