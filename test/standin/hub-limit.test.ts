import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asker } from './ask.ts';
import { createHubCounter } from './hub-limit.ts';
import { type Standin, startStandin } from './standin.ts';
import { tunnelFetch } from './tunnel-fetch.ts';

const TAGS = '/v2/repositories/generated/cases/tags';

let standin: Standin;
let ask: ReturnType<typeof asker>;
beforeAll(async () => {
  // A window that no test outlives.
  standin = await startStandin({ hubLimit: { limit: 3, windowSeconds: 1_000_000_000 } });
  ask = asker(tunnelFetch(standin));
});
afterAll(() => standin?.close());

describe('the limit of the web API', () => {
  it('is told, counted with the pages of the site, and refuses with the seconds to wait', async () => {
    const remaining = async (answer: Promise<Response>) =>
      (await answer).headers.get('x-ratelimit-remaining');
    expect(await remaining(ask.hub(TAGS))).toBe('2');
    const headers = { 'x-standin-site': '1' };
    const bySite = tunnelFetch(standin)(`https://hub.docker.com${TAGS}`, { headers });
    expect(await remaining(bySite)).toBe('1');
    expect(await remaining(ask.hub(`${TAGS}/none`))).toBe('0');
    const refused = await ask.hub(TAGS);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-ratelimit-limit')).toBe('3');
    expect(standin.hubLimit.used).toBe(3);
    standin.hubLimit.limit = 4;
    expect((await ask.hub(TAGS)).status).toBe(200);
  });

  it('begins anew with the next window', () => {
    const whole = () => ({ status: 200, headers: {}, body: new Uint8Array() });
    const counter = createHubCounter({ limit: 1, windowSeconds: 1_000_000_000 });
    expect([counter.answer(whole).status, counter.answer(whole).status]).toEqual([200, 429]);
    counter.limit.windowSeconds = 1_500_000_000;
    expect(counter.answer(whole).status).toBe(200);
  });
});

describe('the filter by name', () => {
  it.each([
    ['any-case', true],
    ['heeds-case', false],
    ['ignored', true],
  ] as const)('finds, where it is set to "%s", as that says', async (rule, isFound) => {
    standin.hubLimit.limit = 100;
    standin.hubRules.nameFilter = rule;
    const answer = await ask.hub(
      '/v2/repositories/library/amazonlinux/tags?page_size=100&name=LATEST',
    );
    const { results } = await answer.json();
    expect(results.some(({ name }: { name: string }) => name === 'latest')).toBe(isFound);
  });
});

describe('a request that is written down', () => {
  it('says by which version of HTTP and on which connection it came, and when it was answered', async () => {
    standin.forget();
    await ask.hub(TAGS);
    const [request] = standin.requestsOf('hub-api');
    const [connection] = standin.connections;
    expect(request).toMatchObject({ http: '1.1', connection: connection?.id });
    expect(request?.endedAt).toBeGreaterThanOrEqual(request?.at ?? Number.NaN);
  });

  it('leaves its bytes with the connection, until they are forgotten', async () => {
    standin.forget();
    const body = await (await ask.hub(TAGS)).text();
    const [request] = standin.requests;
    const traffic = standin.traffic.find(({ id }) => id === request?.connection);
    expect(traffic?.down).toBeGreaterThan(body.length);
    expect(traffic?.up).toBeGreaterThan(TAGS.length);
    standin.forget();
    expect(standin.traffic.filter(({ isOpen }) => !isOpen)).toEqual([]);
  });
});
