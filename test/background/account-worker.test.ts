/** What an account changes for pages and popups, in the whole worker: what is seen, what is asked, and what stays. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { accountPlaces } from '../../src/background/account-places.ts';
import { openStore } from '../../src/background/database.ts';
import { nginx } from '../messaging/names.ts';
import { digestOf } from './digests.ts';
import { tokenOf } from './fake-docker.ts';
import { type FakePage, type FakePopup, Rig } from './rig.ts';

const TAGS = ['1.0', '1.1'];
const ALICE = tokenOf('alice');

describe('a private repository', () => {
  let rig: Rig;
  let page: FakePage;
  let options: FakePopup;

  beforeEach(async () => {
    rig = new Rig();
    for (const tag of TAGS) rig.docker.tag(tag, rig.docker.index(['linux/amd64'], tag));
    rig.docker.privateTo = 'alice';
    page = rig.page();
    page.watch(nginx, TAGS);
    options = rig.popup();
    options.ask('account');
    await rig.until('it is told', () => options.account?.state === 'none');
    await rig.until('all rows end', () => page.isSettled(...TAGS));
  });

  const states = () => TAGS.map((tag) => page.view(tag).state);

  async function signIn(remember = false, useForListing = false): Promise<void> {
    options.signIn('alice', ALICE, remember, useForListing);
    const state = remember ? 'remembered' : 'session';
    await rig.until('it is signed in', () => options.account?.state === state);
    await rig.until('rows are asked again', () => !states().includes('failed'));
    await rig.rest();
  }

  /** Everything that is kept anywhere, or was told to anybody, as text. */
  async function everything(): Promise<string> {
    const store = openStore(rig.clock, { warn: () => {} });
    const kept = await Promise.all([
      store.readTags(nginx),
      store.readListing(nginx),
      store.manifestUses(),
    ]);
    const account = await accountPlaces(rig.session).machine.read();
    const areas = [...rig.storage.kept, ...rig.session.kept];
    const told = [...page.answers, ...options.answers];
    return JSON.stringify([kept, account ?? null, areas, told, rig.warnings]);
  }

  it('is denied to everybody', () => {
    expect(states()).toEqual(['failed', 'failed']);
    expect(page.view('1.0').failure?.kind).toBe('denied');
  });

  it('is seen by whose it is, without opening the page anew', async () => {
    await signIn();
    expect(states()).toEqual(['partial', 'partial']);
    expect(page.view('1.0')).toMatchObject({ evidence: 'registry' });
    expect(rig.docker.forgotten).toEqual(['tokens', 'session']);
  });

  it('is not listed, which is no failure of a tag that the registry has: before a visit and on each', async () => {
    const seen = () => TAGS.map((tag) => page.view(tag).failure);
    const none = [undefined, undefined];
    await signIn();
    expect(seen()).toEqual(none);
    for (const minutes of [0, 1, 10]) {
      page.close();
      rig.clock.advance(minutes * 60_000);
      page = rig.page();
      page.watch(nginx, TAGS);
      await rig.until('all rows end', () => page.isSettled(...TAGS));
      expect([minutes, states(), seen()]).toEqual([minutes, ['partial', 'partial'], none]);
    }
    page.close();
    rig.restart();
    page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows end', () => page.isSettled(...TAGS));
    await rig.rest();
    expect([states(), seen()]).toEqual([['partial', 'partial'], none]);
  });

  it('has its platforms where tags may be listed with the account, and not before', async () => {
    await signIn();
    expect(await rig.docker.hubWiring?.credentials()).toBeUndefined();
    options.choose({ remember: false, useForListing: true });
    await rig.until('platforms come', () => states().every((state) => state === 'ready'));
    expect(states()).toEqual(['ready', 'ready']);
  });

  it('is seen after the worker died, too, and nobody is asked anonymously before', async () => {
    await signIn(true, true);
    rig.clock.advance(600_000);
    rig.restart();
    rig.docker.asked.length = 0;
    page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows end', () => page.isSettled(...TAGS));
    await rig.rest();
    expect(states()).toEqual(['ready', 'ready']);
    expect(
      page.answers.flatMap((a) => (a.type === 'tags' ? a.tags : [])).map((t) => t.failure),
    ).toEqual(expect.not.arrayContaining([expect.anything()]));
  });

  it.each([false, true])(
    'is gone with a sign-out, from open pages too (remembered: %s)',
    async (remember) => {
      await signIn(remember, true);
      await rig.until('all rows are there', () => states().every((state) => state === 'ready'));
      const digest = page.view('1.0').digest ?? '';
      await rig.rest();
      page.answers.length = 0;
      expect(await everything()).toContain(digest);
      options.ask('sign-out');
      await rig.until('it is signed out', () => options.account?.state === 'none');
      await rig.until('rows end anew', () => states().every((state) => state === 'failed'));
      await rig.rest();
      expect(page.view('1.0')).not.toHaveProperty('digest');
      page.answers.length = 0;
      const left = await everything();
      expect(left).not.toContain(digest);
      expect(left).not.toContain(ALICE);
      rig.restart();
      const next = rig.page();
      next.watch(nginx, TAGS);
      await rig.until('all rows end', () => next.isSettled(...TAGS));
      expect(TAGS.map((tag) => next.view(tag).state)).toEqual(['failed', 'failed']);
    },
  );

  it('leaves no manifest behind that was on its way when somebody signed out', async () => {
    await signIn(false, true);
    await rig.until('all rows are there', () => states().every((state) => state === 'ready'));
    const digest = page.view('1.0').digest ?? digestOf('none');
    rig.docker.hold('get');
    options.open(nginx);
    await rig.until('it is listed', () => options.view?.state === 'ready');
    options.read(digest);
    await rig.until('it is asked for', () => rig.docker.count('get') === 1);
    options.ask('sign-out');
    await rig.until('it is signed out', () => options.account?.state === 'none');
    await rig.rest();
    // The registry had let it through before that.
    rig.docker.privateTo = undefined;
    rig.docker.release('get');
    await rig.rest();
    rig.docker.privateTo = 'alice';
    page.answers.length = 0;
    options.answers.length = 0;
    expect(await everything()).not.toContain(digest);
  });

  it('is gone when the browser was closed with an account for that session', async () => {
    await signIn(false, true);
    await rig.until('all rows are there', () => states().every((state) => state === 'ready'));
    const digest = page.view('1.0').digest ?? '';
    page.close();
    rig.session.kept.clear();
    rig.restart();
    const next = rig.page();
    next.watch(nginx, TAGS);
    await rig.until('all rows end', () => next.isSettled(...TAGS));
    await rig.rest();
    expect(TAGS.map((tag) => next.view(tag).state)).toEqual(['failed', 'failed']);
    page.answers.length = 0;
    expect(await everything()).not.toContain(digest);
  });

  describe('that a sign-out could not delete', () => {
    let digest: string;

    /** As a browser with a broken disk, or another version of the extension that holds the database. */
    const FAULTS: Record<string, () => { mockRestore(): void }> = {
      'nothing is deleted': () =>
        vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
          throw new DOMException('made by the test', 'UnknownError');
        }),
      'the database does not open': () => {
        const { open } = indexedDB;
        const refusing = vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
          if (name !== 'digest-lens') return open.call(indexedDB, name, version);
          throw new DOMException('made by the test', 'InvalidStateError');
        });
        // Each life of the worker opens it once.
        rig.restart();
        return refusing;
      },
    };

    beforeEach(async () => {
      await signIn(true, true);
      await rig.until('all rows are there', () => states().every((state) => state === 'ready'));
      digest = page.view('1.0').digest ?? '';
      await rig.rest();
      page.close();
    });

    async function anonymous(): Promise<FakePage> {
      const next = rig.page();
      next.watch(nginx, TAGS);
      await rig.until('all rows end', () => next.isSettled(...TAGS));
      await rig.rest();
      return next;
    }

    it.each(Object.keys(FAULTS))(
      'is shown to nobody, and deleted by the next worker: %s',
      async (what) => {
        const fault = FAULTS[what]?.();
        options = rig.popup();
        options.ask('account');
        await rig.until('it is told', () => options.account?.state === 'remembered');
        options.ask('sign-out');
        await rig.until('it is said', () => options.account?.failure?.kind === 'unavailable');
        expect(options.account?.state).toBe('none');
        const here = await anonymous();
        expect(JSON.stringify(here.answers)).not.toContain(digest);
        here.close();
        // The next worker can do no more.
        rig.restart();
        const still = await anonymous();
        expect(JSON.stringify(still.answers)).not.toContain(digest);
        still.close();
        fault?.mockRestore();
        const kept = () => openStore(rig.clock, { warn: () => {} }).readTags(nginx);
        expect(JSON.stringify(await kept())).toContain(digest);
        // And the one after it can.
        rig.restart();
        const next = await anonymous();
        expect(JSON.stringify(next.answers)).not.toContain(digest);
        expect(JSON.stringify(await kept())).not.toContain(digest);
        expect(await accountPlaces(rig.session).machine.read()).toBeUndefined();
      },
    );
  });

  it('is not shown for a moment either by a worker that has still to delete it', async () => {
    await signIn(false, true);
    await rig.until('all rows are there', () => states().every((state) => state === 'ready'));
    const digest = page.view('1.0').digest ?? '';
    page.close();
    rig.session.kept.clear();
    // The account is read late, and the store could be read at once.
    const names = await indexedDB.databases();
    let tell = () => {};
    const late = new Promise<void>((resolve) => {
      tell = resolve;
    });
    vi.spyOn(indexedDB, 'databases').mockImplementationOnce(() => late.then(() => names));
    rig.restart();
    const [next, popup] = [rig.page(), rig.popup()];
    next.watch(nginx, TAGS);
    popup.open(nginx);
    await rig.rest();
    tell();
    await rig.until('all rows end', () => next.isSettled(...TAGS));
    await rig.rest();
    expect(JSON.stringify([next.answers, popup.answers])).not.toContain(digest);
  });

  it('is denied again to an account that is refused later, once, and what is known stays', async () => {
    await signIn();
    const credentials = await rig.docker.wiring?.credentials();
    if (credentials) rig.docker.wiring?.onRefused(credentials);
    await rig.until('it is told', () => options.account?.state === 'refused');
    expect(options.account?.username).toBe('alice');
    await rig.rest();
    expect(await everything()).not.toContain(ALICE);
    expect(rig.docker.count('sign-in')).toBe(1);
    expect(states()).toEqual(['partial', 'partial']);
  });

  it('tells its token to nobody but the clients', async () => {
    await signIn(true, true);
    options.ask('stored');
    await rig.until('it is told', () => options.stored.length > 0);
    expect(JSON.stringify([...page.answers, ...options.answers, ...rig.warnings])).not.toContain(
      ALICE,
    );
    expect(JSON.stringify([...rig.storage.kept, ...rig.session.kept])).not.toContain(ALICE);
  });
});

