import { describe, expect, it } from 'vitest';
import { createHubClient } from '../../src/hub/client.ts';
import { type HubLimits, readHubLimits, readReset } from '../../src/hub/limits.ts';
import { fakeFetch } from '../http/fake-fetch.ts';
import { repositoryName } from '../registry/names.ts';
import { DEBIAN_PAGE_2023, N8N_2026 } from './answers.ts';

const NOW = Date.UTC(2026, 9, 1);
const SECOND = 1_000;

function headers(limit: string, remaining: string, reset: string, date?: string): Headers {
  return new Headers({
    'x-ratelimit-limit': limit,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': reset,
    ...(date !== undefined && { date }),
  });
}
const inSeconds = (seconds: number) => String(NOW / SECOND + seconds);

describe('the limit of the web API', () => {
  it('is read as it is stated', () => {
    expect(readHubLimits(headers('180', ' 179 ', inSeconds(42)), NOW)).toEqual({
      limit: 180,
      remaining: 179,
      resetsAt: NOW + 42 * SECOND,
    });
  });

  it.each([
    ['a limit of none', '0', '0', inSeconds(1)],
    ['more left than there are', '180', '181', inSeconds(1)],
    ['a sign', '+180', '1', inSeconds(1)],
    ['a fraction', '180', '1.5', inSeconds(1)],
    ['a window as the registry has it', '180;w=60', '1', inSeconds(1)],
    ['another form of number', '0xb4', '1', inSeconds(1)],
    ['a number beyond all bounds', '9'.repeat(10), '1', inSeconds(1)],
    ['no time', '180', '1', ''],
    ['a date', '180', '1', 'Thu, 01 Oct 2026 00:00:42 GMT'],
  ])('is not taken from nonsense: %s', (_name, limit, remaining, reset) => {
    expect(readHubLimits(headers(limit, remaining, reset), NOW)).toBeUndefined();
  });

  it.each(['limit', 'remaining', 'reset'])('needs all three headers: %s', (missing) => {
    const stated = headers('180', '179', inSeconds(1));
    stated.delete(`x-ratelimit-${missing}`);
    expect(readHubLimits(stated, NOW)).toBeUndefined();
  });

  it('ends never in the past, and at most a day from now', () => {
    expect(readReset(headers('1', '1', inSeconds(-500)), NOW)).toBe(NOW);
    expect(readReset(headers('1', '1', '999999999999'), NOW)).toBe(NOW + 86_400 * SECOND);
    expect(readReset(headers('1', '1', '9999999999999'), NOW)).toBeUndefined();
  });

  it('ends as the answer’s own clock has it, whatever the time is here', () => {
    const date = 'Thu, 01 Oct 2026 00:00:00 GMT';
    const wrong = NOW + 7 * 3_600 * SECOND;
    expect(readReset(headers('1', '1', inSeconds(42), date), wrong)).toBe(wrong + 42 * SECOND);
  });
});

describe('a client of the web API', () => {
  it('tells what each answer about tags says of the limit, and each request as it is sent', async () => {
    const told: HubLimits[] = [];
    let sent = 0;
    let answer = 0;
    const { fetch } = fakeFetch(() => {
      answer += 1;
      expect(sent).toBe(answer);
      const body = answer === 1 ? DEBIAN_PAGE_2023 : answer === 2 ? N8N_2026 : {};
      const status = answer < 3 ? 200 : answer === 3 ? 404 : 429;
      return Response.json(body, {
        status,
        headers: headers('180', String(180 - answer), inSeconds(9)),
      });
    });
    const client = createHubClient({
      fetch,
      now: () => NOW,
      onLimits: (limits) => told.push(limits),
      onSent: () => {
        sent += 1;
      },
    });
    const n8n = repositoryName('n8nio/n8n');
    await client.tagPage(repositoryName('library/debian'), { page: 1 });
    await client.tag(n8n, '1.119.1');
    await client.tag(n8n, 'none');
    const last = await client.tag(n8n, 'none');
    expect(sent).toBe(4);
    expect(told.map(({ remaining }) => remaining)).toEqual([179, 178, 177, 176]);
    expect(last).toMatchObject({
      ok: false,
      error: { kind: 'rate-limited', until: NOW + 9 * SECOND },
    });
  });

  it('tells nothing of the limit where the answer says nothing', async () => {
    const told: HubLimits[] = [];
    const { fetch } = fakeFetch(() => Response.json(N8N_2026));
    const client = createHubClient({
      fetch,
      now: () => NOW,
      onLimits: (limits) => told.push(limits),
    });
    await client.tag(repositoryName('n8nio/n8n'), '1.119.1');
    expect(told).toEqual([]);
  });
});
