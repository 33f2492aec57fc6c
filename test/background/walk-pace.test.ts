/** The walk through a repository's first thousand tags keeps the pace that Docker Hub's web API asks for. */
import { expect, it } from 'vitest';
import { asRepository } from '../core/samples.ts';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

function rigOf(tags: number): Rig {
  const rig = new Rig();
  const image = rig.docker.image('linux/amd64', 'one');
  for (let n = 0; n < tags; n += 1) rig.docker.tag(`1.${n}`, image);
  return rig;
}

it('is held up by nothing for one repository', async () => {
  const rig = rigOf(1_000);
  const began = rig.clock.steady();
  rig.popup().open(nginx);
  await rig.until('it is listed', () => rig.docker.count('page ') === 10);
  expect(rig.clock.steady() - began).toBeLessThan(1_000);
});

it('asks no more than half of a minute’s questions for many, and their first pages at once', async () => {
  const rig = rigOf(1_000);
  const popups = Array.from({ length: 12 }, (_, n) => {
    const popup = rig.popup();
    popup.open(asRepository(`library/many${n}`));
    return popup;
  });
  await rig.rest();
  expect(rig.docker.asked.filter((question) => question === 'page 1')).toHaveLength(12);
  const since = rig.clock.steady();
  while (rig.clock.steady() - since < 55_000) await rig.rest();
  expect(rig.docker.count('page ') - 12).toBeLessThanOrEqual(90);
  expect(rig.docker.count('page ') - 12).toBeGreaterThan(70);
  await rig.until('all are listed', () => {
    rig.clock.advance(500);
    return popups.every(({ view }) => view?.known === 1_000);
  });
});
