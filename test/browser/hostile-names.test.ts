/** Tags that are legal names and at the same time names of what every object has. */
import { expect, it } from 'vitest';
import { findIn, openSettled } from './popup.ts';
import { expectRight } from './rows.ts';
import { inBrowsers } from './session.ts';
import { popupGroups, settledRows, wordsIn } from './surface.ts';

const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
  'length',
];

inBrowsers('tags named like what every object has', (session) => {
  const prepare = () => {
    const { manifests, tags } = session.standin.world.repository('library/amazonlinux');
    const [one = '', other = ''] = [...new Set([...tags.values()].map(({ digest }) => digest))];
    const byName = NAMES.map((name, at) => [name, at % 2 === 0 ? one : other] as const);
    return session.standin.world.addRepository({
      name: `example/constructor-${session.name}`,
      date: '2024-05-14',
      tags: new Map(byName),
      manifests,
    });
  };

  it('have their rows, groups, answers and lists as any other', async () => {
    const repository = prepare();
    const page = await session.visit(`/r/${repository.name}/tags`);
    expectRight(await settledRows(page, NAMES), repository);

    const popup = await openSettled(session, repository.name);
    const groups = await popupGroups(popup);
    expect(groups.flatMap(({ group }) => wordsIn(group['tags'])).sort()).toEqual([...NAMES].sort());
    const [first] = NAMES;
    const digest = repository.tags.get(first ?? '')?.digest ?? '';
    const kind = repository.manifests.get(digest)?.children ? 'index' : 'image-manifest';
    const found = await findIn(popup, digest, kind);
    expect([...wordsIn(found['tags'])].sort()).toEqual(
      NAMES.filter((name) => repository.tags.get(name)?.digest === digest).sort(),
    );
  });
});