describe('an account that signs in', () => {
  it('has limits of its own: those of before are not told any more', async () => {
    const rig = new Rig();
    rig.docker.tag('1.0', rig.docker.index(['linux/amd64'], 'one'));
    rig.docker.limits = { limit: 100, remaining: 3, windowSeconds: 3_600 };
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('it is listed', () => popup.view?.state === 'ready');
    popup.visible(...(popup.view?.groups ?? []).map(({ digest }) => digest));
    await rig.until('limits are told', () => popup.view?.meter.limit === 100);
    await rig.rest();
    rig.docker.limits = undefined;
    popup.signIn('alice', ALICE);
    await rig.until('it is signed in', () => popup.account?.state === 'session');
    await rig.until('they are gone', () => popup.view?.meter.limit === undefined);
    expect(popup.view?.meter).toMatchObject({ spent: 0 });
  });

  it('is tested though its host is left alone for a while', async () => {
    const rig = new Rig();
    rig.docker.fail('sign-in', 'unavailable');
    const popup = rig.popup();
    popup.signIn('alice', ALICE);
    await rig.until('it is told', () => popup.account?.failure?.kind === 'unavailable');
    expect(rig.reopened).toBe(1);
  });

  it('is told to every page that has asked, and to no other', async () => {
    const rig = new Rig();
    const [options, second, popup] = [rig.popup(), rig.popup(), rig.popup()];
    second.ask('account');
    popup.open(nginx);
    await rig.until('it is told', () => second.account?.state === 'none');
    options.signIn('alice', ALICE);
    await rig.until('both are told', () =>
      [options, second].every(({ account }) => account?.state === 'session'),
    );
    expect(popup.accounts).toEqual([]);
    second.close();
    options.ask('sign-out');
    await rig.until('it is signed out', () => options.account?.state === 'none');
    expect(second.account?.state).toBe('session');
  });
});
