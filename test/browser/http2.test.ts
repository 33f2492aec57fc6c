import { expect, it } from 'vitest';
import type { RecordedRequest } from '../standin/standin.ts';
import { tagsOfPage } from './rows.ts';
import { inBrowsers, type Session } from './session.ts';
import { settledRows } from './surface.ts';

const NGINX = 'library/nginx';

/** What the extension has asked for, in the order of the answers. */
function own({ standin }: Session): readonly RecordedRequest[] {
  return standin.requests.filter(({ kind }) => kind !== 'page');
}

const tagOf = ({ path }: RecordedRequest) => path.split('/').at(-1) ?? '';

/** Of its `priority` header: 0 is the most urgent, 3 where it says nothing (RFC 9218, section 4.1). */
function urgencyOf(request: RecordedRequest | undefined): number {
  return Number(/^u=(\d)/.exec(request?.headers['priority'] ?? '')?.[1] ?? 3);
}

inBrowsers('the network as it is used', (session) => {
  it('is one connection with HTTP/2 for each host, and each question once, those of rows in sight first', async () => {
    const repository = session.freshCopy(NGINX);
    const tags = tagsOfPage(repository);
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tags);
    const asked = own(session);
    const heads = asked.filter(({ kind }) => kind === 'head');
    expect(new Set(asked.map(({ http }) => http))).toEqual(new Set(['2']));
    for (const host of ['registry-1.docker.io', 'auth.docker.io', 'hub.docker.com']) {
      const connections = asked.filter((one) => one.host === host).map((one) => one.connection);
      expect(new Set(connections).size, host).toBe(1);
    }
    const questions = asked.map(({ method, host, path }) => `${method} ${host}${path}`);
    expect(questions.filter((one, place) => questions.indexOf(one) !== place)).toEqual([]);
    const inSight = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>('digest-lens')]
          .filter((element) => {
            const { top, bottom } = element.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          })
          .map((element) => element.dataset['tag'] ?? ''),
      undefined,
    );
    expect(inSight.length).toBeGreaterThan(0);
    expect(inSight.length).toBeLessThan(tags.length);
    expect(heads.slice(0, inSight.length).map(tagOf).sort()).toEqual(inSight.sort());
    expect(heads.map(tagOf).sort()).toEqual([...tags].sort());
    const [first, last] = [heads[0], heads.at(-1)].map((head) => urgencyOf(head));
    expect(first).toBeLessThan(last ?? 0);
  });
});
