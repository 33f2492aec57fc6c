/** How fast a service is asked: so many questions in any minute, and so many at once. */

export interface PaceClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Settles after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** Settles when the next question may be sent. */
export type Pace = () => Promise<void>;

const MINUTE = 60_000;

/** Bursts are allowed: only the sum of a minute counts. */
export function createPace(clock: PaceClock, perMinute: number): Pace {
  /** When each of the last questions may be or was sent, oldest first. */
  const turns: number[] = [];
  return async () => {
    const now = clock.now();
    const oldest = turns.length < perMinute ? undefined : turns.shift();
    const turn = oldest === undefined ? now : Math.max(now, oldest + MINUTE);
    turns.push(turn);
    if (turn > now) await clock.sleep(turn - now);
  };
}

/** Does the work for each item, `width` of them at once, in their order. Rejects as soon as one of them does. */
export async function forEachOf<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
