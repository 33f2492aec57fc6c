/**
 * A few questions at a time, and always the most wanted one next. What is wanted changes while a person scrolls, so a
 * free place does not hold a question: it takes the best one when its turn comes.
 */

export interface Job {
  /** The same key means the same question, whoever asks. */
  readonly key: string;
  /** Lowest first; equal ranks in the order in which they came. */
  readonly rank: number;
  run(): Promise<void>;
}

/** How many questions are let through. Both may change at any time. */
export interface Room {
  /** Questions that may be under way at the same time. */
  limit(): number;
  /** Milliseconds until the next may begin, were a place free. */
  wait(): number;
  /** Calls after so many milliseconds. */
  after(milliseconds: number, call: () => void): unknown;
  /** Told when the last question has been answered, or nobody wants it any more. */
  rested?(): void;
}

/** What one asker wants, most wanted first; what has been started is not in `waiting` any more. */
interface List<T> {
  readonly jobs: readonly T[];
  /** Place of the first that may still wait. */
  next: number;
  readonly waiting: Map<string, T>;
}

export class WantedQueue<T extends Job> {
  readonly #room: Room;
  readonly #wanted = new Map<object, List<T>>();
  readonly #started = new Set<string>();
  #isAsleep = false;

  /** @param room as a number: always so many at the same time */
  constructor(room: Room | number) {
    this.#room = typeof room === 'number' ? placesFor(room) : room;
  }

  /** Questions under way. */
  get underWay(): number {
    return this.#started.size;
  }

  /** Whether anything waits or is under way. */
  get isBusy(): boolean {
    return (
      this.#started.size > 0 || [...this.#wanted.values()].some(({ waiting }) => waiting.size > 0)
    );
  }

  /** Whether that question waits for its turn. */
  isWaiting(key: string): boolean {
    for (const { waiting } of this.#wanted.values()) if (waiting.has(key)) return true;
    return false;
  }

  /** Whether that question waits, or is under way. */
  has(key: string): boolean {
    return this.#started.has(key) || this.isWaiting(key);
  }

  /**
   * Replaces what one asker wants. Returns the jobs that nobody wants any more; they will not run. What has been started
   * runs to its end.
   */
  want(asker: object, jobs: readonly T[]): readonly T[] {
    const before = [...(this.#wanted.get(asker)?.waiting.values() ?? [])];
    const wanted = jobs.filter(({ key }) => !this.#started.has(key));
    if (wanted.length > 0) this.#wanted.set(asker, listOf(wanted));
    else this.#wanted.delete(asker);
    this.#fill();
    if (before.length > 0) this.#rest();
    return before.filter(({ key }) => !this.has(key));
  }

  /** Starts what there is room for. */
  #fill(): void {
    while (!this.#isAsleep && this.#started.size < this.#room.limit()) {
      const wait = this.#room.wait();
      if (wait > 0) {
        this.#sleep(wait);
        return;
      }
      const job = this.#take();
      if (job === undefined) return;
      void this.#run(job);
    }
  }

  #sleep(milliseconds: number): void {
    if (this.#wanted.size === 0) return;
    this.#isAsleep = true;
    this.#room.after(milliseconds, () => {
      this.#isAsleep = false;
      this.#fill();
    });
  }

  async #run(job: T): Promise<void> {
    this.#started.add(job.key);
    try {
      await job.run();
    } finally {
      this.#started.delete(job.key);
      this.#fill();
      this.#rest();
    }
  }

  #rest(): void {
    if (!this.isBusy) this.#room.rested?.();
  }

  /** The most wanted job, taken from everybody's list. */
  #take(): T | undefined {
    let best: T | undefined;
    for (const [asker, list] of this.#wanted) {
      const first = firstOf(list);
      if (first === undefined) this.#wanted.delete(asker);
      else if (best === undefined || first.rank < best.rank) best = first;
    }
    if (best === undefined) return undefined;
    for (const { waiting } of this.#wanted.values()) waiting.delete(best.key);
    return best;
  }
}

function placesFor(limit: number): Room {
  return { limit: () => limit, wait: () => 0, after: () => undefined };
}

function listOf<T extends Job>(jobs: readonly T[]): List<T> {
  const waiting = new Map(jobs.map((job) => [job.key, job]));
  return { jobs: [...waiting.values()].sort((a, b) => a.rank - b.rank), next: 0, waiting };
}

/** Each place is passed once, however many wait behind it. */
function firstOf<T extends Job>(list: List<T>): T | undefined {
  for (; list.next < list.jobs.length; list.next += 1) {
    const job = list.jobs[list.next];
    if (job !== undefined && list.waiting.has(job.key)) return job;
  }
  return undefined;
}
