/**
 * Work in slices: a page of a hundred rows must never feel a task of more than 50 ms (web.dev, "Optimize long tasks"),
 * so a queue gives the thread back after a few milliseconds and goes on in the next task.
 */

/** Milliseconds: a third of the limit, because a slow machine's last job of a slice still has to fit. */
const BUDGET = 12;

export interface Slices<Key> {
  /** Puts a job at the end, or replaces the one that waits under the same key. */
  add(key: Key, job: () => void): void;
  drop(key: Key): void;
  /** Does one slice now: what fits into it is there before the next paint. */
  run(): void;
}

/** `now` in milliseconds; `later` runs a callback in a new task. */
export function createSlices<Key>(
  signal: AbortSignal,
  now: () => number = () => performance.now(),
  later: (run: () => void) => void = (run) => setTimeout(run, 0),
): Slices<Key> {
  const jobs = new Map<Key, () => void>();
  let scheduled = false;

  function run(): void {
    const end = now() + BUDGET;
    for (const [key, job] of jobs) {
      if (signal.aborted) return;
      jobs.delete(key);
      job();
      if (now() >= end) break;
    }
    if (jobs.size > 0) schedule();
  }

  function schedule(): void {
    if (scheduled || signal.aborted) return;
    scheduled = true;
    later(() => {
      scheduled = false;
      run();
    });
  }

  return {
    add(key, job) {
      jobs.set(key, job);
      schedule();
    },
    drop(key) {
      jobs.delete(key);
    },
    run,
  };
}
