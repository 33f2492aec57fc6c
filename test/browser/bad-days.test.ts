import { expect, it } from 'vitest';
import type { WorldRepository } from '../standin/world.ts';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { inBrowsers } from './session.ts';
import { type Shown, settledRows, wordsIn, wordsOf } from './surface.ts';

const REGISTRY = 'registry-1.docker.io';
const DEMO = 'library/amazonlinux';

/** Every row but those named is as on a good day. */
function expectOthersReady(
  rows: ReadonlyMap<string, Shown>,
  repository: WorldRepository,
  ...bad: readonly string[]
): void {
  for (const [tag, row] of rows) {
    if (bad.includes(tag)) continue;
    const { digest } = expectedTag(repository, tag);
    expect(row, tag).toMatchObject({ state: 'ready', evidence: 'registry', digest });
  }
}

async function allConfirmed(page: BrowserPage, tags: readonly string[]): Promise<void> {
  await page.waitFor(
    'all rows confirmed',
    (count: number) =>
      document.querySelectorAll('digest-lens[data-state="ready"][data-evidence="registry"]')
        .length === count,
    tags.length,
  );
}

inBrowsers('a bad day', (session) => {
  const prepare = () => {
    const repository = session.freshCopy(DEMO);
    const tags = [...repository.tags.keys()];
    const [tag = ''] = tags;
    return { repository, tags, tag, address: `/r/${repository.name}/tags` };
  };

  it('a deleted tag that the Hub API lists still', async () => {
    const { repository, tags, tag, address } = prepare();
    session.standin.world.removeTag(repository.name, tag, { hubLags: true });
    const page = await session.visit(address);
    const rows = await settledRows(page, tags);
    expect(rows.get(tag)).toMatchObject({ state: 'failed', failure: 'not-found' });
    expect(rows.get(tag)).not.toHaveProperty('digest');
    expect(await wordsOf(page, tag)).not.toBe('');
    for (const [other, row] of rows) {
      if (other !== tag) expect(wordsIn(row['aliases']), other).not.toContain(tag);
    }
    expectOthersReady(rows, repository, tag);
  });

  it('a tag that moved, of which the Hub API knows nothing yet', async () => {
    const { repository, tags, tag, address } = prepare();
    const old = expectedTag(repository, tag).digest;
    const next = [...repository.tags.values()].find(({ digest }) => digest !== old)?.digest ?? '';
    session.standin.world.moveTag(repository.name, tag, next, { hubLags: true });
    const page = await session.visit(address);
    const rows = await settledRows(page, tags);
    expect(rows.get(tag)).toMatchObject({
      // Other tags of that digest have its platforms.
      state: 'ready',
      digest: next,
      conflict: old,
      evidence: 'registry',
    });
    expect([...wordsIn(rows.get(tag)?.['aliases'])].sort()).toEqual(
      expectedTag(repository, tag).aliases,
    );
    expectOthersReady(rows, repository, tag);
  });

  it('a registry that says "too many requests", until the time that it names', async () => {
    const { repository, tags, address } = prepare();
    // A worker that has asked before asks more at a time.
    await session.browser.stopWorker();
    const headers = { 'retry-after': '8' };
    const effect = { kind: 'answer', status: 429, headers } as const;
    const fault = session.standin.faults.add({ kind: 'head' }, effect);
    const page = await session.visit(address);
    const rows = await settledRows(page, tags);
    for (const [tag, row] of rows) {
      expect(row, tag).toMatchObject({
        state: 'partial',
        evidence: 'hub',
        failure: 'rate-limited',
        digest: expectedTag(repository, tag).digest,
      });
    }
    // The host was left in peace after the second: six on their way, and the one that followed the first.
    expect(session.standin.requestsOf('head').length).toBeLessThanOrEqual(7);

    fault.remove();
    // Nobody touches the page.
    await allConfirmed(page, tags);
    expectOthersReady(await settledRows(page, tags), repository);
  });

  it('one tag that the registry cannot answer for', async () => {
    const { repository, tags, tag, address } = prepare();
    const path = new RegExp(`/manifests/${tag.replaceAll('.', '\\.')}$`);
    const fault = session.standin.faults.add({ kind: 'head', path }, { kind: 'reset' });
    const page = await session.visit(address);
    const rows = await settledRows(page, tags);
    expect(rows.get(tag)).toMatchObject({
      state: 'partial',
      failure: 'unavailable',
      evidence: 'hub',
    });
    expectOthersReady(rows, repository, tag);

    fault.remove();
    await page.click(`digest-lens[data-tag="${tag}"] >>> [data-failure] button`);
    await page.waitFor(
      'the row confirmed after "try again"',
      (wanted: string) =>
        document.querySelector(`digest-lens[data-tag="${wanted}"][data-evidence="registry"]`) !==
        null,
      tag,
    );
    expectOthersReady(await settledRows(page, tags), repository);
  });

  it('a registry out of reach', async () => {
    const { repository, tags, address } = prepare();
    const fault = session.standin.faults.unreachable(REGISTRY);
    const page = await session.visit(address);
    const rows = await settledRows(page, tags);
    for (const [tag, row] of rows) {
      const { digest } = expectedTag(repository, tag);
      expect(row, tag).toMatchObject({
        state: 'partial',
        evidence: 'hub',
        failure: 'unavailable',
        digest,
      });
      expect(row['platforms'], tag).not.toBe('');
    }

    fault.remove();
    const [tag = ''] = tags;
    await page.click(`digest-lens[data-tag="${tag}"] >>> [data-failure] button`);
    await allConfirmed(page, tags);
    expectOthersReady(await settledRows(page, tags), repository);
  });

  it('a HEAD without a digest', async () => {
    const { repository, tags, tag, address } = prepare();
    const path = new RegExp(`/manifests/${tag.replaceAll('.', '\\.')}$`);
    const name = 'docker-content-digest';
    session.standin.faults.add({ kind: 'head', path }, { kind: 'header', name });
    const rows = await settledRows(await session.visit(address), tags);
    expect(rows.get(tag)).toMatchObject({
      state: 'partial',
      failure: 'malformed',
      evidence: 'hub',
    });
    expectOthersReady(rows, repository, tag);
  });

  it.each([
    ['answers with an error', { kind: 'answer', status: 500 }],
    ['ends in the middle of its answer', { kind: 'truncate', bytes: 200 }],
    ['answers with a page', { kind: 'html' }],
  ] as const)('a Hub API that %s', async (_what, effect) => {
    const { repository, tags, address } = prepare();
    session.standin.faults.add({ kind: 'hub-api' }, effect);
    const rows = await settledRows(await session.visit(address), tags);
    for (const [tag, row] of rows) {
      const { digest, aliases } = expectedTag(repository, tag);
      expect(row, tag).toMatchObject({ state: 'partial', evidence: 'registry', digest });
      expect(['unavailable', 'malformed'], tag).toContain(row['failure']);
      // What the registry said of the rows suffices for their aliases.
      expect([...wordsIn(row['aliases'])].sort(), tag).toEqual(aliases);
    }
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('a Hub API without platforms costs no pull', async () => {
    const { repository, tags, address } = prepare();
    repository.gaps = { images: 'empty' };
    const rows = await settledRows(await session.visit(address), tags);
    for (const [tag, row] of rows) {
      const { digest } = expectedTag(repository, tag);
      expect(row, tag).toMatchObject({ state: 'partial', evidence: 'registry', digest });
      expect(row, tag).not.toHaveProperty('failure');
    }
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('no network at all, and then again', async () => {
    const { repository, tags, address } = prepare();
    const page = await session.visit(address);
    await settledRows(page, tags);
    const other = session.freshCopy(DEMO);
    await session.browser.setOffline(true);
    session.standin.faults.unreachable(REGISTRY);
    session.standin.faults.unreachable('auth.docker.io');
    try {
      // What is known stays; what is not known says why.
      expectOthersReady(await settledRows(page, tags), repository);
      const popup = await session.openOwn('popup.html', { repository: other.name });
      await popup.waitFor(
        'the word that there is no network',
        () => document.querySelector('[role="alert"][data-failure="offline"]') !== null,
        undefined,
      );
    } finally {
      await session.browser.setOffline(false);
    }
  });
});
