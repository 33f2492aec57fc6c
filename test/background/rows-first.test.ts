import { describe, expect, it } from 'vitest';
import { createListeners } from '../../src/background/listeners.ts';
import { createRowsFirst, type RowsState } from '../../src/background/rows-first.ts';
import { FakeClock } from '../platform/fake-clock.ts';

/** A walk that wants its next page, and whether it may ask for it by now. */
function walking(first: RowsState, isBusyAtFirst = false) {
  const clock = new FakeClock();
  const rest = createListeners();
  let isBusy = isBusyAtFirst;
  let state = first;
  let mayAsk = false;
  const rowsFirst = createRowsFirst({ isBusy: () => isBusy, onRest: rest.add }, clock);
  const turn = rowsFirst.begin(() => state);
  void turn().then(() => {
    mayAsk = true;
  });
  return {
    clock,
    turn,
    become(next: RowsState) {
      state = next;
      rowsFirst.look();
    },
    busy(now: boolean) {
      isBusy = now;
      if (!now) rest.callAll();
    },
    async mayAsk() {
      await Promise.resolve();
      return mayAsk;
    },
  };
}

describe('a walk beside the rows of a page', () => {
  it('goes on at once where a row waits for what it tells, however busy the registry is', async () => {
    expect(await walking('waiting', true).mayAsk()).toBe(true);
    const { become, mayAsk } = walking('coming');
    expect(await mayAsk()).toBe(false);
    become('waiting');
    expect(await mayAsk()).toBe(true);
  });

  it('stands back until the registry has answered for rows that it has told of', async () => {
    const { busy, mayAsk } = walking('told', true);
    expect(await mayAsk()).toBe(false);
    busy(false);
    expect(await mayAsk()).toBe(true);
  });

  it('goes on at once where nothing is asked', async () => {
    expect(await walking('told').mayAsk()).toBe(true);
  });

  it('does not wait longer than a second for rows to come', async () => {
    const { clock, mayAsk } = walking('coming');
    clock.advance(999);
    expect(await mayAsk()).toBe(false);
    clock.advance(1);
    expect(await mayAsk()).toBe(true);
  });

  it('stands back for the rows that came, three seconds from its beginning at most', async () => {
    const { clock, become, busy, mayAsk, turn } = walking('coming');
    clock.advance(900);
    busy(true);
    become('told');
    clock.advance(2_099);
    expect(await mayAsk()).toBe(false);
    clock.advance(1);
    expect(await mayAsk()).toBe(true);
    // From then on with each page.
    await expect(turn()).resolves.toBeUndefined();
  });
});
