/** The table of faults (test/faults) in front of a person: what is shown while each lasts, and that it ends with it. */
import { describe, expect, it } from 'vitest';
import { forgetAll } from '../commands/visit.ts';
import { type Place, placeAt } from '../faults/bench.ts';
import { AS_EVER, type Fault, type RowSeen } from '../faults/fault.ts';
import { FAULTS } from '../faults/table.ts';
import { repositoryName } from '../registry/names.ts';
import type { Standin } from '../standin/standin.ts';
import type { WorldRepository } from '../standin/world.ts';
import { expectedGroups, expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { isShown, openSettled } from './popup.ts';
import { expectRight } from './rows.ts';
import { inBrowsers, type Session } from './session.ts';
import { type Shown, settledRows, shownBy } from './surface.ts';

/** Five tags, each an index of its own. */
const SMALL = 'library/hello-world';
const REVEAL = 'button[data-action="reveal-image-id"]';

type Made<Seen> = Fault & Required<Pick<Fault, 'make'>> & { readonly seen: Seen };
type OnPage = Extract<Fault['seen'], { rows: RowSeen } | { row: RowSeen }>;
type InPopup = Extract<Fault['seen'], { popup: object }>;

const ON_PAGE = FAULTS.filter(isOnPage);
const AT_ONCE = ON_PAGE.filter(({ seen }) => seen.afterSeconds === undefined);
const LATE = ON_PAGE.filter(({ seen }) => seen.afterSeconds !== undefined);

inBrowsers('a fault', (session) => {
  describe('on the tags page', () => {
    it.each(AT_ONCE)('$name', async ({ make, seen }) => {
      const repository = session.freshCopy(SMALL);
      const place = placeAt(session.standin, repositoryName(repository.name));
      const fault = make(place);
      const page = await session.visit(addressOf(repository));
      const failure = await expectSeen(page, repository, place, seen);
      expect(session.standin.requestsOf('manifest-get')).toEqual([]);

      fault.remove();
      if (failure === undefined) return;
      const tags = [...repository.tags.keys()];
      if (failure === 'rate-limited') {
        // Nothing to click while its time lies ahead: who comes later finds it over.
        expect(await page.evaluate(hasRetry, `digest-lens[data-tag="${place.tag}"]`)).toBe(false);
        await letTimePass(session);
        const later = await session.visit(addressOf(repository));
        expectRight(await settledRows(later, tags), repository);
        return;
      }
      await page.front();
      await tryAgain(page, place.tag);
      expectRight(await settledRows(page, tags), repository);
    });

    it('those that take all the time there is', async () => {
      const visits = [];
      for (const { name, make, seen } of LATE) {
        const repository = session.freshCopy(SMALL);
        // All at a time, each for its own repository.
        const standin = only(session.standin, repository.name);
        const place = placeAt(standin, repositoryName(repository.name));
        make(place);
        visits.push({
          name,
          repository,
          place,
          seen,
          page: await session.visit(addressOf(repository)),
        });
      }
      const patience = Math.max(...LATE.map(({ seen }) => seen.afterSeconds ?? 0)) * 1_000 + 20_000;
      for (const { page, repository, place, seen } of visits) {
        await page.front();
        await expectSeen(page, repository, place, seen, patience);
      }
    }, 120_000);
  });

  describe('in the popup', () => {
    it.each(FAULTS.filter(isInPopup))('$name', async ({ make, seen }) => {
      // A manifest is kept by its hash, whatever repository it came from.
      await forgetAll(session.browser);
      session.standin.limits.remaining = 49;
      const repository = session.freshCopy(SMALL);
      const place = placeAt(session.standin, repositoryName(repository.name));
      const page = await openSettled(session, repository.name);
      const group = `[data-alias-group][data-digest="${place.digest}"]`;
      const fault = make(place);
      await page.click(`${group} ${REVEAL}`);
      const { failure } = seen.popup;
      if (failure !== undefined) {
        const alert = `${group} [role="alert"][data-failure="${failure}"]`;
        await page.waitFor(`the failure ${failure}`, isShown, alert);
        expect(await shownBy(page, `${group} [data-config-digest]`)).toBeUndefined();
        fault.remove();
        await page.click(`${group} ${REVEAL}[aria-disabled="false"]`);
      }
      await page.waitFor('the image ID', isShown, `${group} [data-config-digest]`);
      const shown = await shownBy(page, `${group} [data-config-digest]`);
      const configs = expectedGroups(repository).get(place.digest)?.configs;
      expect(shown?.['configDigest']).toBe(configs?.get(shown?.['manifestDigest'] ?? ''));
      const gets = session.standin.requestsOf('manifest-get').length;
      // Firefox itself repeats a GET that was reset before any answer, as RFC 9110 (9.2.2) allows for such methods.
      if (session.name === 'chromium') expect(gets).toBe(failure ? 2 : 1);
      else expect(gets).toBeGreaterThanOrEqual(failure ? 2 : 1);
    });
  });
});

function isOnPage(fault: Fault): fault is Made<OnPage> {
  return fault.make !== undefined && ('row' in fault.seen || 'rows' in fault.seen);
}

function isInPopup(fault: Fault): fault is Made<InPopup> {
  return fault.make !== undefined && 'popup' in fault.seen;
}

function addressOf({ name }: WorldRepository): string {
  return `/r/${name}/tags`;
}

/** @returns the failure that the place's row tells of, where there is one */
async function expectSeen(
  page: BrowserPage,
  repository: WorldRepository,
  { tag, other }: Place,
  seen: OnPage,
  patience?: number,
): Promise<string | undefined> {
  const rows = await settledRows(page, [...repository.tags.keys()], patience);
  for (const [name, row] of rows) {
    const wanted = 'rows' in seen ? seen.rows : name === tag ? seen.row : AS_EVER;
    expectRow(
      name,
      row,
      wanted,
      name === tag && wanted.conflict ? other : digestOf(repository, name),
    );
  }
  const failure = rows.get(tag)?.['failure'];
  if (failure !== undefined) await expectOneLine(page, tag, failure);
  return failure;
}

/** A tag that the registry does not have (any more) has none. */
function digestOf(repository: WorldRepository, tag: string): string | undefined {
  return repository.tags.get(tag)?.only === 'hub' ? undefined : expectedTag(repository, tag).digest;
}

function expectRow(tag: string, row: Shown, wanted: RowSeen, digest: string | undefined): void {
  const { state, evidence, failure, conflict } = wanted;
  const { conflict: shownConflict, ...rest } = row;
  expect({ ...rest, conflict: shownConflict !== undefined }, tag).toMatchObject({
    state,
    conflict: conflict === true,
    ...(evidence !== undefined && { evidence }),
  });
  expect(row['failure'], tag).toBe(failure);
  expect(row['digest'], tag).toBe(digest);
}

/** What, why and what to do, in place and once. */
async function expectOneLine(page: BrowserPage, tag: string, failure: string): Promise<void> {
  const lines = await page.evaluate((wanted) => {
    const root = document.querySelector(`digest-lens[data-tag="${wanted}"]`)?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>('[data-failure]') ?? [])].map((line) => ({
      failure: line.dataset['failure'],
      words: line.querySelector('.reason')?.textContent ?? '',
    }));
  }, tag);
  expect(lines).toEqual([{ failure, words: expect.stringMatching(/\w+.*\. .*\w/) }]);
}

