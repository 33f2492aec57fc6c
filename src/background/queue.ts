/**
 * A few questions at a time, and always the most wanted one next. What is wanted changes while a person scrolls, so a
 * free place does not hold a question: it takes the best one when its turn comes.
 */
import PQueue from 'p-queue';

export interface Job {
  /** The same key means the same question, whoever asks. */
  readonly key: string;
  /** Lowest first; equal ranks in the order in which they came. */
  readonly rank: number;
  run(): Promise<void>;
}

export class WantedQueue<T extends Job> {
  readonly #places: PQueue;
  readonly #wanted = new Map<object, Map<string, T>>();
  readonly #started = new Set<string>();

  /** @param concurrency questions under way at the same time */
  constructor(concurrency: number) {
    this.#places = new PQueue({ concurrency });
  }

  /** Whether that question waits for its turn. */
  isWaiting(key: string): boolean {
    return [...this.#wanted.values()].some((jobs) => jobs.has(key));
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
    const before = [...(this.#wanted.get(asker)?.values() ?? [])];
    const wanted = jobs.filter(({ key }) => !this.#started.has(key));
    const added = wanted.filter(({ key }) => !this.isWaiting(key));
    if (wanted.length > 0) this.#wanted.set(asker, new Map(wanted.map((job) => [job.key, job])));
    else this.#wanted.delete(asker);
    for (const _ of added) void this.#places.add(() => this.#runNext());
    return before.filter(({ key }) => !this.isWaiting(key) && !this.#started.has(key));
  }

  async #runNext(): Promise<void> {
    const job = this.#take();
    if (job === undefined) return;
    this.#started.add(job.key);
    try {
      await job.run();
    } finally {
      this.#started.delete(job.key);
    }
  }

  /** The most wanted job, taken from everybody's list. A place whose job was dropped finds none, and is free again. */
  #take(): T | undefined {
    let best: T | undefined;
    for (const jobs of this.#wanted.values()) {
      for (const job of jobs.values()) {
        if (best === undefined || job.rank < best.rank) best = job;
      }
    }
    for (const jobs of this.#wanted.values()) if (best) jobs.delete(best.key);
    return best;
  }
}
