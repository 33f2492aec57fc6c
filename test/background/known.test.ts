/** Nothing that was known disappears because asking for it again fails: it stays, marked with its age. */
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../src/core/failure.ts';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

const TAGS = ['1.28', '1.27'];
const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const HOUR = 3_600_000;

const REGISTRY = ['head *', 'get *', 'tags'];
const HUB = ['page *', 'tag *'];
const SOURCES: readonly [string, readonly string[]][] = [
  ['the registry', REGISTRY],
  ['the web API', HUB],
  ['both', [...REGISTRY, ...HUB]],
];
const KINDS: readonly FailureKind[] = [
  'unavailable',
  'rate-limited',
  'offline',
  'permission',
  'denied',
  'malformed',
];
const AGES: readonly [string, number][] = [
  ['an hour', HOUR],
  ['a day', 24 * HOUR],
];
const CASES = SOURCES.flatMap(([source, questions]) =>
  KINDS.flatMap((kind) => AGES.map(([age, ms]) => ({ source, questions, kind, age, ms }))),
);

describe.each([true, false])('what was known (to a worker of an earlier life: %s)', (isKept) => {
  it.each(CASES)('for $age stays when $source: $kind', async ({ questions, kind, ms }) => {
    const rig = new Rig();
    const things = TAGS.map((tag) => rig.docker.index(PLATFORMS, tag));
    for (const [place, tag] of TAGS.entries()) {
      const thing = things[place];
      if (thing) rig.docker.tag(tag, thing);
    }
    const first = rig.page();
    first.watch(nginx, TAGS);
    await rig.until('all rows are told', () => first.isSettled(...TAGS));
    const reader = rig.popup();
    reader.open(nginx);
    await rig.until('it is listed', () => reader.view?.state === 'ready');
    reader.visible(...things.map(({ digest }) => digest));
    const areRead = (popup: typeof reader) =>
      things.every(({ digest }) => popup.group(digest)?.imageId?.digest !== undefined);
    await rig.until('image IDs are read', () => areRead(reader));
    await rig.rest();
    const learntBy = rig.clock.now();
    first.close();
    reader.close();
    if (isKept) rig.restart();
    rig.clock.advance(ms);
    for (const question of questions) rig.docker.fail(question, kind);

    const page = rig.page();
    page.watch(nginx, TAGS);
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    await rig.until('the popup is told', () => popup.view?.state === 'ready');
    await rig.rest();
    const isUnconfirmed = questions.includes('head *');
    for (const [place, tag] of TAGS.entries()) {
      const view = page.view(tag);
      expect(view).toMatchObject({ digest: things[place]?.digest });
      expect(view.images.map(({ platform }) => platform)).toEqual(PLATFORMS);
      expect(view.imageId?.digest).toBe(things[place]?.configs['linux/amd64']);
      if (isUnconfirmed) {
        expect(view.failure?.kind).toBe(kind);
        expect(view.evidence).not.toBe('bytes');
        expect(view.staleSince).toBeLessThanOrEqual(learntBy);
      } else expect(view).not.toHaveProperty('staleSince');
    }
    expect(popup.view?.groups.map(({ digest }) => digest)).toEqual(
      things.map(({ digest }) => digest),
    );
    expect(areRead(popup)).toBe(true);
    if (isUnconfirmed) {
      for (const group of popup.view?.groups ?? []) {
        expect(group.staleSince).toBeLessThanOrEqual(learntBy);
      }
    }
  });
});
