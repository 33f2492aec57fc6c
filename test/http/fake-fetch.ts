/** A `fetch` whose answers a test decides, and which remembers what it was asked. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly init: RequestInit;
}

export type Answer = (asked: Asked, index: number) => Response | Promise<Response>;

export interface FakeFetch {
  readonly fetch: typeof fetch;
  readonly asked: readonly Asked[];
}

export function fakeFetch(answer: Answer): FakeFetch {
  const asked: Asked[] = [];
  return {
    asked,
    fetch: async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const one = { method: init.method ?? 'GET', url, headers: new Headers(init.headers), init };
      asked.push(one);
      return answer(one, asked.length - 1);
    },
  };
}

/** A request that nobody answers and that listens to no signal: the worst that a network can do. */
export function never(): Promise<Response> {
  return new Promise(() => undefined);
}

/** What every browser throws for whatever went wrong below HTTP. The text stands for one that quotes a header. */
export function broken(): Promise<Response> {
  return Promise.reject(new TypeError('failed: Bearer secret-token'));
}

/** A body that sends its chunks and then neither ends nor fails, or fails with `end`. */
export function stream(chunks: readonly Uint8Array[], end: 'hang' | 'break' | 'close') {
  const left = [...chunks];
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = left.shift();
      if (chunk !== undefined) controller.enqueue(chunk);
      else if (end === 'break') controller.error(new TypeError('network error'));
      else if (end === 'close') controller.close();
      else return new Promise<void>(() => undefined);
      return undefined;
    },
  });
}

/** An answer that the test gives when it wants to. */
export function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
