import { describe, expect, it } from 'vitest';
import { createFrame } from '../../src/background/frame.ts';
import { type Job, WantedQueue } from '../../src/background/queue.ts';
import { FakeClock } from '../platform/fake-clock.ts';

function recorder() {
  const started: string[] = [];
  const endings = new Map<string, () => void>();
  const job = (key: string, rank: number): Job => ({
    key,
    rank,
    run: () => {
      started.push(key);
      return new Promise((resolve) => endings.set(key, resolve));
    },
  });
  const end = async (key: string) => {
    endings.get(key)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { started, job, end };
}

describe('the queue of wanted questions', () => {
  it('starts the most wanted first, and no more than it may', async () => {
    const { started, job, end } = recorder();
    const queue = new WantedQueue(2);
    queue.want({}, [job('c', 3), job('a', 1), job('b', 2)]);
    expect(started).toEqual(['a', 'b']);
    await end('a');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('follows a change of what is wanted, and says what nobody wants any more', async () => {
    const { started, job, end } = recorder();
    const queue = new WantedQueue(1);
    const [one, other] = [{}, {}];
    queue.want(one, [job('a', 1), job('b', 2), job('c', 3)]);
    queue.want(other, [job('c', 9)]);
    expect(queue.want(one, [job('d', 5)]).map(({ key }) => key)).toEqual(['b']);
    expect([queue.has('a'), queue.isWaiting('a'), queue.has('b')]).toEqual([true, false, false]);
    for (const key of ['a', 'd', 'c']) await end(key);
    expect(started).toEqual(['a', 'd', 'c']);
    expect(queue.want(other, [])).toEqual([]);
  });

  it('asks once what two want, at the better of their ranks', async () => {
    const { started, job, end } = recorder();
    const queue = new WantedQueue(1);
    queue.want({}, [job('a', 0), job('x', 8), job('b', 5)]);
    queue.want({}, [job('x', 1)]);
    for (const key of ['a', 'x', 'b']) await end(key);
    expect(started).toEqual(['a', 'x', 'b']);
  });

  it('does not start again what is under way', async () => {
    const { started, job, end } = recorder();
    const queue = new WantedQueue(2);
    queue.want({}, [job('a', 0)]);
    queue.want({}, [job('a', 0)]);
    await end('a');
    expect(started).toEqual(['a']);
  });
});

describe('a frame', () => {
  it('tells the first change at once and gathers the ones that follow', async () => {
    const clock = new FakeClock();
    let told = 0;
    const ask = createFrame(clock, 24, () => {
      told += 1;
    });
    ask();
    ask();
    expect(told).toBe(0);
    await Promise.resolve();
    expect(told).toBe(1);
    ask();
    ask();
    clock.advance(23);
    expect(told).toBe(1);
    clock.advance(1);
    expect(told).toBe(2);
    clock.advance(1_000);
    expect(told).toBe(2);
  });
});
