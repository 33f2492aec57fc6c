import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../fixtures/serialise.ts';
import { type Asker, asker } from './ask.ts';
import { type Standin, startStandin } from './standin.ts';
import { tunnelFetch } from './tunnel-fetch.ts';

const NAME = 'library/amazonlinux';
const TAGS = '/v2/repositories/library/nginx/tags';

let standin: Standin;
let ask: Asker;

beforeAll(async () => {
  standin = await startStandin();
  ask = asker(tunnelFetch(standin));
});
afterAll(() => standin?.close());
beforeEach(() => standin.forget());
afterEach(() => standin.faults.clear());

describe('faults', () => {
  it('hold an answer back until they are taken away', async () => {
    const hang = standin.faults.add({ kind: 'head' }, { kind: 'hang' });
    let answered = false;
    const asked = ask.manifest('HEAD', NAME, 'latest').then(({ status }) => {
      answered = true;
      return status;
    });
    await expect.poll(() => hang.hits).toBe(1);
    expect(answered).toBe(false);
    hang.remove();
    expect(await asked).toBe(200);
  });

  it('end a body in the middle', async () => {
    standin.faults.add({ kind: 'manifest-get' }, { kind: 'truncate', bytes: 10 });
    const answer = await ask.manifest('GET', NAME, 'latest');
    await expect(answer.text()).rejects.toThrow();
  });

  it('change bytes, headers and whole answers, as often as told', async () => {
    standin.faults.add({ kind: 'manifest-get', times: 1 }, { kind: 'corrupt' });
    const broken = await ask.manifest('GET', NAME, 'latest');
    const bytes = new Uint8Array(await broken.arrayBuffer());
    expect(digestOf(bytes)).not.toBe(broken.headers.get('docker-content-digest'));
    expect((await ask.manifest('GET', NAME, 'latest')).headers.get('etag')).toContain('sha256:');
    standin.faults.add({ kind: 'head' }, { kind: 'header', name: 'docker-content-digest' });
    const bare = await ask.manifest('HEAD', NAME, 'latest');
    expect(bare.headers.get('docker-content-digest')).toBeNull();
    standin.faults.add(
      { host: 'hub.docker.com' },
      { kind: 'answer', status: 429, headers: { 'retry-after': '7' } },
    );
    expect((await ask.hub('/v2/repositories/library/nginx/tags')).headers.get('retry-after')).toBe(
      '7',
    );
  });

  it('take a host away and give it back', async () => {
    const gone = standin.faults.unreachable('auth.docker.io');
    await expect(ask.manifest('HEAD', NAME, 'latest')).rejects.toThrow(TypeError);
    gone.remove();
    expect((await ask.manifest('HEAD', NAME, 'latest')).status).toBe(200);
  });

  it('hold requests at the door, each until it is released by itself', async () => {
    const hold = standin.faults.hold({ kind: 'head' });
    const asked = ['latest', '2017.09'].map((tag) => ask.manifest('HEAD', NAME, tag));
    await expect.poll(() => hold.held.length).toBe(2);
    expect(standin.requestsOf('head')).toEqual([]);
    const first = hold.held.find(({ path }) => path.endsWith('latest'));
    expect(first).toMatchObject({ method: 'HEAD', host: 'registry-1.docker.io' });
    first?.release();
    expect((await asked[0])?.status).toBe(200);
    expect(hold.held.map(({ path }) => path.split('/').at(-1))).toEqual(['2017.09']);
    hold.remove();
    expect((await asked[1])?.status).toBe(200);
    expect(hold.held).toEqual([]);
  });

  it('meet some requests by chance, the same ones for the same seed', async () => {
    const round = async (seed: number) => {
      const fault = standin.faults.add(
        { kind: 'hub-api', chance: 0.3, seed },
        { kind: 'answer', status: 500 },
      );
      const statuses = [];
      for (let at = 0; at < 40; at++) statuses.push((await ask.hub(TAGS)).status);
      fault.remove();
      return { statuses, hits: fault.hits };
    };
    const first = await round(7);
    expect(first.hits).toBeGreaterThan(3);
    expect(first.hits).toBeLessThan(25);
    expect(first.statuses.filter((status) => status === 500)).toHaveLength(first.hits);
    expect(await round(7)).toEqual(first);
    expect((await round(8)).statuses).not.toEqual(first.statuses);
  });

  it('let a body drip, and let it stop', async () => {
    standin.faults.add({ kind: 'manifest-get', times: 1 }, { kind: 'drip', everyMs: 0 });
    const dripped = await ask.manifest('GET', NAME, 'latest');
    const bytes = new Uint8Array(await dripped.arrayBuffer());
    expect(digestOf(bytes)).toBe(dripped.headers.get('docker-content-digest'));

    standin.faults.add({ kind: 'manifest-get' }, { kind: 'stop', bytes: 10 });
    const stopped = await ask.manifest('GET', NAME, 'latest');
    const reader = stopped.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(10);
    let isMore = false;
    const next = reader?.read().then(({ done }) => {
      isMore = !done;
    });
    // Another whole exchange fits into the silence.
    await ask.hub(TAGS);
    expect(isMore).toBe(false);
    await reader?.cancel();
    await next;
  });

  it('give text that is no UTF-8', async () => {
    standin.faults.add({ kind: 'hub-api' }, { kind: 'invalid-utf8' });
    const bytes = await (await ask.hub(TAGS)).arrayBuffer();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError);
  });

  it('speak something that is no TLS in the name of a host', async () => {
    const broken = standin.faults.brokenTls('hub.docker.com');
    await expect(ask.hub(TAGS)).rejects.toThrow(TypeError);
    broken.remove();
    expect((await ask.hub(TAGS)).status).toBe(200);
  });
});
