/**
 * How many questions one host is asked at the same time, found out as TCP finds its window (RFC 5681, and "Vegas": Brakmo,
 * Peterson, 1995): two more with each answer while answers come about as fast as the fastest did; none more where they
 * take longer; a few less where they take much longer, because questions stand in a queue somewhere; half where the host
 * refuses, stumbles or is silent. HTTP/2 has no limit of six connections, so that limit is no measure.
 */

/** How a question ended; `none`: nothing is learnt from it of how much the host can do. */
export type Outcome = 'answer' | 'trouble' | 'none';

export interface Ended {
  /** Milliseconds by a clock that is never set. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Questions that were under way as this one ended, itself included. */
  readonly underWay: number;
  readonly outcome: Outcome;
}

export interface Concurrency {
  /** Questions that may be under way at the same time: 2 to 24. */
  limit(): number;
  ended(question: Ended): void;
}

const FIRST = 6;
const FEWEST = 2;
const MOST = 24;
/** As fast as the fastest: at most so many times as long, and so many milliseconds for chance. */
const NEAR = { times: 1.5, more: 10 };
/** Much longer. */
const FAR = { times: 2.5, more: 30 };
const AFTER_FAR = 0.8;
const AFTER_TROUBLE = 0.5;
/**
 * Answers in a row, none of them as fast as the fastest, after which it is measured anew with few under way: the way to the
 * host may have become longer.
 */
const DOUBTFUL = 100;

export function createConcurrency(): Concurrency {
  let limit = FIRST;
  /** Up to here it grows by two with each answer, from here by one with each round of answers. */
  let known = MOST;
  let fastest = Number.POSITIVE_INFINITY;
  let slowInARow = 0;
  /** When it was cut last: what was asked before says nothing of it as it is now. */
  let cutAt = Number.NEGATIVE_INFINITY;

  function cut(part: number, { startedAt, endedAt }: Ended): void {
    if (startedAt < cutAt) return;
    limit = Math.max(FEWEST, limit * part);
    known = limit;
    cutAt = endedAt;
  }

  function measureAnew({ endedAt }: Ended): void {
    known = limit;
    limit = FEWEST;
    fastest = Number.POSITIVE_INFINITY;
    slowInARow = 0;
    cutAt = endedAt;
  }

  function answered(question: Ended): void {
    const { startedAt, endedAt, underWay } = question;
    const took = Math.max(0, endedAt - startedAt);
    // What stood in a queue before the last cut would be taken for the way.
    if (startedAt >= cutAt) fastest = Math.min(fastest, took);
    const isNear = took <= fastest * NEAR.times + NEAR.more;
    slowInARow = isNear ? 0 : slowInARow + 1;
    // A limit of which little is used says nothing of a higher one (RFC 7661).
    const isUsed = underWay > limit / 2;
    if (slowInARow >= DOUBTFUL) measureAnew(question);
    else if (took > fastest * FAR.times + FAR.more) cut(AFTER_FAR, question);
    else if (isNear && isUsed && startedAt >= cutAt) {
      limit = Math.min(MOST, limit < known ? Math.min(known, limit + 2) : limit + 1 / limit);
    }
  }

  return {
    limit: () => Math.floor(limit),
    ended(question) {
      if (question.outcome === 'answer') answered(question);
      else if (question.outcome === 'trouble') cut(AFTER_TROUBLE, question);
    },
  };
}
