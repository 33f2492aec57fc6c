import { expect, it } from 'vitest';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { isShown, openSettled } from './popup.ts';
import { expectRight } from './rows.ts';
import { inBrowsers, type Session } from './session.ts';
import { settledRows, shownBy } from './surface.ts';
import { tracesOf } from './traces.ts';

const NAME = 'someone';
/** Made for these tests: no account at Docker Hub has it. */
const SECRET = 'dckr_pat_made-for-these-tests';
const WRONG = 'dckr_pat_never-right';
const ACCOUNT = '[data-account]';

inBrowsers(
  'an account',
  (session) => {
    /** A private repository of the account, whose page the person at the site may see. */
    function prepare() {
      const { standin } = session;
      standin.accounts.add(NAME, SECRET, { limit: 200, remaining: 150 });
      standin.secrets.watch('right', SECRET);
      standin.secrets.watch('wrong', WRONG);
      standin.site.visitor = NAME;
      const { tags, manifests } = standin.world.repository('library/hello-world');
      made += 1;
      const repository = standin.world.addRepository(
        {
          name: `${NAME}/private-${made}`,
          date: '2024-05-14',
          tags: new Map([...tags].map(([tag, { digest }]) => [tag, digest])),
          manifests,
        },
        { private: true },
      );
      return { repository, tags: [...tags.keys()], address: `/r/${repository.name}/tags` };
    }

    it('reads a private repository for this session, and lists it where that is switched on', async () => {
      const { repository, tags, address } = prepare();
      const page = await session.visit(address);
      for (const [tag, row] of await settledRows(page, tags)) {
        expect(row, tag).toMatchObject({ state: 'failed', failure: 'denied' });
      }

      const options = await signIn(session, SECRET);
      await stateIs(options, 'session');
      await page.front();
      await confirmed(page, tags.length);
      for (const [tag, row] of await settledRows(page, tags)) {
        const { digest } = expectedTag(repository, tag);
        expect(row, tag).toMatchObject({ state: 'partial', evidence: 'registry', digest });
      }
      expect(carriers(session)).toEqual(['token basic']);
      const popup = await openSettled(session, repository.name);
      expect(await shownBy(popup, '[data-pull-meter]')).toMatchObject({ limit: '200' });
      await popup.close();

      await options.front();
      await options.click('input[name="use-for-listing"]');
      await page.front();
      await allReady(page, tags.length);
      expectRight(await settledRows(page, tags), repository);
      expect(carriers(session)).toEqual(['hub-login none', 'token basic']);
      expect(await pagesWith(SECRET, page, options)).toEqual([]);
      // It is where no content script and no later session can read it, and nowhere else.
      expect(await tracesOf(options, SECRET)).toEqual(['storage.session']);
      await signOut(options);
    });

    it('that is wrong is tried once, and public pages go on without it', async () => {
      prepare();
      const options = await signIn(session, WRONG);
      await stateIs(options, 'refused');
      await options.waitFor(
        'one line',
        isShown,
        `${ACCOUNT} [role="alert"][data-failure="denied"]`,
      );
      expect(await fieldOf(options, 'token')).toBe('');
      expect(await fieldOf(options, 'username')).toBe(NAME);

      const repository = session.freshCopy('library/hello-world');
      const page = await session.visit(`/r/${repository.name}/tags`);
      expectRight(await settledRows(page, [...repository.tags.keys()]), repository);
      await session.browser.stopWorker();
      const other = session.freshCopy('library/hello-world');
      const next = await session.visit(`/r/${other.name}/tags`);
      expectRight(await settledRows(next, [...other.tags.keys()]), other);
      expect(session.standin.accounts.tries.map(({ outcome }) => outcome)).toEqual(['refused']);
      expect(session.standin.requests.filter(({ carried }) => carried.length > 0)).toHaveLength(1);
      expect(await tracesOf(options, WRONG)).toEqual([]);
    });

    it('is known to the next worker, and is never sent for nothing', async () => {
      const { repository, tags, address } = prepare();
      const options = await signIn(session, SECRET);
      await stateIs(options, 'session');
      await options.close();
      await session.browser.stopWorker();
      session.standin.forget();
      const page = await session.visit(address);
      await confirmed(page, tags.length);
      // Nobody is asked anonymously first.
      expect(session.standin.requestsOf('token').map((one) => one.authorization)).toEqual([
        'basic',
      ]);
      const digests = [...(await settledRows(page, tags))].map(([tag, row]) => [
        tag,
        row['digest'],
      ]);
      expect(digests).toEqual(
        digests.map(([tag = '']) => [tag, expectedTag(repository, tag).digest]),
      );
      await signOut(await session.openOwn('options.html'));
    });

    it('that the service does not take any more is forgotten, and is not sent again', async () => {
      const { tags, address } = prepare();
      const options = await signIn(session, SECRET);
      await stateIs(options, 'session');
      session.standin.accounts.revoke(NAME);
      session.standin.forget();
      const page = await session.visit(address);
      for (const [, row] of await settledRows(page, tags)) expect(row['failure']).toBe('denied');
      await options.front();
      await stateIs(options, 'refused');
      expect(session.standin.requests.filter(({ carried }) => carried.length > 0)).toHaveLength(1);
      expect(await tracesOf(options, SECRET)).toEqual([]);
    });

    it('leaves nothing behind when it is signed out: not itself, and not what it was shown', async () => {
      const { repository, tags, address } = prepare();
      const options = await signIn(session, SECRET, { remember: true });
      await stateIs(options, 'remembered');
      const page = await session.visit(address);
      await confirmed(page, tags.length);
      // It is written once the questions of the moment are answered.
      await expect
        .poll(() => tracesOf(options, repository.name), { timeout: 20_000 })
        .not.toEqual([]);
      await options.front();
      await options.click('button[data-action="sign-out"]');
      await stateIs(options, 'none');
      await page.front();
      await page.waitFor(
        'rows that nobody may read',
        (count: number) =>
          document.querySelectorAll('digest-lens[data-failure="denied"]:not([data-digest])')
            .length === count,
        tags.length,
      );
      await page.close();
      expect(await tracesOf(options, SECRET)).toEqual([]);
      const { digest } = expectedTag(repository, tags[0] ?? '');
      expect(await tracesOf(options, digest)).toEqual([]);
      session.standin.forget();
      const public_ = session.freshCopy('library/hello-world');
      await settledRows(await session.visit(`/r/${public_.name}/tags`), [...public_.tags.keys()]);
      expect(
        session.standin.requests.filter(({ authorization }) => authorization === 'basic'),
      ).toEqual([]);
    });

    it('is not sent where the token service leads elsewhere', async () => {
      prepare();
      session.standin.faults.add(
        { kind: 'token' },
        { kind: 'answer', status: 302, headers: { location: 'https://registry.invalid/token' } },
      );
      const options = await signIn(session, SECRET);
      await options.waitFor(
        'the failure',
        isShown,
        `${ACCOUNT}[data-account-state="none"] [role="alert"][data-failure="unavailable"]`,
      );
      expect(session.standin.requestsOf('token')).toHaveLength(1);
      expect(session.standin.connections.filter(({ host }) => host === 'registry.invalid')).toEqual(
        [],
      );
      expect(await tracesOf(options, SECRET)).toEqual([]);
    });

    it('is not tried again where the worker ends in the middle of that', async () => {
      prepare();
      const hold = session.standin.faults.hold({ kind: 'token' });
      const options = await signIn(session, SECRET);
      await expect.poll(() => hold.held.length, { timeout: 20_000 }).toBe(1);
      await session.browser.stopWorker();
      hold.remove();
      await options.waitFor(
        'a form that can be sent again',
        isShown,
        `${ACCOUNT}[data-account-state="none"] button[data-action="sign-in"][aria-disabled="false"]`,
      );
      expect(session.standin.requestsOf('token').length).toBeLessThanOrEqual(1);
      expect(session.standin.requestsOf('hub-login')).toEqual([]);
      expect(await tracesOf(options, SECRET)).toEqual([]);
    });

    it('lists on where the worker ends at the sign-in of the web API', async () => {
      const { repository, tags, address } = prepare();
      const options = await signIn(session, SECRET, { forListing: true });
      await stateIs(options, 'session');
      const hold = session.standin.faults.hold({ kind: 'hub-login' });
      const page = await session.visit(address);
      await expect.poll(() => hold.held.length, { timeout: 20_000 }).toBe(1);
      await session.browser.stopWorker();
      hold.remove();
      await page.front();
      await allReady(page, tags.length);
      expectRight(await settledRows(page, tags), repository);
      await signOut(options);
    });

    it('outlives the browser only where that was asked for', async () => {
      const { tags, address } = prepare();
      await stateIs(await signIn(session, SECRET, { remember: true }), 'remembered');
      await session.restart();
      const options = await session.openOwn('options.html');
      await stateIs(options, 'remembered');
      await confirmed(await session.visit(address), tags.length);

      await options.front();
      await options.click('input[name="remember"]');
      await stateIs(options, 'session');
      await session.restart();
      const later = await session.openOwn('options.html');
      await stateIs(later, 'none');
      expect(await tracesOf(later, SECRET)).toEqual([]);
    });
  },
  { restarts: true },
);

