import { beforeEach, describe, expect, it } from 'vitest';
import { nginx, redis } from '../messaging/names.ts';
import { Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

/** Lets go on what waits for no clock. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('a page that is watched', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
    const current = rig.docker.index(PLATFORMS, 'build 2');
    rig.docker.tag('1.27.5', current);
    rig.docker.tag('1.27', current);
    rig.docker.tag('latest', current);
    rig.docker.tag('1.26', rig.docker.index(PLATFORMS, 'build 1'));
  });

  it('tells each row in steps, and ends with what the registry confirmed', async () => {
    rig.docker.hold('head');
    const page = rig.page();
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until('the web API has spoken', () => page.views.get('1.27')?.evidence === 'hub');
    expect(page.view('1.27')).toMatchObject({
      state: 'loading',
      evidence: 'hub',
      aliases: ['1.27.5', 'latest'],
    });
    rig.docker.release('head');
    await rig.until('all rows are told', () => page.isSettled('1.27', '1.26'));
    expect(page.view('1.27')).toMatchObject({
      state: 'ready',
      evidence: 'registry',
      aliases: ['1.27.5', 'latest'],
      imagesFrom: 'hub',
    });
    expect(page.view('1.27').images.map(({ platform }) => platform)).toEqual(PLATFORMS);
    expect(page.view('1.27').attestations).toHaveLength(1);
    expect(page.view('1.26')).toMatchObject({ state: 'ready', aliases: [] });
    expect({ ...page.last, tags: [] }).toEqual({
      type: 'tags',
      repository: 'library/nginx',
      known: 4,
      total: 4,
      tags: [],
    });
  });

  it('says at once that every row is being asked for', async () => {
    rig.docker.hold('head');
    rig.docker.hold('page');
    const page = rig.page();
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until('an answer', () => page.answers.length > 0);
    expect([...page.views.values()].map(({ tag, state }) => [tag, state])).toEqual([
      ['1.27', 'loading'],
      ['1.26', 'loading'],
    ]);
  });

  it('tells a row anew that left the page for a moment, however short', async () => {
    const page = rig.page();
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until('the rows are told', () => page.isSettled('1.27', '1.26'));
    const before = page.answers.length;
    page.watch(nginx, ['1.27']);
    page.watch(nginx, ['1.27', '1.26']);
    await rig.rest();
    const told = page.answers
      .slice(before)
      .flatMap((answer) => (answer.type === 'tags' ? answer.tags : []));
    expect(told).toContainEqual(expect.objectContaining({ tag: '1.26', state: 'ready' }));
  });

  it('asks for a new row, and tells it, in the task that names it, whatever was told just before', async () => {
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => page.isSettled('1.27'));
    rig.docker.hold('head 1.26');
    rig.docker.hold('head latest');
    page.watch(nginx, ['1.27', '1.26']);
    await settled();
    expect(rig.docker.count('head 1.26')).toBe(1);
    expect(page.view('1.26').state).toBe('loading');
    // Tellings rest now.
    page.watch(nginx, ['1.27', '1.26', 'latest']);
    await settled();
    expect(rig.docker.count('head latest')).toBe(1);
    expect(page.view('latest').state).toBe('loading');
  });

  it('tells the last answer of the registry in the task that it comes in', async () => {
    rig.docker.hold('page');
    rig.docker.hold('head 1.27');
    rig.docker.hold('head 1.26');
    const page = rig.page();
    page.watch(nginx, []);
    await rig.rest();
    page.watch(nginx, ['1.27', '1.26']);
    await settled();
    // Tellings rest now.
    rig.docker.release('head 1.27');
    await settled();
    expect(page.view('1.27').evidence).toBeUndefined();
    rig.docker.release('head 1.26');
    await settled();
    expect(page.view('1.27').evidence).toBe('registry');
    expect(page.view('1.26').evidence).toBe('registry');
  });

  it('tells a row anew that has left the page and comes back, and no other', async () => {
    const page = rig.page();
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until('all rows are told', () => page.isSettled('1.27', '1.26'));
    page.watch(nginx, ['1.26']);
    await rig.rest();
    page.answers.splice(0);
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until('an answer', () => page.answers.length > 0);
    const told = page.answers.flatMap((answer) => (answer.type === 'tags' ? answer.tags : []));
    expect(told.map(({ tag }) => tag)).toEqual(['1.27']);
  });

  it('peer mistake 7: makes no manifest GET, whatever the rows are', async () => {
    rig.docker.registryTag('1.26', rig.docker.index(PLATFORMS, 'moved'));
    rig.docker.hubRow({ name: 'old' });
    rig.docker.registryTag('old', rig.docker.image('linux/amd64', 'old'));
    const page = rig.page();
    const tags = ['1.27.5', '1.27', 'latest', '1.26', 'old', 'gone'];
    page.watch(nginx, tags);
    await rig.until('all rows are told', () => page.isSettled(...tags));
    page.watch(nginx, [...tags].reverse());
    page.retry();
    await rig.rest();
    expect(rig.docker.count('get ')).toBe(0);
    expect(rig.docker.count('head ')).toBeGreaterThanOrEqual(6);
  });

  it('counts the tags of signatures among those that are known, and calls none an alias', async () => {
    const signature = `sha256-${'a'.repeat(64)}.sig`;
    rig.docker.tag(signature, rig.docker.index(PLATFORMS, 'build 2'));
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the count is told', () => page.last?.total !== undefined);
    expect(page.last).toMatchObject({ known: 5, total: 5 });
    expect(page.view('1.27').aliases).toEqual(['1.27.5', 'latest']);
  });

  it('peer mistake 4: one tag that fails leaves the others as they are', async () => {
    rig.docker.fail('head 1.26', 'unavailable', { status: 503 });
    const page = rig.page();
    page.watch(nginx, ['1.27', '1.26', 'gone']);
    await rig.until('all rows are told', () => page.isSettled('1.27', '1.26', 'gone'));
    expect(page.view('1.27')).toMatchObject({ state: 'ready', evidence: 'registry' });
    expect(page.view('1.26')).toMatchObject({
      state: 'partial',
      evidence: 'hub',
      failure: { kind: 'unavailable', status: 503 },
    });
    expect(page.view('gone')).toMatchObject({ state: 'failed', failure: { kind: 'not-found' } });
  });

  it('peer mistake 14: says so where the web API and the registry disagree', async () => {
    const moved = rig.docker.index(PLATFORMS, 'build 3');
    const before = rig.docker.index(PLATFORMS, 'build 2');
    rig.docker.registryTag('latest', moved);
    const page = rig.page();
    page.watch(nginx, ['1.27', 'latest']);
    await rig.until('all rows are told', () => page.isSettled('1.27', 'latest'));
    expect(page.view('latest')).toMatchObject({
      state: 'partial',
      digest: moved.digest,
      evidence: 'registry',
      conflict: before.digest,
      images: [],
      aliases: [],
    });
    expect(page.view('latest')).not.toHaveProperty('failure');
    // It counted as an alias on the web API's word alone, and left when the registry spoke.
    expect(page.view('1.27').aliases).toEqual(['1.27.5']);
  });

  it('peer mistake 5: finds aliases on every page of the listing', async () => {
    const same = rig.docker.index(PLATFORMS, 'build 2');
    for (let n = 0; n < 450; n += 1) {
      rig.docker.tag(`0.${n}`, rig.docker.index(PLATFORMS, `filler ${n}`));
    }
    rig.docker.tag('stable', same);
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the listing ends', () => page.last?.known === 455);
    expect(page.view('1.27').aliases).toEqual(['1.27.5', 'stable', 'latest']);
    expect(rig.docker.count('page ')).toBe(5);
    expect(page.last?.total).toBe(455);
  });

  it('goes no further than a thousand tags by itself, and says of how many it knows', async () => {
    for (let n = 0; n < 1_335; n += 1) {
      rig.docker.tag(`0.${n}`, rig.docker.image('linux/amd64', `filler ${n % 50}`));
    }
    const page = rig.page();
    page.watch(nginx, ['0.1334']);
    await rig.until('the listing ends', () => page.isSettled('0.1334'));
    expect(rig.docker.count('page ')).toBe(10);
    expect(rig.docker.count('tag ')).toBe(1);
    expect(page.view('0.1334').state).toBe('ready');
    expect(page.last).toMatchObject({ known: 1_001, total: 1_339 });
  });

  it('asks for the first page alone, then for three at a time', async () => {
    for (let n = 0; n < 900; n += 1) {
      rig.docker.tag(`0.${n}`, rig.docker.image('linux/amd64', `filler ${n % 50}`));
    }
    rig.docker.hold('page');
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.rest();
    expect(rig.docker.count('page ')).toBe(1);
    rig.docker.release('page', 1);
    await rig.rest();
    expect(rig.docker.count('page ')).toBe(4);
    rig.docker.release('page');
    await rig.until('the listing ends', () => page.last?.known === 904);
    expect(rig.docker.most.get('page')).toBe(3);
  });

  it('forgets as an alias what a new listing no longer has', async () => {
    const first = rig.page();
    first.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => first.isSettled('1.27'));
    await rig.rest();
    first.close();
    rig.clock.advance(7_200_000);
    rig.docker.registryTag('1.27.5', undefined);
    rig.docker.removeHubTag('1.27.5');
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => page.isSettled('1.27'));
    await rig.until('the alias has gone', () => page.view('1.27').aliases.length === 1);
    expect(page.view('1.27').aliases).toEqual(['latest']);
    expect(page.last).toMatchObject({ known: 3, total: 3 });
  });

  it('takes the dock’s question and the listing’s for one', async () => {
    rig.docker.hold('page');
    const page = rig.page();
    page.list(nginx, 1);
    page.watch(nginx, ['1.27']);
    await rig.rest();
    rig.docker.release('page');
    await rig.until('the row is told', () => page.isSettled('1.27'));
    expect(rig.docker.count('page ')).toBe(1);
    expect(page.answers).toContainEqual({
      type: 'listed',
      repository: nginx,
      page: 1,
      tags: ['1.27.5', '1.27', 'latest', '1.26'],
    });
  });

  it('asks for six tags at first and more as they are answered, rows in the viewport first, and drops what is no longer watched', async () => {
    rig.docker.hold('head');
    const tags = Array.from({ length: 30 }, (_, n) => `t${n}`);
    for (const tag of tags) rig.docker.tag(tag, rig.docker.image('linux/amd64', tag));
    const page = rig.page();
    page.watch(nginx, tags, 10);
    await rig.until('the first are asked', () => rig.docker.count('head ') === 6);
    expect(rig.docker.asked.filter((one) => one.startsWith('head'))).toEqual(
      tags.slice(0, 6).map((tag) => `head ${tag}`),
    );
    // The person scrolls: other rows are in sight, and the first ten have left the page.
    const seen = [...tags.slice(20), ...tags.slice(10, 20)];
    page.watch(nginx, seen, 10);
    await rig.rest();
    rig.docker.release('head');
    await rig.until('all rows are told', () => page.isSettled(...seen));
    const heads = rig.docker.asked.filter((one) => one.startsWith('head'));
    expect(heads.slice(6)).toEqual(seen.map((tag) => `head ${tag}`));
    expect(rig.docker.most.get('head')).toBeGreaterThan(6);
    expect(rig.docker.most.get('head')).toBeLessThanOrEqual(24);
  });

  it('starts to ask the registry while the listing has not answered', async () => {
    rig.docker.hold('page');
    const page = rig.page();
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until(
      'the registry has spoken',
      () => page.views.get('1.26')?.evidence === 'registry',
    );
    expect(page.view('1.27')).toMatchObject({ state: 'loading', evidence: 'registry' });
    rig.docker.release('page');
    await rig.until('all rows are told', () => page.isSettled('1.27', '1.26'));
    expect(page.view('1.27').state).toBe('ready');
  });

  it('asks each question once, whoever asks', async () => {
    rig.docker.hold('head');
    rig.docker.hold('page');
    const [one, other, popup] = [rig.page(), rig.page(), rig.popup()];
    one.watch(nginx, ['1.27', '1.26']);
    other.watch(nginx, ['1.27', 'latest']);
    popup.open(nginx, '1.27');
    await rig.rest();
    rig.docker.release('head');
    rig.docker.release('page');
    await rig.until('both pages are told', () => {
      return one.isSettled('1.27', '1.26') && other.isSettled('1.27', 'latest');
    });
    expect([...rig.docker.asked].sort()).toEqual([
      'head 1.26',
      'head 1.27',
      'head latest',
      'page 1',
    ]);
  });

  it('answers a second visit within five minutes from what is kept, without a request', async () => {
    const first = rig.page();
    first.watch(nginx, ['1.27', '1.26']);
    await rig.until('all rows are told', () => first.isSettled('1.27', '1.26'));
    await rig.rest();
    first.close();
    rig.restart();
    rig.docker.asked.length = 0;
    const second = rig.page();
    second.watch(nginx, ['1.27', '1.26']);
    await rig.until('an answer', () => second.answers.length > 0);
    expect(second.view('1.27')).toEqual(first.view('1.27'));
    expect(second.view('1.26')).toEqual(first.view('1.26'));
    expect(second.last).toMatchObject({ known: 4, total: 4 });
    await rig.rest();
    expect(second.answers).toHaveLength(1);
    expect(rig.docker.asked).toEqual([]);
  });

  it('shows what is old at once, as old, and asks again', async () => {
    const first = rig.page();
    first.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => first.isSettled('1.27'));
    await rig.rest();
    const learnt = rig.clock.now();
    first.close();
    rig.restart();
    rig.clock.advance(7_200_000);
    rig.docker.hold('head');
    rig.docker.hold('page');
    rig.docker.registryTag('1.27', rig.docker.index(PLATFORMS, 'build 3'));
    rig.docker.hubTag('1.27', rig.docker.index(PLATFORMS, 'build 3'));
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('an answer', () => page.answers.length > 0);
    expect(page.view('1.27')).toMatchObject({
      state: 'loading',
      digest: first.view('1.27').digest,
      aliases: ['1.27.5', 'latest'],
    });
    expect(page.view('1.27').staleSince).toBeLessThanOrEqual(learnt);
    rig.docker.release('head');
    rig.docker.release('page');
    await rig.until('the row is told', () => page.isSettled('1.27'));
    expect(page.view('1.27')).toMatchObject({ state: 'ready', aliases: [] });
    expect(page.view('1.27')).not.toHaveProperty('staleSince');
    expect(page.view('1.27').digest).not.toBe(first.view('1.27').digest);
  });

  it('keeps what it knew where asking again fails', async () => {
    const first = rig.page();
    first.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => first.isSettled('1.27'));
    await rig.rest();
    first.close();
    rig.clock.advance(7_200_000);
    rig.docker.fail('head *', 'offline');
    rig.docker.fail('page *', 'offline');
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => page.isSettled('1.27'));
    expect(page.view('1.27')).toMatchObject({
      state: 'partial',
      digest: first.view('1.27').digest,
      evidence: 'registry',
      failure: { kind: 'offline' },
      images: first.view('1.27').images,
      aliases: ['1.27.5', 'latest'],
    });
    expect(page.view('1.27').staleSince).toBeDefined();
  });

  it('asks again about what failed when it is told to, when the network is back, and after half a minute', async () => {
    rig.docker.fail('head 1.27', 'unavailable');
    const page = rig.page();
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until('all rows are told', () => page.isSettled('1.27', '1.26'));
    page.watch(nginx, ['1.27', '1.26']);
    await rig.rest();
    expect(rig.docker.count('head 1.27')).toBe(1);
    page.retry();
    await rig.until('it is asked again', () => rig.docker.count('head 1.27') === 2);
    await rig.rest();
    rig.worker.retry();
    await rig.until('it is asked again', () => rig.docker.count('head 1.27') === 3);
    await rig.rest();
    rig.clock.advance(30_000);
    rig.docker.faults.clear();
    page.watch(nginx, ['1.27', '1.26']);
    await rig.until('it is asked again', () => page.view('1.27').state === 'ready');
    expect(rig.docker.count('head 1.26')).toBe(1);
  });

  it('does not go on asking after a 429 until the time that it names', async () => {
    const until = rig.clock.now() + 90_000;
    rig.docker.fail('head *', 'rate-limited', { until });
    const page = rig.page();
    const tags = Array.from({ length: 20 }, (_, n) => `t${n}`);
    page.watch(nginx, tags);
    await rig.until('all rows are told', () => page.isSettled(...tags));
    expect(rig.docker.count('head ')).toBeLessThanOrEqual(6);
    expect(page.view('t19')).toMatchObject({ failure: { kind: 'rate-limited', until } });
    const before = rig.docker.count('head ');
    page.retry();
    await rig.rest();
    expect(rig.docker.count('head ')).toBe(before);
    rig.docker.faults.clear();
    rig.clock.advance(90_000);
    page.retry();
    await rig.until('they are asked', () => rig.docker.count('head ') === before + 20);
  });

  it('does not remember an answer without images as an answer', async () => {
    // No other tag has this digest: the platforms of theirs would be this one's.
    const own = rig.docker.index(PLATFORMS, 'build 3');
    rig.docker.registryTag('1.27', own);
    rig.docker.hubRow({ name: '1.27', digest: own.digest });
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => page.isSettled('1.27'));
    expect(page.view('1.27')).toMatchObject({ state: 'partial', images: [] });
    rig.docker.tag('1.27', own);
    rig.clock.advance(30_000);
    page.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => page.view('1.27').state === 'ready');
    expect(rig.docker.count('head ')).toBe(1);
  });

  it('gets ready for the rows of a page that has none yet', async () => {
    const page = rig.page();
    page.watch(nginx, []);
    await rig.until('the listing ends', () => page.last?.known === 4);
    expect(rig.docker.asked).toEqual(['page 1']);
    expect(rig.docker.warmed).toBeGreaterThan(0);
    page.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => page.isSettled('1.27'));
    expect(rig.docker.asked).toEqual(['page 1', 'head 1.27']);
    rig.docker.warmed = 0;
    const second = rig.page();
    second.watch(nginx, []);
    await rig.rest();
    expect(rig.docker.warmed).toBe(0);
    expect(rig.docker.count('page ')).toBe(1);
  });

  it('keeps a repository’s rows apart from another’s on the same port', async () => {
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the row is told', () => page.isSettled('1.27'));
    page.answers.length = 0;
    page.watch(redis, ['1.27']);
    await rig.until('the row is told', () => page.isSettled('1.27') && page.answers.length > 0);
    expect(page.answers.every(({ repository }) => repository === redis)).toBe(true);
    expect(rig.docker.count('page 1')).toBe(2);
  });

  it('stops the listing when nobody watches any more', async () => {
    for (let n = 0; n < 900; n += 1) {
      rig.docker.tag(`0.${n}`, rig.docker.image('linux/amd64', `filler ${n % 50}`));
    }
    rig.docker.hold('page');
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('the first page is asked', () => rig.docker.count('page ') === 1);
    page.close();
    rig.docker.release('page');
    await rig.rest();
    expect(rig.docker.count('page ')).toBe(1);
    const again = rig.page();
    again.watch(nginx, ['1.27']);
    await rig.until('it is listed after all', () => again.last?.known === 904);
  });

  it('names the tags that a page’s address asks for: 25 of the web API’s hundred', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `t${n}`);
    for (const name of names) rig.docker.tag(name, rig.docker.image('linux/amd64', name));
    const page = rig.page();
    page.list(redis, 2);
    await rig.until('it is answered', () => page.answers.length > 0);
    expect(page.answers).toEqual([
      { type: 'listed', repository: redis, page: 2, tags: names.slice(21, 46) },
    ]);
    page.list(redis, 1, '27');
    await rig.until('it is answered', () => page.answers.length > 1);
    expect(page.answers[1]).toEqual({
      type: 'listed',
      repository: redis,
      page: 1,
      name: '27',
      tags: ['1.27.5', '1.27', 't27'],
    });
    rig.docker.fail('page *', 'unavailable');
    page.list(redis, 50);
    await rig.until('it is answered', () => page.answers.length > 2);
    expect(page.answers[2]).toMatchObject({ page: 50, tags: [] });
  });

  it('says that it could not list an address’s tags, and lists them when told to try again', async () => {
    rig.docker.fail('page *', 'unavailable', { status: 503 });
    const page = rig.page();
    page.list(nginx, 1);
    await rig.until('it is answered', () => page.answers.length > 0);
    expect(page.answers[0]).toMatchObject({
      tags: [],
      failure: { kind: 'unavailable', status: 503 },
    });
    rig.docker.faults.clear();
    page.retry();
    await rig.until('it is answered', () => page.answers.length > 1);
    expect(page.answers[1]).toEqual({
      type: 'listed',
      repository: nginx,
      page: 1,
      tags: ['1.27.5', '1.27', 'latest', '1.26'],
    });
    page.retry();
    await rig.rest();
    expect(page.answers).toHaveLength(2);
  });

  it('asks once more, by name, for what a fresh listing has without images', async () => {
    const tags = Array.from({ length: 25 }, (_, n) => `t${n}`);
    for (const tag of tags) {
      const thing = rig.docker.index(PLATFORMS, tag);
      rig.docker.registryTag(tag, thing);
      rig.docker.hubTag(tag, thing, { images: [] });
    }
    const page = rig.page();
    for (let visit = 0; visit < 6; visit += 1) {
      page.watch(nginx, tags);
      await rig.rest();
      rig.clock.advance(31_000);
    }
    expect(page.isSettled(...tags)).toBe(true);
    expect(rig.docker.count('page ')).toBe(1);
    expect(rig.docker.count('tag ')).toBe(25);
  });
});
