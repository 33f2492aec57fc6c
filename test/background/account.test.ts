import { beforeEach, describe, expect, it } from 'vitest';
import { type Failure, failure } from '../../src/core/failure.ts';
import { AccountBench, NAME, SECRET } from './account-bench.ts';

describe('an account', () => {
  let bench: AccountBench;

  beforeEach(async () => {
    bench = new AccountBench();
    await bench.rest();
  });

  const view = () => bench.account.view();

  async function refuseListing(reason: Failure): Promise<void> {
    const credentials = await bench.account.credentials();
    if (credentials) bench.account.listingRefused(credentials, reason);
  }

  it('is none at first: nothing is kept, asked or forgotten', async () => {
    expect(view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
    expect(await bench.account.credentials()).toBeUndefined();
    expect(bench.done).toEqual([]);
    expect(await bench.kept()).toEqual({ session: '[]', machine: 'null' });
  });

  it('is tested once, then kept for the session', async () => {
    const states: unknown[] = [];
    bench.account.onChange(() => states.push([view().state, view().isBusy]));
    await bench.signIn();
    expect(states).toEqual([
      ['none', true],
      ['session', true],
      ['session', false],
    ]);
    expect(bench.done).toEqual([`test ${NAME}`, 'payer', 'again']);
    expect(await bench.secret()).toBe(SECRET);
    expect((await bench.kept()).machine).not.toContain(SECRET);
    bench.start();
    expect(await bench.secret()).toBe(SECRET);
    expect(view()).toMatchObject({ state: 'session', username: NAME });
  });

  it('is remembered on this machine where the person wants that', async () => {
    await bench.signIn(NAME, { remember: true, useForListing: true });
    expect((await bench.kept()).session).not.toContain(SECRET);
    bench.closeBrowser();
    bench.start();
    expect(await bench.secret()).toBe(SECRET);
    expect(view()).toMatchObject({ state: 'remembered', username: NAME, useForListing: true });
    expect(bench.count('forget')).toBe(0);
  });

  it('goes with the session, and what was learnt with it goes too', async () => {
    await bench.signIn();
    bench.closeBrowser();
    bench.start();
    await bench.rest();
    expect(view().state).toBe('none');
    expect(bench.count('forget')).toBe(1);
    bench.start();
    await bench.rest();
    expect(bench.count('forget')).toBe(1);
  });

  it('that is refused is wiped but for its name, and not tried again', async () => {
    await bench.signIn('mallory');
    expect(view()).toEqual({
      state: 'refused',
      username: 'mallory',
      useForListing: false,
      isBusy: false,
    });
    bench.start();
    await bench.rest();
    expect(view().state).toBe('refused');
    expect(bench.done).toEqual(['test mallory']);
    expect(JSON.stringify(await bench.kept())).not.toContain(SECRET);
  });

  it.each([
    failure('offline'),
    failure('unavailable', { host: 'auth.docker.io', status: 503 }),
    failure('unavailable', { host: 'auth.docker.io', status: 403 }),
    failure('rate-limited', { until: 1_800_000_000_000 }),
    failure('permission', { host: 'auth.docker.io' }),
  ])('that could not be tested leaves all as it was, and says why: $kind', async (fault) => {
    bench.fault = fault;
    await bench.signIn();
    expect(view()).toMatchObject({ state: 'none', isBusy: false, failure: { kind: fault.kind } });
    expect(bench.done).toEqual([`test ${NAME}`]);
    expect(JSON.stringify(await bench.kept())).not.toContain(SECRET);
    bench.fault = undefined;
    await bench.signIn();
    expect(view()).toEqual({
      state: 'session',
      username: NAME,
      useForListing: false,
      isBusy: false,
    });
  });

  it('is tested once however often the button is clicked meanwhile', async () => {
    await Promise.all([bench.signIn('mallory'), bench.signIn('mallory'), bench.signIn('mallory')]);
    expect(bench.done).toEqual(['test mallory']);
  });

  it('that works is not lost to a wrong token that is typed in over it', async () => {
    await bench.signIn();
    await bench.signIn('mallory', { token: 'wrong' });
    expect(view()).toMatchObject({
      state: 'session',
      username: NAME,
      failure: { kind: 'denied' },
    });
    expect(await bench.secret()).toBe(SECRET);
  });

  it.each([false, true])(
    'that is refused later is wiped at once (remembered: %s)',
    async (remember) => {
      await bench.signIn(NAME, { remember });
      bench.done.length = 0;
      const credentials = await bench.account.credentials();
      if (credentials) bench.account.refused(credentials);
      expect(view()).toMatchObject({ state: 'refused', username: NAME });
      expect(await bench.account.credentials()).toBeUndefined();
      expect(bench.done).toEqual(['payer', 'again']);
      await bench.rest();
      expect(JSON.stringify(await bench.kept())).not.toContain(SECRET);
      bench.start();
      await bench.rest();
      expect(view().state).toBe('refused');
      expect(bench.count('forget')).toBe(0);
    },
  );

  it('is not refused by what is said of another', async () => {
    await bench.signIn();
    const credentials = await bench.account.credentials();
    await bench.account.signOut();
    await bench.signIn();
    if (credentials) bench.account.refused(credentials);
    expect(view().state).toBe('session');
  });

  it('that is refused while its choices change does not come back', async () => {
    await bench.signIn();
    const credentials = await bench.account.credentials();
    const choosing = bench.account.choose({ remember: true, useForListing: false });
    if (credentials) bench.account.refused(credentials);
    await choosing;
    await bench.rest();
    expect(view().state).toBe('refused');
    expect(JSON.stringify(await bench.kept())).not.toContain(SECRET);
  });

  it('changes its choices without its token being typed in again', async () => {
    await bench.signIn();
    bench.done.length = 0;
    await bench.account.choose({ remember: true, useForListing: true });
    expect(view()).toMatchObject({ state: 'remembered', useForListing: true });
    expect((await bench.kept()).session).not.toContain(SECRET);
    await bench.account.choose({ remember: false, useForListing: true });
    expect(view()).toMatchObject({ state: 'session', useForListing: true });
    expect((await bench.kept()).machine).not.toContain(SECRET);
    // Where it is kept is of no matter to anybody who asks with it.
    expect(bench.done).toEqual(['listing', 'again']);
    expect(await bench.secret()).toBe(SECRET);
  });

  it('has no choices where there is none', async () => {
    await bench.account.choose({ remember: true, useForListing: true });
    expect(view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
  });

  it('is given for listing only where that is switched on and taken', async () => {
    await bench.signIn();
    expect(await bench.account.listingCredentials()).toBeUndefined();
    await refuseListing(failure('denied'));
    expect(view()).not.toHaveProperty('listingFailure');
    await bench.account.choose({ remember: false, useForListing: true });
    expect(await bench.account.listingCredentials()).toBe(await bench.account.credentials());
    await refuseListing(failure('unavailable', { status: 503 }));
    expect(view().listingFailure).toEqual({ kind: 'unavailable', status: 503 });
    expect(await bench.account.listingCredentials()).toBeDefined();
  });

  it.each([false, true])(
    'is not sent for listing again once it was refused there, also not by the next worker (remembered: %s)',
    async (remember) => {
      await bench.signIn(NAME, { remember, useForListing: true });
      await refuseListing(failure('denied', { status: 401 }));
      expect(await bench.account.listingCredentials()).toBeUndefined();
      await bench.rest();
      bench.start();
      expect(await bench.account.listingCredentials()).toBeUndefined();
      expect(await bench.secret()).toBe(SECRET);
      expect(view()).toMatchObject({ useForListing: true, listingFailure: { kind: 'denied' } });
      await bench.account.choose({ remember, useForListing: false });
      await bench.account.choose({ remember, useForListing: true });
      expect(await bench.account.listingCredentials()).toBeDefined();
      expect(view()).not.toHaveProperty('listingFailure');
    },
  );

  it.each([false, true])(
    'stays refused for listing where only its keeping changes (remembered: %s)',
    async (remember) => {
      await bench.signIn(NAME, { remember, useForListing: true });
      bench.done.length = 0;
      await refuseListing(failure('denied', { status: 401 }));
      await bench.account.choose({ remember: !remember, useForListing: true });
      expect(view()).toMatchObject({ useForListing: true, listingFailure: { kind: 'denied' } });
      expect(await bench.account.listingCredentials()).toBeUndefined();
      expect(bench.done).toEqual([]);
      bench.start();
      expect(await bench.account.listingCredentials()).toBeUndefined();
    },
  );

  it('that is refused for listing while its keeping changes stays so', async () => {
    await bench.signIn(NAME, { useForListing: true });
    const choosing = bench.account.choose({ remember: true, useForListing: true });
    await refuseListing(failure('denied', { status: 401 }));
    await choosing;
    await bench.rest();
    expect(view()).toMatchObject({ state: 'remembered', listingFailure: { kind: 'denied' } });
    bench.start();
    await bench.rest();
    expect(view()).toMatchObject({ state: 'remembered', listingFailure: { kind: 'denied' } });
  });

  it('is not refused for listing by what is said of another', async () => {
    await bench.signIn(NAME, { useForListing: true });
    const credentials = await bench.account.credentials();
    await bench.signIn('bob', { token: 'dckr_pat_bob', useForListing: true });
    if (credentials) bench.account.listingRefused(credentials, failure('denied'));
    await bench.rest();
    expect(view()).not.toHaveProperty('listingFailure');
    expect(await bench.account.listingCredentials()).toBe(await bench.account.credentials());
    expect((await bench.kept()).session).toContain('"isListingRefused":false');
  });

  it.each([false, true])('is wiped by a sign-out (remembered: %s)', async (remember) => {
    await bench.signIn(NAME, { remember });
    bench.done.length = 0;
    await bench.account.signOut();
    expect(view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
    expect(await bench.account.credentials()).toBeUndefined();
    expect(bench.done).toEqual(['payer', 'forget']);
    expect(await bench.kept()).toEqual({ session: '[]', machine: 'null' });
  });

  it('leaves nothing that was learnt to another one', async () => {
    await bench.signIn();
    await bench.signIn('bob', { token: 'dckr_pat_bob' });
    expect(bench.count('forget')).toBe(1);
    expect(view()).toMatchObject({ state: 'session', username: 'bob' });
    expect(JSON.stringify(await bench.kept())).not.toContain(SECRET);
  });

  it('leaves nothing to another one either that is refused', async () => {
    await bench.signIn(NAME, { remember: true });
    const credentials = await bench.account.credentials();
    if (credentials) bench.account.refused(credentials);
    await bench.signIn('mallory');
    expect(bench.count('forget')).toBe(1);
    expect(view()).toMatchObject({ state: 'refused', username: 'mallory' });
    expect((await bench.kept()).machine).toBe('null');
  });

  it('keeps what it has learnt when it gets a new token', async () => {
    await bench.signIn();
    await bench.signIn(NAME, { token: 'dckr_pat_new' });
    expect(bench.count('forget')).toBe(0);
    expect(await bench.secret()).toBe('dckr_pat_new');
  });
});

describe('where a browser keeps nothing', () => {
  let bench: AccountBench;

  beforeEach(async () => {
    bench = new AccountBench();
    await bench.rest();
  });

  it('an account to remember lasts for the session, which is said', async () => {
    bench.isMachineBroken = true;
    await bench.signIn(NAME, { remember: true });
    expect(bench.account.view()).toMatchObject({
      state: 'session',
      failure: { kind: 'unavailable' },
    });
    bench.start();
    expect(await bench.secret()).toBe(SECRET);
  });

  it('an account lasts as long as the worker', async () => {
    bench.session.broken = new Error('no storage here');
    bench.isMachineBroken = true;
    await bench.signIn();
    expect(await bench.secret()).toBe(SECRET);
    expect(bench.account.view().state).toBe('session');
    bench.start();
    expect(await bench.secret()).toBeUndefined();
    expect(new Set(bench.warnings)).toEqual(
      new Set(['account cannot be kept', 'account cannot be read']),
    );
  });

  it('a sign-out that could not wipe says so, and changes nothing', async () => {
    await bench.signIn(NAME, { remember: true });
    bench.isMachineBroken = true;
    await bench.account.signOut();
    expect(bench.account.view()).toMatchObject({
      state: 'remembered',
      failure: { kind: 'unavailable' },
    });
    bench.isMachineBroken = false;
    await bench.account.signOut();
    expect(bench.account.view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
    expect(await bench.kept()).toEqual({ session: '[]', machine: 'null' });
  });

  it('an account that is not to be remembered any more is told to be, where it still is', async () => {
    await bench.signIn(NAME, { remember: true });
    bench.isMachineBroken = true;
    await bench.account.choose({ remember: false, useForListing: false });
    expect(bench.account.view()).toMatchObject({
      state: 'remembered',
      failure: { kind: 'unavailable' },
    });
    bench.isMachineBroken = false;
    expect((await bench.kept()).machine).toContain(SECRET);
    await bench.account.choose({ remember: false, useForListing: false });
    expect(bench.account.view()).not.toHaveProperty('failure');
    expect(bench.account.view().state).toBe('session');
    expect((await bench.kept()).machine).not.toContain(SECRET);
  });

  it('also an account that lasts as long as the worker is told not to be as wished', async () => {
    await bench.signIn(NAME, { remember: true });
    bench.session.broken = new Error('no storage here');
    await bench.account.choose({ remember: false, useForListing: false });
    expect(bench.account.view()).toMatchObject({
      state: 'session',
      failure: { kind: 'unavailable' },
    });
    expect((await bench.kept()).machine).not.toContain(SECRET);
  });

  it('a sign-out goes on, where nothing was kept', async () => {
    bench.session.broken = new Error('no storage here');
    bench.isMachineBroken = true;
    await bench.signIn();
    await bench.account.signOut();
    expect(bench.account.view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
  });

  it('a sign-out wipes the token from wherever it is', async () => {
    await bench.signIn();
    bench.session.broken = new Error('no storage here');
    // It is remembered now, and in the session too.
    await bench.account.choose({ remember: true, useForListing: false });
    await bench.account.signOut();
    expect(bench.account.view()).toMatchObject({ failure: { kind: 'unavailable' } });
    bench.session.broken = undefined;
    await bench.account.signOut();
    expect(bench.account.view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
    expect(await bench.kept()).toEqual({ session: '[]', machine: 'null' });
  });

  it.each([false, true])(
    'a sign-out that could not delete what was learnt says so, and the next worker goes on with it (remembered: %s)',
    async (remember) => {
      await bench.signIn(NAME, { remember });
      bench.isLearntStuck = true;
      await bench.account.signOut();
      const stuck = { state: 'none', failure: { kind: 'unavailable' } };
      expect(bench.account.view()).toMatchObject(stuck);
      expect(JSON.stringify(await bench.kept())).not.toContain(SECRET);
      bench.closeBrowser();
      bench.start();
      await bench.account.inOrder;
      expect(bench.count('forget')).toBe(2);
      expect(bench.account.view()).toMatchObject(stuck);
      bench.isLearntStuck = false;
      bench.start();
      await bench.account.inOrder;
      expect(bench.count('forget')).toBe(3);
      expect(bench.account.view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
      expect(await bench.kept()).toEqual({ session: '[]', machine: 'null' });
    },
  );

  it.each([NAME, 'bob'])('%s is not signed in before what was learnt is deleted', async (name) => {
    await bench.signIn();
    bench.isLearntStuck = true;
    await bench.account.signOut();
    await bench.signIn(name, { remember: true });
    expect(bench.account.view()).toMatchObject({ state: 'none', failure: { kind: 'unavailable' } });
    expect((await bench.kept()).machine).toContain('learnt');
    bench.isLearntStuck = false;
    await bench.signIn(name, { remember: true });
    expect(bench.account.view()).toMatchObject({ state: 'remembered', username: name });
    expect(bench.account.view()).not.toHaveProperty('failure');
    expect(bench.count('forget')).toBe(3);
  });

  it.each([null, 7, {}, { version: 2, state: 'signed-in' }, { version: 1, state: 'signed-in' }])(
    'or keeps what is no account, there is none: %j',
    async (kept) => {
      bench.session.kept.set('account', kept);
      bench.start();
      await bench.rest();
      expect(bench.account.view()).toEqual({ state: 'none', useForListing: false, isBusy: false });
    },
  );
});
