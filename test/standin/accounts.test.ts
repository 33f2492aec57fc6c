import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCEPT } from '../../src/core/media-type.ts';
import { type Standin, startStandin } from './standin.ts';
import { tunnelFetch } from './tunnel-fetch.ts';

const PRIVATE = 'someone/private';
const SECRET = 'dckr_pat_made-for-this-test';
const LISTING = `https://hub.docker.com/v2/repositories/${PRIVATE}/tags`;

let standin: Standin;
let ask: typeof fetch;

beforeAll(async () => {
  standin = await startStandin();
  ask = tunnelFetch(standin);
  const { tags, manifests } = standin.world.repository('library/amazonlinux');
  const pointers = new Map([...tags].map(([tag, { digest }]) => [tag, digest]));
  standin.world.addRepository(
    { name: PRIVATE, date: '2024-05-14', tags: pointers, manifests },
    { private: true },
  );
});
afterAll(() => standin?.close());
beforeEach(() => {
  standin.forget();
  standin.accounts.add('someone', SECRET, { limit: 200, remaining: 7 });
  standin.secrets.watch('access token', SECRET);
});
afterEach(() => {
  standin.accounts.clear();
  standin.secrets.clear();
});

function askToken(name?: string, accessToken = SECRET): Promise<Response> {
  const scope = `repository:${PRIVATE}:pull`;
  const basic = Buffer.from(`${name}:${accessToken}`).toString('base64');
  return ask(`https://auth.docker.io/token?service=registry.docker.io&scope=${scope}`, {
    headers: name === undefined ? {} : { authorization: `Basic ${basic}` },
  });
}

async function head(token: Response): Promise<Response> {
  const bearer = (await token.json()).token;
  const headers = { authorization: `Bearer ${bearer}`, accept: ACCEPT };
  const address = `https://registry-1.docker.io/v2/${PRIVATE}/manifests/latest`;
  return ask(address, { method: 'HEAD', headers });
}

function logIn(secret: string): Promise<Response> {
  return ask('https://hub.docker.com/v2/auth/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'someone', secret }),
  });
}

describe('an account', () => {
  it('reads its own private repository, by pulls of its own', async () => {
    const answer = await head(await askToken('someone'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-limit')).toBe('200;w=3600');
    expect(answer.headers.get('ratelimit-remaining')).toBe('7;w=3600');
    expect(answer.headers.get('docker-ratelimit-source')).toBe('someone');
  });

  it('is needed for that, and no other one will do', async () => {
    standin.accounts.add('another', SECRET);
    expect((await head(await askToken())).status).toBe(401);
    expect((await head(await askToken('another'))).status).toBe(401);
  });

  it('is locked after three wrong access tokens, for the right one too', async () => {
    const statuses = [];
    for (const secret of ['wrong', 'wrong', 'wrong', SECRET]) {
      statuses.push((await askToken('someone', secret)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
    expect((await logIn(SECRET)).status).toBe(429);
    expect(standin.accounts.tries.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
      'refused',
      'locked',
      'locked',
    ]);
  });

  it('is refused once its access token was deleted', async () => {
    standin.accounts.revoke('someone');
    expect((await askToken('someone')).status).toBe(401);
  });

  it('lists its private repository by a bearer token that it got for its access token', async () => {
    const { access_token: bearer } = await (await logIn(SECRET)).json();
    const headers = { authorization: `Bearer ${bearer}` };
    expect((await ask(LISTING, { headers })).status).toBe(200);
    expect((await ask(LISTING)).status).toBe(404);
    expect((await logIn('wrong')).status).toBe(401);
    standin.hubTokens.revokeAll();
    expect((await ask(LISTING, { headers })).status).toBe(401);
  });
});

describe('the record of requests', () => {
  it('names who was given the access token, and never holds it', async () => {
    await head(await askToken('someone'));
    await logIn(SECRET);
    await ask(`${LISTING}?name=${encodeURIComponent(SECRET)}`);
    expect(
      standin.requests.map(({ kind, authorization, carried }) => [kind, authorization, carried]),
    ).toEqual([
      ['token', 'basic', ['access token']],
      ['head', 'bearer', []],
      ['hub-login', 'none', ['access token']],
      ['hub-api', 'none', ['access token']],
    ]);
    const { path: _, ...withoutPath } = standin.requests.at(-1) ?? { path: '' };
    expect(JSON.stringify([standin.requests.slice(0, -1), withoutPath])).not.toContain(SECRET);
  });
});
