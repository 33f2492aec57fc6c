/** What all long listings together may ask the registry. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createHeadPace, type HeadPace } from '../../src/background/head-pace.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeSession } from '../platform/fake-session.ts';

const turnOfEvents = () => new Promise((resolve) => setImmediate(resolve));

describe('the HEADs of long listings', () => {
  const log = { warn: () => undefined };
  let clock: FakeClock;
  let session: FakeSession;
  let pace: HeadPace;
  /** Sent since the beginning. */
  let sent: number;

  beforeEach(() => {
    clock = new FakeClock();
    session = new FakeSession();
    pace = createHeadPace({ clock, log, storage: session });
    sent = 0;
  });

  /** One listing: as many as it may, in rounds. */
  function list(signal = new AbortController().signal): void {
    const { turns } = pace;
    const next = async () => {
      while (await turns(100, signal)) sent += 100;
    };
    void next();
  }

  async function pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 500) {
      clock.advance(500);
      await turnOfEvents();
    }
  }

  it('are 300 at once and then 300 a minute, however many listings there are', async () => {
    list();
    list();
    await turnOfEvents();
    expect(sent).toBe(300);
    await pass(60_000);
    expect(sent).toBe(600);
  });

  it('are no more where a listing is started again and again, or the worker', async () => {
    for (let start = 0; start < 20; start += 1) {
      const stop = new AbortController();
      if (start % 2 === 0) pace = createHeadPace({ clock, log, storage: session });
      list(stop.signal);
      await pass(3_500);
      stop.abort();
    }
    expect(sent).toBe(600);
  });

  it('are told beforehand', async () => {
    await turnOfEvents();
    expect(pace.estimate(0)).toBe(0);
    expect(pace.estimate(100)).toBe(5_000);
    expect(pace.estimate(3_300)).toBe(600_000);
    list();
    await turnOfEvents();
    expect(pace.estimate(100)).toBe(20_000);
  });
});