/**
 * Clicks "try again" until nothing has failed: after three 5xx from one address Chromium itself keeps an extension from
 * asking there for a second or so (`ERR_TEMPORARILY_THROTTLED`), which a person's second click outlasts.
 */
async function tryAgain(page: BrowserPage, tag: string): Promise<void> {
  const row = `digest-lens[data-tag="${tag}"]`;
  const end = Date.now() + 20_000;
  while (Date.now() < end && (await shownBy(page, row))?.['failure'] !== undefined) {
    await page.evaluate(clickAndSettle, row);
  }
}

/** Runs inside the page. */
function hasRetry(row: string): boolean {
  const root = document.querySelector<HTMLElement>(row)?.shadowRoot;
  return root?.querySelector('[data-action="retry"]') !== null;
}

/** Runs inside the page: settles once the row has come to an end, another one or after it was loading. */
function clickAndSettle(selector: string): Promise<void> {
  const row = document.querySelector<HTMLElement>(selector);
  const button = row?.shadowRoot?.querySelector<HTMLElement>('[data-action="retry"]');
  return new Promise((done) => {
    if (!row || !button) return done();
    const before = row.dataset['state'];
    let wasLoading = false;
    const observer = new MutationObserver(() => {
      const { state } = row.dataset;
      const isLoading = state === 'loading';
      if (!isLoading && (wasLoading || state !== before)) {
        observer.disconnect();
        done();
      }
      wasLoading ||= isLoading;
    });
    observer.observe(row, { attributeFilter: ['data-state'] });
    button.click();
  });
}

/** As if a 429's time were over: what was written down of it is taken away, and what a worker knew of it. */
async function letTimePass(session: Session): Promise<void> {
  const page = await session.openOwn('options.html');
  await page.evaluate(async () => {
    const { storage } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    await storage.local.remove('gates');
  }, undefined);
  await page.close();
  await session.browser.stopWorker();
}

/** The stand-in, whose faults meet the tag pages of one repository alone. */
function only(standin: Standin, repository: string): Standin {
  const path = new RegExp(`/repositories/${repository.split('/').at(-1)}/tags`);
  const { faults } = standin;
  return {
    ...standin,
    faults: { ...faults, add: (match, effect) => faults.add({ path, ...match }, effect) },
  };
}
