/** What docs/privacy.md promises, seen from outside: what requests carry, and what is kept under which name. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { BrowserPage } from './page.ts';
import { isShown, openSettled } from './popup.ts';
import { inBrowsers, type Session } from './session.ts';
import { settledRows } from './surface.ts';

const COOKIE = 'a-cookie-of-the-person';
const ACCESS_TOKEN = 'dckr_pat_made-up-for-this-test';

/** Headers by which any request of this browser says what it is: those of the site's own page hold the same. */
const LIKE_ANY = [
  ...['user-agent', 'accept-language', 'accept-encoding', 'connection'],
  ...['sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform'],
];
/** All others, and what they may hold. */
const TOLD = new Map([
  ['host', /^[a-z0-9.-]+$/],
  ['accept', /^[a-z0-9./*+, -]+$/],
  ['authorization', /^$/],
  ['content-type', /^application\/json$/],
  ['content-length', /^\d+$/],
  // How the browser asks, and not who (Fetch Metadata, RFC 9218, RFC 9111).
  ['sec-fetch-dest', /^empty$/],
  ['sec-fetch-mode', /^cors$/],
  ['sec-fetch-site', /^(?:none|same-origin|cross-site)$/],
  ['sec-fetch-storage-access', /^(?:none|active)$/],
  ['priority', /^(?:i|u=\d(?:, i)?)$/],
  ['pragma', /^no-cache$/],
  ['cache-control', /^no-cache$/],
  ['te', /^trailers$/],
]);

/**
 * Runs inside one of the extension's own pages: every place where an extension can keep something; nothing while one of
 * these names is missing.
 */
async function namesKept(expected: readonly string[]) {
  const api: { browser?: Browser; chrome?: Browser } = Object(globalThis);
  const { local, session, sync } = (api.browser ?? api.chrome ?? failed()).storage;
  const databases = await indexedDB.databases();
  const named = [
    ...Object.keys(await local.get(null)),
    ...Object.keys(await session.get(null)),
    ...databases.map(({ name = '' }) => name),
  ];
  if (!expected.every((name) => named.includes(name))) return undefined;
  return {
    named,
    elsewhere: [
      ...Object.keys(await sync.get(null)),
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await caches.keys()),
      ...document.cookie.split(';').filter(Boolean),
    ],
  };

  interface Browser {
    readonly storage: Readonly<Record<'local' | 'session' | 'sync', Area>>;
  }
  interface Area {
    get(all: null): Promise<Readonly<Record<string, unknown>>>;
  }
  function failed(): never {
    throw new Error('this is no page of the extension');
  }
}

/** A page, and the popup of what it shows. */
async function tour(
  session: Session,
): Promise<{ page: BrowserPage; popup: BrowserPage; address: string }> {
  const repository = session.freshCopy('library/amazonlinux');
  const address = `/r/${repository.name}/tags`;
  const page = await session.visit(address);
  await settledRows(page, [...repository.tags.keys()]);
  const popup = await openSettled(session, repository.name);
  await popup.waitFor(
    'an image ID',
    () => document.querySelector('[data-config-digest]') !== null,
    undefined,
  );
  return { page, popup, address };
}

inBrowsers('privacy', (session) => {
  it('sends no cookie, no address of a page, and nothing that names this installation', async () => {
    const { secrets } = session.standin;
    const home = await session.visit('/');
    await home.evaluate((value) => cookieStore.set('session', value), COOKIE);
    secrets.watch('cookie', COOKIE);
    secrets.watch('installation', new URL(session.browser.ownPage('popup.html')).host);
    secrets.watch('page address', '/r/example/');
    session.standin.forget();
    await tour(session);
    const [ofPages, ours] = [true, false].map((isPage) =>
      session.standin.requests.filter(({ kind }) => (kind === 'page') === isPage),
    );
    // Otherwise the cookie was never there to be sent.
    expect(ofPages?.flatMap(({ carried }) => carried)).toContain('cookie');
    expect(ours?.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['token', 'hub-api', 'head', 'manifest-get']),
    );
    expect(ours?.filter(({ carried }) => carried.length > 0)).toEqual([]);
  });

  it('keeps nothing under a name that the privacy page does not tell', async () => {
    await tour(session);
    const options = await session.openOwn('options.html');
    await options.type('input[name="allowance"]', '9');
    await options.press('Tab');
    session.standin.accounts.add('moby', ACCESS_TOKEN);
    await options.type('input[name="username"]', 'moby');
    await options.type('input[name="token"]', ACCESS_TOKEN);
    await options.press('Enter');
    const page = readFileSync('docs/privacy.md', 'utf8');
    const kept = await options.waitFor('all that a tour leaves', namesKept, [
      ...['digest-lens', 'pulls', 'settings'],
      ...['account', 'digest-lens-account'],
    ]);
    expect(kept.named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    expect(kept.elsewhere).toEqual([]);
    await options.click('button[data-action="sign-out"]');
    await options.waitFor(
      'an account that is gone',
      () => document.querySelector('[data-account-state="none"]') !== null,
      undefined,
    );
  });

  it('leaves nothing in the storage of Docker Hub’s pages', async () => {
    const kept = async (page: BrowserPage) =>
      page.evaluate(
        async () => ({
          local: Object.keys(localStorage),
          session: Object.keys(sessionStorage),
          databases: (await indexedDB.databases()).length,
          caches: (await caches.keys()).length,
        }),
        undefined,
      );
    const { page } = await tour(session);
    expect(await kept(page)).toEqual({ local: [], session: [], databases: 0, caches: 0 });
  });
});

inBrowsers('the headers of requests', (session) => {
  it('are those that are told, and name this installation to one address alone, with an account for listing', async () => {
    const { standin } = session;
    const ownPage = new URL(session.browser.ownPage('popup.html'));
    const own = `${ownPage.protocol}//${ownPage.host}`;
    await session.visit('/');
    standin.forget();
    await tour(session);
    const options = await session.openOwn('options.html');
    standin.accounts.add('moby', ACCESS_TOKEN);
    await options.type('input[name="username"]', 'moby');
    await options.type('input[name="token"]', ACCESS_TOKEN);
    await options.click('input[name="use-for-listing"]');
    await options.press('Enter');
    await options.waitFor('an account', isShown, '[data-account-state="session"]');
    await tour(session);
    const [ofPages = [], ours = []] = [true, false].map((isPage) =>
      standin.requests.filter(({ kind }) => (kind === 'page') === isPage),
    );
    const kinds = new Set(ours.map(({ kind }) => kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['token', 'hub-api', 'hub-login', 'head', 'manifest-get']),
    );
    const untold = ours.flatMap(({ kind, headers }) =>
      Object.entries(headers).flatMap(([name, value]) => {
        const isOrdinary = ofPages.some((one) => one.headers[name] === value);
        const isTold =
          name === 'origin'
            ? kind === 'hub-login' && value === own
            : LIKE_ANY.includes(name)
              ? isOrdinary
              : TOLD.get(name)?.test(value) === true;
        return isTold ? [] : [`${kind} ${name}: ${value}`];
      }),
    );
    expect([...new Set(untold)]).toEqual([]);
    // What the privacy page says of them.
    for (const { headers } of ours) {
      expect(Object.keys(headers)).toEqual(
        expect.arrayContaining(['user-agent', 'accept-language']),
      );
    }
    expect(ours.filter(({ headers }) => headers['origin']).map(({ kind }) => kind)).toContain(
      'hub-login',
    );
  });
});
