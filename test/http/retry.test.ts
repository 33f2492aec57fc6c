import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failure, type FailureKind, failure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { createCircuits } from '../../src/http/circuit.ts';
import { withRetries } from '../../src/http/retry.ts';
import { createSender } from '../../src/http/sender.ts';
import type { HttpAnswer, HttpRequest } from '../../src/http/transport.ts';
import { broken, fakeFetch } from './fake-fetch.ts';

const HOST = 'registry-1.docker.io';
const URL_ = new URL(`https://${HOST}/v2/`);
const FREE: HttpRequest = { method: 'GET', url: URL_, maxBytes: 1, repeatable: true };

type Found = Result<HttpAnswer, Failure>;

const answer = (status: number, headers: Record<string, string> = {}): Found =>
  ok({ host: HOST, status, headers: new Headers(headers), body: new Uint8Array(0) });
const silence = (detail = 'network', more: object = {}): Found =>
  err(failure('unavailable', { host: HOST, detail, ...more }));

/** Answers in turn, the last one for ever; time passes only while somebody waits, or where an answer takes some. */
function rig(answers: readonly Found[], { random = 1, takesMs = 0 } = {}) {
  let now = Date.UTC(2026, 9, 1);
  let sent = 0;
  const waits: number[] = [];
  const send = withRetries(
    async () => {
      const found = answers[Math.min(sent, answers.length - 1)] ?? answer(200);
      sent += 1;
      now += takesMs;
      return found;
    },
    {
      now: () => now,
      patience: {
        wait: async (ms) => {
          waits.push(ms);
          now += ms;
        },
        random: () => random,
      },
    },
  );
  return { send, waits, sent: () => sent };
}

describe('what may pass', () => {
  it.each([1, 2])(
    'is not tried again once it is out of date, said at the %i. look',
    async (look) => {
      const { send, waits, sent } = rig([answer(503), answer(200)]);
      let looks = 0;
      const isObsolete = () => {
        looks += 1;
        return looks >= look;
      };
      expect(await send({ ...FREE, isObsolete })).toMatchObject({ value: { status: 503 } });
      expect(sent()).toBe(1);
      // Before the wait, and after it.
      expect(waits).toHaveLength(look - 1);
    },
  );

  it.each<[string, Found]>([
    ['a connection that broke', silence()],
    ['a body that broke off', silence('network in body')],
    ['too slow an answer', silence('timeout')],
    ...[408, 500, 502, 503, 504].map((status): [string, Found] => [`${status}`, answer(status)]),
  ])('is tried twice more, later each time: %s', async (_name, failed) => {
    const { send, waits, sent } = rig([failed]);
    expect(await send(FREE)).toBe(failed);
    expect(sent()).toBe(3);
    expect(waits).toEqual([250, 500]);
  });

  it('ends with the first answer', async () => {
    const { send, sent } = rig([silence(), answer(200)]);
    expect(await send(FREE)).toMatchObject({ value: { status: 200 } });
    expect(sent()).toBe(2);
  });

  it.each<[string, Found[], Found]>([
    ['the answer that one got, where the last got none', [answer(500), silence()], answer(500)],
    ['the last answer', [answer(500), answer(502), silence()], answer(502)],
    ['a silence, where none got more', [silence(), silence('timeout')], silence('timeout')],
    [
      'the end of a wait',
      [answer(500), silence('circuit open', { until: Date.UTC(2027, 0) })],
      silence('circuit open', { until: Date.UTC(2027, 0) }),
    ],
    [
      'what a person can mend',
      [answer(500), err(failure('offline', { host: HOST }))],
      err(failure('offline', { host: HOST })),
    ],
    ['that it was called off', [answer(500), silence('aborted')], silence('aborted')],
  ])('says of several tries %s', async (_name, answers, expected) => {
    const { send } = rig(answers);
    expect(await send(FREE)).toEqual(expected);
  });

  it('comes back by chance, at any moment up to the longest', async () => {
    const { send, waits } = rig([silence()], { random: 0.5 });
    await send(FREE);
    expect(waits).toEqual([125, 250]);
  });

  it('that takes all its time is tried once more, and no third time', async () => {
    const { send, sent } = rig([silence('timeout')], { takesMs: 12_000 });
    await send(FREE);
    expect(sent()).toBe(2);
  });

  it('that takes the time for the headers and again for the body is not tried again', async () => {
    const { send, sent } = rig([silence('timeout in body')], { takesMs: 24_000 });
    await send(FREE);
    expect(sent()).toBe(1);
  });

  it.each<[string, Found, number[]]>([
    ['in two seconds', answer(503, { 'retry-after': '2' }), [2_250, 2_500]],
    ['now', answer(503, { 'retry-after': '0' }), [250, 500]],
    ['by what is no time', answer(503, { 'retry-after': 'soon' }), [250, 500]],
    ['in a while', answer(503, { 'retry-after': '6' }), []],
  ])('is not tried before the time that it names: %s', async (_name, failed, expected) => {
    const { send, waits } = rig([failed]);
    expect(await send(FREE)).toBe(failed);
    expect(waits).toEqual(expected);
  });
});

