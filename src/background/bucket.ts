/**
 * So many questions in any minute, some of them at once and the others evenly: a "leaky bucket as a meter" (ITU-T I.371,
 * annex A, "Generic Cell Rate Algorithm"). All of its state is one moment: when the last question that was let through
 * would have been due, had all come evenly.
 */

export interface Rate {
  /** Questions that may be asked at once, after a while without any. */
  readonly burst: number;
  /** Milliseconds between two, from then on. */
  readonly every: number;
}

const MINUTE = 60_000;
/** The part of a minute's questions that may be asked at once. */
const AT_ONCE = 2 / 9;

/** The rate by which in no 60 seconds more than so many questions are asked. */
export function rateOf(mostInMinute: number): Rate {
  const most = Math.max(1, Math.floor(mostInMinute));
  return rateWithBurst(most, Math.floor(most * AT_ONCE));
}

/** The same with a burst of one's own, of at most the whole minute's. */
export function rateWithBurst(mostInMinute: number, burst: number): Rate {
  const atOnce = Math.min(Math.max(1, burst), mostInMinute);
  return { burst: atOnce, every: Math.ceil(MINUTE / (mostInMinute - atOnce + 1)) };
}

export interface Bucket {
  /** Milliseconds until a question may be asked, behind so many others. */
  wait(others?: number): number;
  /** A question is asked, whether it waited or not. */
  take(): void;
  setRate(rate: Rate): void;
  /** Milliseconds that all questions up to now take at the even rate; 0 where a whole burst may follow. */
  backlog(): number;
  /** What an earlier life had asked counts as well. */
  add(backlog: number): void;
}

/** @param steady milliseconds since some moment; never goes back */
export function createBucket(steady: () => number, first: Rate): Bucket {
  let rate = first;
  let due = 0;

  const backlog = () => Math.max(0, due - steady());
  const add = (milliseconds: number) => {
    due = steady() + backlog() + milliseconds;
  };
  return {
    wait: (others = 0) => Math.max(0, backlog() + (others + 1 - rate.burst) * rate.every),
    take: () => add(rate.every),
    setRate(next) {
      rate = next;
    },
    backlog,
    add,
  };
}
