/** The extension disabled and updated under open pages (test/CONTRACT.md, "Manners"). Each page's console stays silent. */
import { expect, it } from 'vitest';
import { visitHostile } from './hostile-pages.ts';
import type { BrowserPage } from './page.ts';
import { expectRight, tagsOfPage } from './rows.ts';
import { inBrowsers, type Session } from './session.ts';
import { annotationOf, openSheet } from './sheet.ts';
import { annotations, settledRows } from './surface.ts';

/** What the page is about when it happens. */
const MOMENTS: readonly [what: string, prepare: (session: Session) => Promise<Moment>][] = [
  ['at rest', async (session) => atRest(session)],
  [
    'with an opened annotation',
    async (session) => {
      const moment = await atRest(session);
      await openSheet(moment.page, annotationOf(moment.tags[0] ?? ''));
      return moment;
    },
  ],
  [
    'in the middle of its questions',
    async (session) => {
      const repository = session.freshCopy('library/nginx');
      session.standin.faults.add({ kind: 'head' }, { kind: 'hang' });
      const page = await session.visit(`/r/${repository.name}/tags`);
      await page.waitFor(
        'rows that wait',
        () => document.querySelector('digest-lens[data-state="loading"][data-digest]') !== null,
        undefined,
      );
      return { page, repository, tags: tagsOfPage(repository) };
    },
  ],
  [
    'whose rows come and go with each frame',
    async (session) => {
      const repository = session.freshCopy('library/nginx');
      const page = await visitHostile(
        session,
        repository,
        `let at = 0;
         const flap = () => { at += 1; show(at % 2 ? list() : document.createElement('div')); setTimeout(flap, 30); };
         flap();`,
      );
      await page.waitFor(
        'annotated rows',
        () => document.querySelector('digest-lens') !== null,
        undefined,
      );
      return { page, repository, tags: tagsOfPage(repository) };
    },
  ],
];

type Moment = {
  readonly page: BrowserPage;
  readonly repository: ReturnType<Session['freshCopy']>;
  readonly tags: readonly string[];
};

async function atRest(session: Session): Promise<Moment> {
  const repository = session.freshCopy('library/nginx');
  const page = await session.visit(`/r/${repository.name}/tags`);
  const tags = tagsOfPage(repository);
  await settledRows(page, tags);
  return { page, repository, tags };
}

inBrowsers('a page that loses its extension', (session) => {
  it.each(MOMENTS)('%s, when it is disabled', async (_what, prepare) => {
    const { page } = await prepare(session);
    await session.browser.removeExtension();
    try {
      await nothingToSee(page);
      if (session.name === 'chromium') await expectNothingRuns(page);
    } finally {
      session.standin.faults.clear();
      await session.browser.installExtension();
    }
  });

  it.each(MOMENTS)('%s, when it is updated', async (_what, prepare) => {
    const { page, repository, tags } = await prepare(session);
    // As an update does: the same extension is loaded over the one that runs.
    await session.browser.installExtension();
    session.standin.faults.clear();
    if (session.name === 'chromium') await nothingToSee(page);
    // Firefox puts the new one into pages that are open; in both, a page opened now has one annotation a row.
    const again = await session.visit(`/r/${repository.name}/tags`);
    expectRight(await settledRows(again, tags), repository);
    expect(await annotations(again)).toHaveLength(tags.length);
  });

  it('leaves what is drawn to be clicked without a word', async () => {
    const { page } = await atRest(session);
    await session.browser.removeExtension();
    try {
      // At once: the page has not noticed yet.
      await page.evaluate(() => {
        for (const { shadowRoot } of document.querySelectorAll('digest-lens')) {
          for (const button of shadowRoot?.querySelectorAll('button') ?? []) button.click();
        }
      }, undefined);
      await nothingToSee(page);
    } finally {
      await session.browser.installExtension();
    }
  });
});

function nothingToSee(page: BrowserPage): Promise<unknown> {
  return page.waitFor(
    'no visible annotation',
    () =>
      [...document.querySelectorAll('digest-lens')].every(
        (one) => !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      ),
    undefined,
  );
}

/** Rows that come now stay as the page made them: no observer and no timer of ours is left. */
async function expectNothingRuns(page: BrowserPage): Promise<void> {
  const marks = await page.evaluate(async () => {
    dispatchEvent(new Event('site:rerender'));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setTimeout(done, 10));
    return document.querySelectorAll('digest-lens, digest-lens-dock').length;
  }, undefined);
  expect(marks).toBe(0);
}
