import type { Clock } from '../../src/platform/clock.ts';

/** The moment at which a worker dies: at its n-th step outside, before that has any effect or after. */
export interface Death {
  readonly step: number;
  readonly isAfter: boolean;
}

/** One life of a worker. */
export interface Life {
  isOver: boolean;
  /** Steps outside that it has begun: whatever it waits for an answer to. */
  steps?: number;
  readonly death?: Death;
}

/** What answers at once, and is no step. */
const AT_ONCE: readonly PropertyKey[] = [
  'warm',
  'onChange',
  'isForgetful',
  'onForgetful',
  'evictWith',
  'forgetTokens',
  'forgetSession',
];

/** The same object as a worker sees it: once that worker is dead, nothing it asked is done, and no answer reaches it. */
export function mortal<T extends object>(life: Life, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const isLast = !AT_ONCE.includes(key) && isLastStep(life);
        if (isLast && life.death?.isAfter === false) life.isOver = true;
        if (life.isOver) return never();
        const answer: unknown = Reflect.apply(member, target, given);
        if (isLast) life.isOver = true;
        return answer instanceof Promise ? heard(life, answer) : answer;
      };
    },
  });
}

function isLastStep(life: Life): boolean {
  if (life.isOver) return false;
  life.steps = (life.steps ?? 0) + 1;
  return life.steps === life.death?.step;
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
