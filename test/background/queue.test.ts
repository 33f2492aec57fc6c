import { describe, expect, it, vi } from 'vitest';
import { createBucket } from '../../src/background/bucket.ts';
import { createFrame } from '../../src/background/frame.ts';
import { type Job, type Room, WantedQueue } from '../../src/background/queue.ts';
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

const ALWAYS: Room = { limit: () => 1, wait: () => 0, after: () => undefined };

describe('the room of the queue', () => {
  it('may grow and shrink between two questions', async () => {
    const { started, job, end } = recorder();
    let limit = 1;
    const queue = new WantedQueue({ ...ALWAYS, limit: () => limit });
    queue.want(
      {},
      [1, 2, 3, 4, 5, 6].map((rank) => job(String(rank), rank)),
    );
    expect(started).toEqual(['1']);
    limit = 3;
    await end('1');
    expect(started).toEqual(['1', '2', '3', '4']);
    expect(queue.underWay).toBe(3);
    limit = 1;
    await end('2');
    await end('3');
    expect(started).toHaveLength(4);
    await end('4');
    expect(started).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is waited for, and what is dropped meanwhile is not asked', async () => {
    const { started, job } = recorder();
    const clock = new FakeClock();
    const bucket = createBucket(() => clock.steady(), { burst: 2, every: 100 });
    const asker = {};
    const counted = (key: string, rank: number): Job => {
      const { run } = job(key, rank);
      return {
        key,
        rank,
        run: () => {
          bucket.take();
          return run();
        },
      };
    };
    const queue = new WantedQueue({
      limit: () => 9,
      wait: bucket.wait,
      after: (milliseconds, call) => clock.after(milliseconds, call),
    });
    queue.want(asker, [counted('a', 1), counted('b', 2), counted('c', 3), counted('d', 4)]);
    expect(started).toEqual(['a', 'b']);
    clock.advance(100);
    expect(started).toEqual(['a', 'b', 'c']);
    expect(queue.want(asker, []).map(({ key }) => key)).toEqual(['d']);
    clock.advance(1_000);
    expect(started).toEqual(['a', 'b', 'c']);
    expect(clock.waits()).toEqual([]);
  });

  it('takes no longer for each question where very many wait', async () => {
    const started: string[] = [];
    const many = Array.from({ length: 50_000 }, (_, rank) => ({
      key: String(rank),
      rank,
      run: async () => {
        started.push(String(rank));
      },
    }));
    const queue = new WantedQueue(4);
    queue.want({}, many);
    queue.want({}, many.slice(100));
    await vi.waitFor(() => expect(started).toHaveLength(50_000), { timeout: 5_000 });
    expect(started).toEqual(many.map(({ key }) => key));
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
