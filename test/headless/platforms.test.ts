import { describe, expect, it } from 'vitest';
import { failure } from '../../src/core/failure.ts';
import { err, ok } from '../../src/core/result.ts';
import { askPlatforms } from '../../src/headless/platforms.ts';
import type { HubClient } from '../../src/hub/client.ts';
import type { HubTag } from '../../src/hub/tag-answer.ts';
import { asRepository, digestNumber } from '../core/samples.ts';
import { SwiftClock } from './swift-clock.ts';

const REPOSITORY = asRepository('library/nginx');

/** A row whose digest and whose one image have a number. */
function row(name: string, number: number, more: Partial<HubTag> = {}): HubTag {
  const images = [{ os: 'linux', architecture: 'amd64', digest: digestNumber(number + 1) }];
  return { name, digest: digestNumber(number), images, ...more };
}

const imagesOf = (number: number) => [
  { platform: 'linux/amd64', digest: digestNumber(number + 1) },
];

/** The web API with these pages by ordering, ending at the wall where one is said to. */
function rig(pages: Readonly<Record<string, readonly (readonly HubTag[] | 'wall')[]>>) {
  const asked: string[] = [];
  const byName = new Map<string, HubTag>();
  let broken = '';
  const hub: Pick<HubClient, 'tagPage' | 'tag'> = {
    async tagPage(_, { page, ordering = 'last_updated' }) {
      asked.push(`${ordering} ${page}`);
      if (broken === 'page') return err(failure('unavailable', { status: 503 }));
      const tags = pages[ordering]?.[page - 1] ?? [];
      if (tags === 'wall') return ok({ kind: 'wall' });
      return ok({ kind: 'page', tags, hasNext: page < (pages[ordering]?.length ?? 0) });
    },
    async tag(_, tag) {
      asked.push(tag);
      const found = byName.get(tag);
      return found ? ok(found) : err(failure('not-found'));
    },
  };
  const ask = (wanted: readonly (readonly [number, string])[]) =>
    askPlatforms(
      REPOSITORY,
      new Map(wanted.map(([number, tag]) => [digestNumber(number), tag] as const)),
      { hub, clock: new SwiftClock(), patient: (question) => question() },
    );
  return { asked, byName, ask, breakPages: () => (broken = 'page') };
}

describe('platforms from the web API', () => {
  it('come with the digest that the registry names, whichever tag has it', async () => {
    const { ask, asked } = rig({ last_updated: [[row('1.0', 10), row('moved', 99)]] });
    const { images, failure } = await ask([
      [10, 'latest'],
      [20, 'moved'],
    ]);
    expect([...images]).toEqual([[digestNumber(10), imagesOf(10)]]);
    expect(failure).toBeUndefined();
    // The listing names another digest for `moved`: the tag alone may be newer, and is not.
    expect(asked).toEqual(['last_updated 1', 'moved']);
  });

  it('are not asked for further once all are known', async () => {
    const { ask, asked } = rig({ last_updated: [[row('1.0', 10)], [row('2.0', 20)], []] });
    await ask([[10, '1.0']]);
    expect(asked).toEqual(['last_updated 1']);
  });

  it('are asked for from the other ends where a listing stops at the wall', async () => {
    const { ask, asked } = rig({
      last_updated: [[row('new', 10)], 'wall'],
      '-last_updated': [[row('old', 20)], 'wall'],
      name: [[row('z', 30)], 'wall'],
      '-name': [[row('a', 40)], 'wall'],
    });
    const { images } = await ask([
      [10, 'new'],
      [20, 'old'],
      [30, 'z'],
      [40, 'a'],
    ]);
    expect(images.size).toBe(4);
    expect(asked).not.toContain('new');
    expect(asked.at(-1)).toBe('-name 1');
  });

  it('are asked for by name where no listing shows the digest', async () => {
    const { ask, asked, byName } = rig({ last_updated: [[row('1.0', 10)]] });
    byName.set('hidden', row('hidden', 20));
    const { images } = await ask([
      [10, '1.0'],
      [20, 'hidden'],
    ]);
    expect(images.get(digestNumber(20))).toEqual(imagesOf(20));
    expect(asked).toEqual(['last_updated 1', 'hidden']);
  });

  it('stay unknown where the API lists none, without a question more', async () => {
    const { images: _, ...bare } = row('1.0', 10);
    const { ask, asked } = rig({ last_updated: [[bare]] });
    expect((await ask([[10, '1.0']])).images.size).toBe(0);
    expect(asked).toEqual(['last_updated 1']);
  });

  it('say what kept them', async () => {
    const { ask, breakPages } = rig({});
    breakPages();
    expect((await ask([[10, '1.0']])).failure).toEqual(failure('unavailable', { status: 503 }));
  });
});
