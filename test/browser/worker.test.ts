import { expect, it } from 'vitest';
import { expectedTag } from './expected.ts';
import { keptTags } from './kept.ts';
import { inBrowsers } from './session.ts';
import { annotations, popupGroups, settledRows } from './surface.ts';

const DEMO = 'library/amazonlinux';

inBrowsers('the worker', (session) => {
  const prepare = () => {
    const repository = session.freshCopy(DEMO);
    return { repository, tags: [...repository.tags.keys()], address: `/r/${repository.name}/tags` };
  };

  it('makes no request for a second visit within five minutes', async () => {
    const { tags, address } = prepare();
    const before = await settledRows(await session.visit(address), tags);
    session.standin.forget();
    const after = await settledRows(await session.visit(address), tags);
    expect(after).toEqual(before);
    expect(session.standin.requests.filter(({ kind }) => kind !== 'page')).toEqual([]);
  });

  it('loses nothing that was learnt when it is stopped', async () => {
    const { repository, tags, address } = prepare();
    const page = await session.visit(address);
    const before = await settledRows(page, tags);
    await keptTags(session, repository.name, tags.length);
    await session.browser.stopWorker();
    session.standin.forget();
    expect(await settledRows(await session.visit(address), tags)).toEqual(before);
    await page.front();
    await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
    expect(await settledRows(page, tags)).toEqual(before);
    expect(session.standin.requestsOf('head', 'hub-api', 'manifest-get')).toEqual([]);
  });

  it('is asked again for what it was asking when it was stopped', async () => {
    const { repository, tags, address } = prepare();
    const hanging = session.standin.faults.add({ kind: 'head' }, { kind: 'hang' });
    const page = await session.visit(address);
    await page.waitFor(
      'rows that wait for the registry',
      (count: number) =>
        document.querySelectorAll('digest-lens[data-state="loading"][data-digest]').length ===
        count,
      tags.length,
    );
    await session.browser.stopWorker();
    hanging.remove();
    for (const [tag, row] of await settledRows(page, tags)) {
      const { digest } = expectedTag(repository, tag);
      expect(row, tag).toMatchObject({ state: 'ready', evidence: 'registry', digest });
    }
  });

  it('goes on showing the popup when it is stopped under it', async () => {
    const { repository } = prepare();
    const page = await session.openOwn('popup.html', { repository: repository.name });
    const confirmed = () =>
      page.waitFor(
        'confirmed groups',
        () =>
          document.querySelectorAll(
            '[data-alias-group][data-evidence="registry"], [data-alias-group][data-evidence="bytes"]',
          ).length > 3,
        undefined,
      );
    await confirmed();
    await session.browser.stopWorker();
    await confirmed();
    expect(await popupGroups(page)).not.toEqual([]);
    await page.type('input[name="repository"]', 'library/redis');
    await page.press('Enter');
    await page.waitFor(
      'another repository from the worker that was started again',
      () => document.querySelector('[data-repository="library/redis"] [data-alias-group]') !== null,
      undefined,
    );
  });

  it('answers a page about the repository of its own tab alone', async () => {
    const { tags, address } = prepare();
    const page = await session.visit(address);
    await settledRows(page, tags);
    session.standin.forget();
    // Elements of ours that a page makes itself are no questions.
    await page.evaluate(() => {
      const forged = document.createElement('digest-lens');
      forged.dataset['repository'] = 'library/redis';
      forged.dataset['tag'] = 'latest';
      document.body.append(forged);
    }, undefined);
    await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
    await page.waitFor(
      'rows after drawing anew',
      (count: number) =>
        document.querySelectorAll('main digest-lens[data-state="ready"]').length === count,
      tags.length,
    );
    expect(session.standin.requests.filter(({ path }) => path.includes('redis'))).toEqual([]);
  });

  it('leaves nothing to see on a page when the extension is taken out', async () => {
    const { tags, address } = prepare();
    const page = await session.visit(address);
    await settledRows(page, tags);
    await session.browser.removeExtension();
    try {
      await page.waitFor(
        'no visible annotation',
        () =>
          [...document.querySelectorAll('digest-lens')].every(
            (one) => !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
          ),
        undefined,
      );
    } finally {
      await session.browser.installExtension();
    }
    // Firefox puts the next instance into pages that are open already, where it finds what the last one left.
    if (session.name === 'firefox') await settledRows(page, tags);
    // In a new page it has all to itself: each row once.
    const again = await session.visit(address);
    await settledRows(again, tags);
    expect(await annotations(again)).toHaveLength(tags.length);
  });
});
