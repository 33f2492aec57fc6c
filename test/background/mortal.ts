import type { Clock } from '../../src/platform/clock.ts';

/** One life of a worker. */
export interface Life {
  isOver: boolean;
}

/** The same object as a worker sees it: once that worker is dead, nothing it asked is done, and no answer reaches it. */
export function mortal<T extends object>(life: Life, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (life.isOver) return never();
        const answer: unknown = Reflect.apply(member, target, given);
        return answer instanceof Promise ? heard(life, answer) : answer;
      };
    },
  });
}

/** Time goes on for the living only. */
export function mortalClock(life: Life, clock: Clock): Clock {
  return {
    now: () => clock.now(),
    steady: () => clock.steady(),
    after: (milliseconds, call) =>
      clock.after(milliseconds, () => {
        if (!life.isOver) call();
      }),
  };
}

async function heard(life: Life, answer: Promise<unknown>): Promise<unknown> {
  const value = await answer;
  return life.isOver ? never() : value;
}

function never(): Promise<never> {
  return new Promise(() => {});
}