describe('what does not pass', () => {
  const kinds: FailureKind[] = ['offline', 'permission', 'malformed'];
  it.each<[string, Found]>([
    ...kinds.map((kind): [string, Found] => [kind, err(failure(kind, { host: HOST }))]),
    ['a question that was called off', silence('aborted')],
    ['a circuit that is open', silence('circuit open', { until: Date.UTC(2026, 9, 1) + 20_000 })],
    ...[200, 307, 400, 401, 403, 404, 429, 501, 505].map((status): [string, Found] => [
      `${status}`,
      answer(status),
    ]),
  ])('is asked once: %s', async (_name, found) => {
    const { send, sent } = rig([found]);
    expect(await send(FREE)).toBe(found);
    expect(sent()).toBe(1);
  });
});

describe('a question that is not said to be repeatable', () => {
  it.each(['GET', 'HEAD', 'POST'] as const)('is asked once: %s', async (method) => {
    const { send, sent } = rig([silence()]);
    await send({ method, url: URL_, maxBytes: 1 });
    expect(sent()).toBe(1);
  });
});

describe('an asker who leaves', () => {
  it.each(['resolves', 'rejects'])('ends the wait, which then %s', async (how) => {
    const controller = new AbortController();
    let sent = 0;
    const send = withRetries(
      async () => {
        sent += 1;
        return silence();
      },
      {
        now: () => 0,
        patience: {
          async wait(_ms, signal) {
            controller.abort();
            expect(signal?.aborted).toBe(true);
            if (how === 'rejects') throw new DOMException('aborted', 'AbortError');
          },
          random: () => 0,
        },
      },
    );
    expect(await send({ ...FREE, signal: controller.signal })).toMatchObject({
      error: { kind: 'unavailable', host: HOST, detail: 'aborted' },
    });
    expect(sent).toBe(1);
  });
});

describe('whatever is answered', () => {
  const found = fc.oneof(
    fc.integer({ min: 200, max: 599 }).map((status) => answer(status)),
    fc
      .tuple(fc.constantFrom(408, 500, 502, 503, 504), fc.nat(100_000))
      .map(([status, seconds]) => answer(status, { 'retry-after': String(seconds) })),
    fc.constantFrom(silence(), silence('timeout'), silence('aborted'), err(failure('offline'))),
  );

  it('a question is sent three times at most, and waits eleven seconds at most', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(found, { minLength: 1, maxLength: 5 }),
        fc.nat(30_000),
        async (answers, takesMs) => {
          const { send, sent, waits } = rig(answers, { takesMs });
          await send(FREE);
          expect(sent()).toBeLessThanOrEqual(3);
          expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(10_750);
        },
      ),
    );
  });
});

describe('tries and circuits together', () => {
  it('count each try, and end where the circuit opens', async () => {
    const { fetch, asked } = fakeFetch(broken);
    const now = () => Date.UTC(2026, 9, 1);
    const waits: number[] = [];
    const send = createSender({
      fetch,
      now,
      circuits: createCircuits({ now }),
      patience: {
        wait: async (ms) => void waits.push(ms),
        random: () => 1,
      },
    });
    expect(await send(FREE)).not.toMatchObject({ error: { until: expect.any(Number) } });
    expect(await send(FREE)).toMatchObject({ error: { until: now() + 20_000 } });
    expect(await send(FREE)).toMatchObject({ error: { detail: 'circuit open' } });
    expect(asked).toHaveLength(5);
    expect(waits).toHaveLength(3);
  });

  it.each<[string, object, object]>([
    ['there is no network', { online: () => false }, { kind: 'offline' }],
    ['the browser does not allow it', { permitted: async () => false }, { kind: 'permission' }],
    ['nothing is in the way here', { permitted: async () => true }, { detail: 'circuit open' }],
  ])('say what is in the way while a circuit is open: %s', async (_name, more, error) => {
    const now = () => Date.UTC(2026, 9, 1);
    const circuits = createCircuits({ now });
    const silent = fakeFetch(broken);
    const before = createSender({ fetch: silent.fetch, now, circuits });
    for (let n = 0; n < 5; n += 1) await before(FREE);
    const after = createSender({ fetch: silent.fetch, now, circuits, ...more });
    expect(await after(FREE)).toMatchObject({ error: { host: HOST, ...error } });
    expect(silent.asked).toHaveLength(5);
  });
});
