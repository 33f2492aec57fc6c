/** The worker dies at each of its steps outside, before that step has any effect, and after. Its successor goes on. */
import { describe, expect, it } from 'vitest';
import { AccountBench, NAME, SECRET } from './account-bench.ts';

type Act = (bench: AccountBench) => Promise<unknown>;

/** Dies at each step of an act in turn, and shows what the next worker makes of it. Returns how many deaths there were. */
async function dyingAtEachStep(
  before: Act,
  act: Act,
  check: (bench: AccountBench, where: string) => Promise<void>,
): Promise<number> {
  let deaths = 0;
  for (let step = 1; ; step += 1) {
    for (const isAfter of [false, true]) {
      const bench = new AccountBench();
      await before(bench);
      await bench.rest();
      bench.done.length = 0;
      bench.start({ step, isAfter });
      void act(bench);
      await bench.rest();
      if (bench.steps < step) return deaths;
      deaths += 1;
      bench.start();
      await bench.rest();
      await check(bench, `step ${step}, ${isAfter ? 'after' : 'before'}`);
    }
  }
}

const isTested = (bench: AccountBench) => bench.done.filter((one) => one.startsWith('test'));

describe('a worker that dies at any step', () => {
  it.each([false, true])('of a sign-in never tests twice (remember: %s)', async (remember) => {
    const deaths = await dyingAtEachStep(
      async () => {},
      (bench) => bench.signIn(NAME, { remember }),
      async (bench, where) => {
        expect(isTested(bench).length, where).toBeLessThanOrEqual(1);
        const view = bench.account.view();
        expect(view.isBusy, where).toBe(false);
        const isIn = view.state === (remember ? 'remembered' : 'session');
        // Whoever clicked is signed in, or is told that they are not; or the worker died before it had begun.
        const isUntouched = view.state === 'none' && isTested(bench).length === 0;
        const isTold = view.state === 'none' && view.failure?.kind === 'unavailable';
        expect(isIn || isUntouched || isTold, where).toBe(true);
        expect(await bench.secret(), where).toBe(isIn ? SECRET : undefined);
        bench.start();
        await bench.rest();
        expect(bench.account.view().failure, where).toBeUndefined();
      },
    );
    expect(deaths).toBeGreaterThan(10);
  });

  it('of a sign-in that is refused never tests twice, and keeps no secret', async () => {
    await dyingAtEachStep(
      async () => {},
      (bench) => bench.signIn('mallory'),
      async (bench, where) => {
        expect(isTested(bench).length, where).toBeLessThanOrEqual(1);
        expect(['none', 'refused'], where).toContain(bench.account.view().state);
        expect(JSON.stringify(await bench.kept()), where).not.toContain(SECRET);
      },
    );
  });

  it.each([false, true])(
    'of a sign-out leaves somebody signed in, or nothing at all (remembered: %s)',
    async (remember) => {
      await dyingAtEachStep(
        (bench) => bench.signIn(NAME, { remember }),
        (bench) => bench.account.signOut(),
        async (bench, where) => {
          const { state } = bench.account.view();
          if (state !== 'none') {
            expect(state, where).toBe(remember ? 'remembered' : 'session');
            expect(await bench.secret(), where).toBe(SECRET);
            return;
          }
          expect(bench.count('forget'), where).toBeGreaterThan(0);
          expect(await bench.kept(), where).toEqual({ session: '[]', machine: 'null' });
        },
      );
    },
  );

  it.each([
    [true, false],
    [false, true],
  ])('of a move loses no account (remembered: %s, then: %s)', async (before, after) => {
    await dyingAtEachStep(
      (bench) => bench.signIn(NAME, { remember: before, useForListing: true }),
      (bench) => bench.account.choose({ remember: after, useForListing: true }),
      async (bench, where) => {
        const { state } = bench.account.view();
        expect(['session', 'remembered'], where).toContain(state);
        expect(await bench.secret(), where).toBe(SECRET);
        expect(bench.count('forget'), where).toBe(0);
        const { session, machine } = await bench.kept();
        // In one place only, once the next worker has put things in order.
        expect(
          [session, machine].filter((kept) => kept.includes(SECRET)),
          where,
        ).toHaveLength(1);
        bench.closeBrowser();
        bench.start();
        await bench.rest();
        const isKept = state === 'remembered';
        expect(bench.account.view().state, where).toBe(isKept ? 'remembered' : 'none');
        expect(bench.count('forget'), where).toBe(isKept ? 0 : 1);
      },
    );
  });

  it('of a change to another name mixes nothing of both', async () => {
    await dyingAtEachStep(
      (bench) => bench.signIn(),
      (bench) => bench.signIn('bob', { token: 'dckr_pat_bob', remember: true }),
      async (bench, where) => {
        expect(isTested(bench).length, where).toBeLessThanOrEqual(1);
        const { state, username } = bench.account.view();
        if (username === NAME) return expect(await bench.secret(), where).toBe(SECRET);
        expect(bench.count('forget'), where).toBeGreaterThan(0);
        expect(JSON.stringify(await bench.kept()), where).not.toContain(SECRET);
        expect(['none', 'remembered'], where).toContain(state);
        return expect(username, where).toBe(state === 'none' ? undefined : 'bob');
      },
    );
  });
});
