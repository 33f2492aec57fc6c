import { beforeEach, describe, expect, it } from 'vitest';
import { type Failure, failure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { type Circuits, createCircuits } from '../../src/http/circuit.ts';
import type { CircuitMemory, KeptRest } from '../../src/http/circuit-memory.ts';
import type { HttpAnswer, HttpRequest, Send } from '../../src/http/transport.ts';
import { later } from './fake-fetch.ts';

const HOST = 'registry-1.docker.io';
const OTHER = 'hub.docker.com';
const START = Date.UTC(2026, 9, 1);
const SECOND = 1_000;

type Found = Result<HttpAnswer, Failure>;

const answer = (status: number, headers: Record<string, string> = {}): Found =>
  ok({ host: HOST, status, headers: new Headers(headers), body: new Uint8Array(0) });
const silence = (detail = 'network'): Found => err(failure('unavailable', { host: HOST, detail }));

describe('a circuit', () => {
  let now: number;
  let sent: number;
  let found: (request: HttpRequest) => Found | Promise<Found>;
  let circuits: Circuits;
  let send: Send;

  beforeEach(() => {
    now = START;
    sent = 0;
    found = () => silence();
    circuits = createCircuits({ now: () => now });
    send = circuits.around(async (request) => {
      sent += 1;
      return found(request);
    });
  });

  const ask = (more: Partial<HttpRequest> = {}, host = HOST) =>
    send({ method: 'HEAD', url: new URL(`https://${host}/v2/`), maxBytes: 1, ...more });

  async function askTimes(times: number): Promise<Found | undefined> {
    let last: Found | undefined;
    for (let n = 0; n < times; n += 1) last = await ask();
    return last;
  }

  const resting = (until: number) => ({
    ok: false,
    error: { kind: 'unavailable', host: HOST, until },
  });

  it.each<[string, Found]>([
    ['the network', silence()],
    ['time', silence('timeout')],
    ['the rest of a body', silence('timeout in body')],
    ['a working server', answer(500)],
    ['a gateway', answer(502)],
  ])(
    'opens after five failures in a row for want of %s, and says until when',
    async (_, failed) => {
      found = () => failed;
      const fourth = await askTimes(4);
      expect(fourth).not.toMatchObject({ error: { until: expect.any(Number) } });
      expect(await ask()).toMatchObject(resting(START + 20 * SECOND));
      expect(sent).toBe(5);
      now += 19_999;
      expect(await ask()).toMatchObject(resting(START + 20 * SECOND));
      expect(sent).toBe(5);
    },
  );

  it('names the status of a host that answers with errors', async () => {
    found = () => answer(503);
    await askTimes(5);
    expect(await ask()).toMatchObject({ error: { status: 503, detail: 'circuit open' } });
  });

  it('rests for as long as the host asks for', async () => {
    found = () => answer(503, { 'retry-after': '90' });
    expect(await askTimes(5)).toMatchObject(resting(START + 90 * SECOND));
  });

  it.each<[string, Found]>([
    ['a refusal', answer(401)],
    ['too many requests', answer(429)],
    ['nothing there', answer(404)],
    ['too slow a request', answer(408)],
    ['an answer that is too long', err(failure('malformed', { host: HOST }))],
    ['success', answer(200)],
  ])('stays closed where one of five is %s: that host is there', async (_, alive) => {
    await askTimes(4);
    found = () => alive;
    await ask();
    found = () => silence();
    await askTimes(4);
    expect(sent).toBe(9);
    expect(await ask()).toMatchObject(resting(START + 20 * SECOND));
  });

  it.each<[string, Failure]>([
    ['nobody waits any more', failure('unavailable', { host: HOST, detail: 'aborted' })],
    ['there is no network at all', failure('offline', { host: HOST })],
    ['the browser does not allow it', failure('permission', { host: HOST })],
  ])('learns nothing where %s', async (_, error) => {
    await askTimes(4);
    found = () => err(error);
    await askTimes(9);
    found = () => silence();
    expect(await ask()).toMatchObject(resting(START + 20 * SECOND));
  });

  it('is one for each host', async () => {
    await askTimes(5);
    found = () => answer(200);
    expect(await ask({}, OTHER)).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: false });
  });

  it('lets one question through when its time is over, and closes when that is answered', async () => {
    await askTimes(5);
    now += 20 * SECOND;
    const probe = later<Found>();
    found = () => probe.promise;
    const asked = [ask(), ask(), ask()];
    await Promise.resolve();
    expect(sent).toBe(6);
    found = () => answer(200);
    probe.resolve(answer(429));
    expect(await Promise.all(asked)).toMatchObject([
      { value: { status: 429 } },
      { value: { status: 200 } },
      { value: { status: 200 } },
    ]);
    expect(sent).toBe(8);
  });

  it('rests twice as long each time that question fails, five minutes at most', async () => {
    await askTimes(5);
    for (const seconds of [40, 80, 160, 300, 300]) {
      const left = await ask();
      now = left.ok ? Number.NaN : (left.error.until ?? Number.NaN);
      expect(await Promise.all([ask(), ask()])).toMatchObject([
        resting(now + seconds * SECOND),
        resting(now + seconds * SECOND),
      ]);
    }
    expect(sent).toBe(10);
    now += 300 * SECOND;
    found = () => answer(200);
    await ask();
    found = () => silence();
    expect(await askTimes(5)).toMatchObject(resting(now + 20 * SECOND));
  });

  it('takes the next question where the one let through was called off', async () => {
    await askTimes(5);
    now += 20 * SECOND;
    found = () => err(failure('unavailable', { host: HOST, detail: 'aborted' }));
    await ask();
    found = () => answer(200);
    expect(await ask()).toMatchObject({ ok: true });
  });

  it('holds nobody who leaves while another asks', async () => {
    await askTimes(5);
    now += 20 * SECOND;
    found = () => later<Found>().promise;
    void ask();
    const leaving = new AbortController();
    const asked = ask({ signal: leaving.signal });
    leaving.abort();
    expect(await asked).toMatchObject({ error: { detail: 'aborted' } });
    expect(sent).toBe(6);
  });

  it('rests no longer for what was on its way when it opened', async () => {
    const all = Array.from({ length: 12 }, () => later<Found>());
    found = () => all[sent - 1]?.promise ?? silence();
    const asked = all.map(() => ask());
    for (const one of all) one.resolve(silence());
    const last = (await Promise.all(asked)).at(-1);
    expect(last).toMatchObject(resting(START + 20 * SECOND));
    now += 20 * SECOND;
    found = () => answer(200);
    expect(await ask()).toMatchObject({ ok: true });
  });

  it('closes where somebody says so, also for those who wait, and forgets how long it rested', async () => {
    await askTimes(5);
    now += 20 * SECOND;
    await ask();
    circuits.closeAll();
    found = () => answer(200);
    expect(await ask()).toMatchObject({ ok: true });
    found = () => silence();
    expect(await askTimes(5)).toMatchObject(resting(now + 20 * SECOND));

    now += 20 * SECOND;
    found = () => later<Found>().promise;
    void ask();
    const waiting = ask();
    found = () => answer(200);
    circuits.closeAll();
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('lets one question through at once where somebody comes, and rests no longer for it', async () => {
    await askTimes(5);
    now += 5 * SECOND;
    circuits.tryAll();
    const until = now + 20 * SECOND;
    expect(await Promise.all([ask(), ask(), ask()])).toMatchObject(Array(3).fill(resting(until)));
    expect(sent).toBe(6);
    found = () => answer(200);
    circuits.tryAll();
    expect(await ask()).toMatchObject({ ok: true });
    found = () => silence();
    circuits.tryAll();
    expect(await askTimes(4)).not.toMatchObject({ error: { until: expect.any(Number) } });
  });

  it('is closed when the clock is set back behind its opening', async () => {
    await askTimes(5);
    now -= 60 * 60 * SECOND;
    found = () => answer(200);
    expect(await ask()).toMatchObject({ ok: true });
  });

  it('rests a little longer by chance, a tenth at most', async () => {
    circuits = createCircuits({ now: () => now, random: () => 0.999_999 });
    const chancy = circuits.around(async () => silence());
    const url = new URL(`https://${HOST}/`);
    let last: Found = silence();
    for (let n = 0; n < 5; n += 1) last = await chancy({ method: 'GET', url, maxBytes: 1 });
    const until = last.ok ? Number.NaN : (last.error.until ?? Number.NaN);
    expect(until).toBeGreaterThan(START + 21.9 * SECOND);
    expect(until).toBeLessThan(START + 22 * SECOND);
  });

  describe('that outlives the worker', () => {
    let kept: readonly KeptRest[];
    let memory: CircuitMemory;

    /** A new life of the worker: it knows what was kept. */
    function restart(): void {
      circuits = createCircuits({ now: () => now, memory });
      send = circuits.around(async (request) => {
        sent += 1;
        return found(request);
      });
    }

    beforeEach(() => {
      kept = [];
      memory = {
        read: async () => structuredClone(kept),
        write(rests) {
          kept = structuredClone(rests);
        },
      };
      restart();
    });

    it('leaves the host alone for the rest of its time, then asks once, and doubles', async () => {
      await askTimes(5);
      now += 19 * SECOND;
      restart();
      expect(await Promise.all([ask(), ask()])).toMatchObject(
        Array(2).fill(resting(START + 20 * SECOND)),
      );
      expect(sent).toBe(5);
      now += SECOND;
      expect(await Promise.all([ask(), ask()])).toMatchObject(
        Array(2).fill(resting(now + 40 * SECOND)),
      );
      expect(sent).toBe(6);
      restart();
      expect(await ask()).toMatchObject(resting(now + 40 * SECOND));
    });

    it('keeps to the time that the host named, and says its status', async () => {
      found = () => answer(503, { 'retry-after': '120' });
      await askTimes(5);
      restart();
      now += 119 * SECOND;
      expect(await ask()).toMatchObject({
        error: { status: 503, until: START + 120 * SECOND, detail: 'circuit open' },
      });
      expect(sent).toBe(5);
    });

    it('is closed for the next life by an answer, and by who says so', async () => {
      await askTimes(5);
      now += 20 * SECOND;
      found = () => answer(200);
      await ask();
      expect(kept).toEqual([]);
      found = () => silence();
      await askTimes(5);
      expect(kept).toHaveLength(1);
      circuits.closeAll();
      expect(kept).toEqual([]);
    });

    it('hears who comes and who tries again before it has read what was kept', async () => {
      await askTimes(5);
      restart();
      circuits.tryAll();
      expect(await Promise.all([ask(), ask()])).toMatchObject(
        Array(2).fill(resting(now + 20 * SECOND)),
      );
      expect(sent).toBe(6);
      restart();
      circuits.closeAll();
      expect(await askTimes(4)).not.toMatchObject({ error: { until: expect.any(Number) } });
      expect(sent).toBe(10);
    });

    it.each<[string, Partial<KeptRest>]>([
      ['ended long ago', { until: START - 5 * 60 * SECOND }],
      ['begins in the future', { from: START + SECOND, until: START + 20 * SECOND }],
      ['would last for more than a day', { until: START + 25 * 60 * 60 * SECOND }],
    ])('does not heed a rest that %s', async (_, wrong) => {
      const from = START - 10 * 60 * SECOND;
      kept = [{ host: HOST, from, until: START + SECOND, length: 20 * SECOND, ...wrong }];
      restart();
      expect(await askTimes(4)).not.toMatchObject({ error: { until: expect.any(Number) } });
      expect(sent).toBe(4);
    });
  });
});
