import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPT } from '../../src/core/media-type.ts';
import { DISTRIBUTION, find } from '../commands/programs.ts';
import { asker } from './ask.ts';
import { realRepositories } from './default-world.ts';
import { type Distribution, startDistribution } from './distribution.ts';
import { startStandin } from './standin.ts';
import { tunnelFetch } from './tunnel-fetch.ts';

const available = find(DISTRIBUTION) !== undefined;
const NAME = 'library/amazonlinux';

describe.runIf(available || process.env['CI'])('the reference registry beside the stand-in', () => {
  let distribution: Distribution;
  beforeAll(async () => {
    distribution = await startDistribution(realRepositories());
  });
  afterAll(() => distribution?.close());

  it('asks for a token as Docker Hub does', async () => {
    const answer = await distribution.fetch(
      `https://registry-1.docker.io/v2/${NAME}/manifests/latest`,
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain(
      'realm="https://auth.docker.io/token"',
    );
  });

  it.each([
    ['HEAD', 'latest', ACCEPT],
    ['GET', 'latest', ACCEPT],
    ['GET', '2-with-sources', ACCEPT],
    ['HEAD', 'latest', 'application/vnd.docker.distribution.manifest.v2+json'],
    ['HEAD', 'no-such-tag', ACCEPT],
  ] as const)(
    '%s of %s is answered the same by both (Accept: %s)',
    async (method, reference, accept) => {
      const standin = await startStandin();
      try {
        const [theirs, ours] = await Promise.all([
          asker(distribution.fetch).manifest(method, NAME, reference, accept),
          asker(tunnelFetch(standin)).manifest(method, NAME, reference, accept),
        ]);
        expect(ours.status).toBe(theirs.status);
        for (const name of theirs.ok
          ? ['docker-content-digest', 'content-type', 'content-length']
          : []) {
          expect(ours.headers.get(name)).toBe(theirs.headers.get(name));
        }
        if (theirs.ok) expect(await ours.text()).toBe(await theirs.text());
      } finally {
        await standin.close();
      }
    },
  );
});
