import { describe, expect, it } from 'vitest';
import { type Failure, failure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { createPatience } from '../../src/headless/patience.ts';
import { SwiftClock } from './swift-clock.ts';

function rig(allowed: number) {
  const clock = new SwiftClock();
  const waits: number[] = [];
  const patient = createPatience({ clock, allowed, onWait: (ms) => waits.push(ms) });
  /** Answers in turn, the last one for ever. */
  const asking = (...answers: readonly (() => Result<string, Failure>)[]) => {
    let asked = 0;
    const ask = async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer?.() ?? ok('nothing');
    };
    return { ask, asked: () => asked };
  };
  const busy = (seconds: number) => () =>
    err(failure('rate-limited', { until: clock.now() + seconds * 1000 }));
  return { clock, waits, patient, asking, busy };
}

const answered = () => ok('here');
const broken = () => err(failure('unavailable', { status: 500 }));

describe('patience', () => {
  it('waits as long as a 429 says, and asks again', async () => {
    const { clock, waits, patient, asking, busy } = rig(60_000);
    const question = asking(busy(7), busy(5), answered);
    expect(await patient(question.ask)).toEqual(ok('here'));
    expect(clock.passed()).toBe(12_000);
    expect(waits).toEqual([7_000, 5_000]);
  });

  it('waits half a minute where a 429 does not say', async () => {
    const { clock, patient, asking } = rig(60_000);
    await patient(asking(() => err(failure('rate-limited')), answered).ask);
    expect(clock.passed()).toBe(30_000);
  });

  it('ends with the 429 where all waits together would pass what is allowed, for everybody', async () => {
    const { clock, patient, asking, busy } = rig(10_000);
    const answer = await patient(asking(busy(7), busy(4)).ask);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'rate-limited' } });
    expect(clock.passed()).toBe(7_000);
    const other = asking(answered);
    expect(await patient(other.ask)).toEqual(answer);
    expect(other.asked()).toBe(0);
  });

  it.each([
    ['over as it comes', 0],
    ['a date that this clock has passed', -3_600],
  ])('waits longer each time, and not for ever, where the wait of a 429 is %s', async (_, left) => {
    const { waits, patient, asking, busy } = rig(100_000);
    // Whoever waits for nothing gets the answer in the end, and so fails here instead of hanging.
    const question = asking(...Array.from({ length: 1_000 }, () => busy(left)), answered);
    expect(await patient(question.ask)).toMatchObject({ error: { kind: 'rate-limited' } });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
    expect(question.asked()).toBe(7);
  });

  it('waits a moment again after an answer, at most about a minute without one', async () => {
    const { waits, patient, asking, busy } = rig(600_000);
    const now = busy(0);
    await patient(asking(now, now, answered).ask);
    await patient(asking(...Array.from({ length: 8 }, () => now), answered).ask);
    expect(waits.map((ms) => ms / 1_000)).toEqual([1, 2, 1, 2, 4, 8, 16, 32, 64, 64]);
  });

  it('makes the wait longer once for all that were under way', async () => {
    const { waits, patient, asking, busy } = rig(10_000);
    const questions = Array.from({ length: 6 }, () => asking(busy(0), answered));
    await Promise.all(questions.map(({ ask }) => patient(ask)));
    expect(waits).toEqual([1_000]);
  });

  it('counts a wait that several share once', async () => {
    const { clock, waits, patient, asking, busy } = rig(10_000);
    const questions = Array.from({ length: 6 }, () => asking(busy(8), answered));
    const answers = await Promise.all(questions.map(({ ask }) => patient(ask)));
    expect(answers).toEqual(questions.map(() => ok('here')));
    expect(waits).toEqual([8_000]);
    expect(clock.passed()).toBeGreaterThanOrEqual(8_000);
  });

  it('tries what may pass twice more, a moment later', async () => {
    const { clock, patient, asking } = rig(0);
    const once = asking(broken, broken, answered);
    expect(await patient(once.ask)).toEqual(ok('here'));
    expect(clock.slept).toEqual([500, 2_000]);
    const always = asking(broken);
    expect(await patient(always.ask)).toEqual(broken());
    expect(always.asked()).toBe(3);
  });

  it.each(['not-found', 'denied', 'malformed', 'unsupported'] as const)(
    'takes %s for an answer',
    async (kind) => {
      const { patient, asking } = rig(60_000);
      const question = asking(() => err(failure(kind)));
      expect(await patient(question.ask)).toEqual(err(failure(kind)));
      expect(question.asked()).toBe(1);
    },
  );
});