let made = 0;

/** Fills in the form as a person does, and sends it. */
async function signIn(
  session: Session,
  token: string,
  { remember = false, forListing = false } = {},
): Promise<BrowserPage> {
  const page = await session.openOwn('options.html');
  await page.type('input[name="username"]', NAME);
  await page.type('input[name="token"]', token);
  if (remember) await page.click('input[name="remember"]');
  if (forListing) await page.click('input[name="use-for-listing"]');
  await page.click('button[data-action="sign-in"]');
  return page;
}

async function signOut(page: BrowserPage): Promise<void> {
  await page.front();
  await page.click('button[data-action="sign-out"]');
  await stateIs(page, 'none');
}

async function stateIs(page: BrowserPage, state: string): Promise<void> {
  await page.waitFor(`the state ${state}`, isShown, `${ACCOUNT}[data-account-state="${state}"]`);
}

function fieldOf(page: BrowserPage, name: string): Promise<string | undefined> {
  return page.evaluate(
    (wanted) => document.querySelector<HTMLInputElement>(`input[name="${wanted}"]`)?.value,
    name,
  );
}

/** Kind and scheme of the requests that carried the access token. */
function carriers(session: Session): readonly string[] {
  const found = session.standin.requests.filter(({ carried }) => carried.length > 0);
  return [...new Set(found.map(({ kind, authorization }) => `${kind} ${authorization}`))].sort();
}

async function confirmed(page: BrowserPage, count: number): Promise<void> {
  await page.waitFor(
    'rows that the registry has confirmed',
    (least: number) =>
      document.querySelectorAll('digest-lens[data-evidence="registry"]').length >= least,
    count,
  );
}

async function allReady(page: BrowserPage, count: number): Promise<void> {
  await page.waitFor(
    'rows with their platforms',
    (least: number) => document.querySelectorAll('digest-lens[data-state="ready"]').length >= least,
    count,
  );
}

/** Which of these pages have the text anywhere: in their trees, their fields or their consoles. */
async function pagesWith(
  text: string,
  ...pages: readonly BrowserPage[]
): Promise<readonly string[]> {
  const found = [];
  for (const page of pages) {
    const isThere = await page.evaluate((wanted) => {
      const trees = [document.documentElement, ...document.querySelectorAll('digest-lens')].map(
        (element) => element.outerHTML + (element.shadowRoot?.innerHTML ?? ''),
      );
      const fields = [...document.querySelectorAll('input')].map(({ value }) => value);
      return [...trees, ...fields].some((one) => one.includes(wanted));
    }, text);
    if (isThere || page.consoleMessages.some((line) => line.includes(text))) {
      found.push(await page.url());
    }
  }
  return found;
}
