/** Promises for questions whose answers come as messages, known by what they answer. */

export interface Waiting<Answer> {
  /** Calls `send`; resolves when `settle` is given the answer. Not at all where another repository is opened meanwhile. */
  ask(key: string, send: () => void): Promise<Answer>;
  settle(key: string, answer: Answer): void;
}

export function createWaiting<Answer>(): Waiting<Answer> {
  const waiting = new Map<string, ((answer: Answer) => void)[]>();
  return {
    ask: (key, send) =>
      new Promise((resolve) => {
        waiting.set(key, [...(waiting.get(key) ?? []), resolve]);
        send();
      }),
    settle(key, answer) {
      const resolvers = waiting.get(key) ?? [];
      waiting.delete(key);
      for (const resolve of resolvers) resolve(answer);
    },
  };
}
