/**
 * The worker dies at each of its steps outside while all tags are listed, by turns before the step has any effect and after. Its
 * successor goes on by itself, all is known in the end, and no question is asked again whose answer was kept.
 */
import { expect, it } from 'vitest';
import { nginxNames } from '../fixtures/generated-large-names.ts';
import type { Death } from './mortal.ts';
import { WholeScene } from './whole-scene.ts';

const TAGS = 1_339;

/** The questions that the store says were answered. */
async function kept(scene: WholeScene): Promise<Set<string>> {
  const { asked = [] } = (await scene.kept())?.whole ?? {};
  return new Set(
    asked.flatMap(({ name, pages }) => pages.map((page) => `page ${page} of ${name}`)),
  );
}

/** @returns whether the worker lived to see that step */
async function dying(death: Death): Promise<boolean> {
  const where = `step ${death.step}, ${death.isAfter ? 'after' : 'before'}`;
  const scene = new WholeScene(nginxNames(TAGS));
  const { rig } = scene;
  await scene.open();
  await scene.untilKept(({ listing }) => listing !== undefined);
  const { requests } = scene.whole;
  rig.restart(death);
  await scene.open(
    () => scene.popup.ask('list-all'),
    () => rig.isDead || scene.popup.view?.whole?.state === 'done',
  );
  if (!rig.isDead) return false;
  await rig.rest();
  const before = await kept(scene);
  const asked = rig.docker.asked.length;
  const lost = scene.filterPages().filter((question) => !before.has(question)).length;
  rig.restart();
  await scene.open(
    () => scene.popup.ask('list-all'),
    () => scene.popup.view?.whole?.state === 'done',
  );
  expect(scene.popup.view, where).toMatchObject({ known: TAGS, total: TAGS });
  const again = rig.docker.asked.slice(asked);
  expect(
    again.filter((question) => before.has(question)),
    where,
  ).toEqual([]);
  expect(new Set(again).size, where).toBe(again.length);
  // Those that were not kept yet are asked again, or what they were for is asked for otherwise.
  expect(scene.filterPages().length, where).toBeLessThanOrEqual(requests + 2 * lost);
  expect(rig.warnings, where).toEqual([]);
  return true;
}

it('goes on through a death at any step, and asks nothing twice that was answered and kept', async () => {
  let step = 1;
  while (await dying({ step, isAfter: step % 2 === 0 })) step += 1;
  // As many as that: if the steps were not seen, none would be died at.
  expect(step).toBeGreaterThan(30);
}, 240_000);
