import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTransport, type HttpRequest, type TransportDeps } from '../../src/http/transport.ts';
import { type Answer, broken, fakeFetch, later, never, stream } from './fake-fetch.ts';

const HOST = 'registry-1.docker.io';
const REQUEST: HttpRequest = {
  method: 'GET',
  url: new URL(`https://${HOST}/v2/`),
  maxBytes: 8,
  headers: { accept: 'application/json' },
};

function send(answer: Answer, deps: Partial<TransportDeps> = {}, request = REQUEST) {
  const fake = fakeFetch(answer);
  const transport = createTransport({ fetch: fake.fetch, now: () => 0, timeoutMs: 2000, ...deps });
  return { ...fake, result: transport(request) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('transport', () => {
  it('sends nothing of the person along and follows no redirect', async () => {
    const { asked, result } = send(() => new Response('{}'));
    expect(await result).toMatchObject({ ok: true, value: { status: 200, host: HOST } });
    expect(asked[0]?.init).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    expect([...(asked[0]?.headers ?? [])]).toEqual([['accept', 'application/json']]);
  });

  it("calls fetch as the browser's own wants to be called: not as a method", async () => {
    let calledOn: unknown = 'nothing yet';
    const deps: TransportDeps = {
      now: () => 0,
      fetch: function (this: unknown) {
        calledOn = this;
        return Promise.resolve(new Response(''));
      },
    };
    await createTransport(deps)(REQUEST);
    expect(calledOn).toBeUndefined();
  });

  it('says that a request was sent as it hands it to the browser, and not where it sends none', async () => {
    const steps: string[] = [];
    const deps: TransportDeps = {
      now: () => 0,
      barred: (host) => host !== HOST,
      fetch() {
        steps.push('fetch');
        return broken();
      },
    };
    const transport = createTransport(deps);
    const request = { ...REQUEST, onSent: () => steps.push('sent') };
    await transport({ ...request, url: new URL('https://elsewhere.example/') });
    await transport({ ...request, signal: AbortSignal.abort() });
    expect(steps).toEqual([]);
    await transport(request);
    expect(steps).toEqual(['sent', 'fetch']);
  });

  const gone = () => Promise.resolve(false);
  const held = () => Promise.resolve(true);
  const faults: [string, Answer, Partial<TransportDeps>, object][] = [
    ['no network', broken, { online: () => false }, { kind: 'offline', host: HOST }],
    [
      'offline wins over permission',
      broken,
      { online: () => false, permitted: gone },
      { kind: 'offline' },
    ],
    ['permission taken back', broken, { permitted: gone }, { kind: 'permission', host: HOST }],
    ['refused', broken, { permitted: held }, { kind: 'unavailable', detail: 'network' }],
    ['refused, nothing known', broken, {}, { kind: 'unavailable', detail: 'network' }],
    [
      'permissions API broken',
      broken,
      { permitted: () => Promise.reject(new Error()) },
      { kind: 'unavailable' },
    ],
    ['no answer', never, { timeoutMs: 5 }, { kind: 'unavailable', detail: 'timeout' }],
    [
      'body stops',
      () => new Response(stream([new Uint8Array(2)], 'hang')),
      { timeoutMs: 5 },
      { kind: 'unavailable', detail: 'timeout in body' },
    ],
    [
      'body breaks',
      () => new Response(stream([new Uint8Array(2)], 'break')),
      {},
      { kind: 'unavailable', detail: 'network in body' },
    ],
    [
      'body longer than allowed',
      () => new Response(stream([new Uint8Array(5), new Uint8Array(5)], 'hang')),
      {},
      { kind: 'malformed', detail: 'body too large', status: 200 },
    ],
    [
      'body that says itself too long',
      () => new Response(stream([], 'hang'), { headers: { 'content-length': '9' } }),
      {},
      { kind: 'malformed', detail: 'body too large' },
    ],
  ];
  it.each(faults)('%s', async (_name, answer, deps, expected) => {
    const { result } = send(answer, deps);
    const failed = await result;
    expect(failed).toMatchObject({ ok: false, error: expected });
    expect(JSON.stringify(failed)).not.toContain('secret');
  });

  it('sends nothing to a host that is known to be taken away', async () => {
    let sent = 0;
    const { result } = send(
      () => {
        sent += 1;
        return new Response('');
      },
      { barred: (host) => host === HOST },
    );
    expect(await result).toMatchObject({ ok: false, error: { kind: 'permission', host: HOST } });
    expect(sent).toBe(0);
  });

  it('takes a body of exactly the allowed size, in its order', async () => {
    const { result } = send(
      () =>
        new Response(stream([new Uint8Array([1, 2, 3]), new Uint8Array([4, 5, 6, 7, 8])], 'close')),
    );
    expect(await result).toMatchObject({
      ok: true,
      value: { body: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]) },
    });
  });

  it('ends a request whose body is too large', async () => {
    const { asked, result } = send(() => new Response(stream([new Uint8Array(9)], 'hang')));
    await result;
    expect(asked[0]?.init.signal?.aborted).toBe(true);
  });

  it('gives the headers and the first piece of the body each the whole time', async () => {
    vi.useFakeTimers();
    const headers = later<Response>();
    const chunk = later<Uint8Array>();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        controller.enqueue(await chunk.promise);
        controller.close();
      },
    });
    const { result } = send(() => headers.promise, { timeoutMs: 1000 });
    await vi.advanceTimersByTimeAsync(900);
    headers.resolve(new Response(body));
    await vi.advanceTimersByTimeAsync(900);
    chunk.resolve(new Uint8Array(3));
    expect(await result).toMatchObject({ ok: true, value: { body: new Uint8Array(3) } });
  });

  describe('whose body takes its time', () => {
    const PIECE = 16 * 1024;

    /** A body of that many chunks, one each so many milliseconds. */
    function slowly(chunks: number, bytes: number, everyMs: number) {
      let left = chunks;
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, everyMs));
          left -= 1;
          if (left < 0) controller.close();
          else controller.enqueue(new Uint8Array(bytes));
        },
      });
    }

    /** How long it took, and what came of it. */
    async function ask(chunks: number, bytes: number, everyMs: number) {
      vi.useFakeTimers();
      let progress = 0;
      const deps = {
        timeoutMs: 1_000,
        onProgress: () => {
          progress += 1;
        },
      };
      const body = slowly(chunks, bytes, everyMs);
      const { result } = send(() => new Response(body), deps, { ...REQUEST, maxBytes: 2 ** 20 });
      const began = Date.now();
      let ms = 0;
      const over = result.then((found) => {
        ms = Date.now() - began;
        return found;
      });
      await vi.advanceTimersByTimeAsync(20_000);
      return { found: await over, ms, progress };
    }

    it('waits for it while pieces keep coming, and says that they do', async () => {
      const { found, progress } = await ask(5, PIECE, 800);
      expect(found).toMatchObject({ ok: true });
      expect(found.ok && found.value.body.byteLength).toBe(5 * PIECE);
      expect(progress).toBe(6);
    });

    it('but not for ever', async () => {
      const { found, ms } = await ask(60, PIECE, 500);
      expect(found).toMatchObject({ error: { kind: 'unavailable', detail: 'timeout in body' } });
      expect(ms).toBe(5_000);
    });

    it('and no longer for one that drips than for one that stops', async () => {
      const { found, ms, progress } = await ask(1_000, 10, 50);
      expect(found).toMatchObject({ error: { kind: 'unavailable', detail: 'timeout in body' } });
      expect(ms).toBe(1_000);
      expect(progress).toBe(1);
    });
  });

  it.each([
    ['breaks', stream([], 'break')],
    ['is too large', stream([new Uint8Array(9)], 'close')],
  ])('tells the status of a refusal whose body %s', async (_name, body) => {
    const { result } = send(() => new Response(body, { status: 503 }));
    expect(await result).toMatchObject({
      ok: true,
      value: { status: 503, body: new Uint8Array(0) },
    });
  });

  it('does not ask when the asker has already gone', async () => {
    const { asked, result } = send(never, {}, { ...REQUEST, signal: AbortSignal.abort() });
    expect(await result).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', detail: 'aborted' },
    });
    expect(asked).toHaveLength(0);
  });

  it.each([
    ['before the answer', never],
    ['inside the body', () => new Response(stream([new Uint8Array(1)], 'hang'))],
    ['inside the body of a refusal', () => new Response(stream([], 'hang'), { status: 500 })],
  ])('ends at once when the asker goes %s', async (_name, answer) => {
    const controller = new AbortController();
    const { asked, result } = send(answer, {}, { ...REQUEST, signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await result).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', detail: 'aborted' },
    });
    expect(asked[0]?.init.signal?.aborted).toBe(true);
  });

  it('lets go of the signal of an asker who stays', async () => {
    const controller = new AbortController();
    const { asked, result } = send(
      () => new Response(''),
      {},
      { ...REQUEST, signal: controller.signal },
    );
    await result;
    controller.abort();
    expect(asked[0]?.init.signal?.aborted).toBe(false);
  });
});
