import { beforeEach, describe, expect, it } from 'vitest';
import { createPopupWindow, groupsLeft } from '../../src/background/popup-window.ts';
import { createSearchedGroups } from '../../src/background/searched-groups.ts';
import { find } from '../../src/core/find.ts';
import { relate } from '../../src/core/relate.ts';
import type { NearGroup } from '../../src/messaging/protocol.ts';
import { asDigest } from '../core/samples.ts';
import { nginx, redis } from '../messaging/names.ts';
import { digestOf } from './digests.ts';
import { imageOf, indexOf, keepLarge, pushLarge, tagsOf } from './large.ts';
import { type FakePopup, Rig } from './rig.ts';

const GROUPS = 3_000;

describe('a popup on a repository of three thousand groups', () => {
  let rig: Rig;
  let popup: FakePopup;

  beforeEach(async () => {
    rig = new Rig();
    await keepLarge(rig, nginx, GROUPS);
    popup = rig.popup();
  });

  async function opened(tag?: string): Promise<void> {
    popup.open(nginx, tag);
    await rig.until('it is told', () => popup.view?.state === 'ready');
    await rig.rest();
  }

  async function look(
    sought: string,
    from?: number,
    count?: number,
    near?: NearGroup,
  ): Promise<void> {
    const before = popup.views.length;
    popup.window(sought, from, count, near);
    await rig.until('the window is told', () => popup.views.length > before);
  }

  const told = () => popup.view?.groups.map(({ digest }) => digest);
  const indexes = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => indexOf(from + n));

  it('is told the first of them, and how many there are', async () => {
    await opened();
    expect(told()).toEqual(indexes(0, 160));
    expect(popup.view).toMatchObject({
      known: GROUPS * 2,
      total: GROUPS * 2,
      groupCount: GROUPS,
      window: { sought: '', matching: GROUPS, from: 0, isAskedKnown: false },
      seek: { groups: [], pulls: 0, unread: 0 },
    });
    expect(popup.view?.window).not.toHaveProperty('finding');
  });

  it('is told of what was typed last, and not of each key before it', async () => {
    await opened();
    const before = popup.views.length;
    // Messages come one by one, faster than they are answered.
    for (const sought of ['1', '10', '100', '1000']) {
      popup.window(sought);
      await Promise.resolve();
    }
    await rig.until('it is told', () => popup.view?.window.sought === '1000');
    await rig.rest();
    expect(popup.views.slice(before).map(({ window }) => window.sought)).toEqual(['1000']);
  });

  it('is told those that it scrolls to, and the last ones where it asks for later ones', async () => {
    await opened();
    await look('', 1_500, 30);
    expect(popup.view?.window.from).toBe(1_500);
    expect(told()).toEqual(indexes(1_500, 1_530));
    await look('', 2_990, 30);
    expect(told()).toEqual(indexes(2_990, GROUPS));
    await look('', 5_000, 30);
    expect(popup.view?.window.from).toBe(GROUPS - 30);
    expect(told()).toEqual(indexes(GROUPS - 30, GROUPS));
  });

  it('is told the same ones for as long as the group on screen stands among them', async () => {
    await opened();
    const near = { digest: indexOf(1_510), place: 1_510 };
    await look('', 1_500, 30, near);
    expect(told()).toEqual(indexes(1_500, 1_530));
    // As after seven others have come before it, or gone.
    await look('', 1_493, 30, { ...near, place: 1_503 });
    expect(popup.view?.window.from).toBe(1_500);
    await look('', 1_507, 30, { ...near, place: 1_517 });
    expect(popup.view?.window.from).toBe(1_500);
    await look('', 20, 30, { digest: indexOf(3), place: 30 });
    expect(popup.view?.window.from).toBe(0);
    await look('', 20, 30, { digest: digestOf('gone'), place: 30 });
    expect(popup.view?.window.from).toBe(20);
  });

  it('is told all that one window holds, however many have come before the group on screen', async () => {
    await opened();
    const near = { digest: indexOf(4), place: 1 };
    await look('BUILD-99', 0, 100, near);
    expect(popup.view?.window).toMatchObject({ matching: 100, from: 0 });
    expect(told()).toEqual(indexes(0, 100));
    await look('BUILD-99', 0, 99, near);
    expect(told()).toEqual(indexes(3, 100));
  });

  it('is told those with a tag that holds what is typed, and all again', async () => {
    await opened();
    await look('BUILD-99', 10, 5);
    expect(popup.view?.window).toMatchObject({
      sought: 'BUILD-99',
      matching: 100,
      from: 10,
      finding: { kind: 'tag' },
    });
    expect(told()).toEqual(indexes(10, 15));
    await look('  ', 0, 5);
    expect(popup.view?.window).toEqual({
      sought: '  ',
      matching: GROUPS,
      from: 0,
      isAskedKnown: false,
    });
  });

  it.each([
    ['a digest', (digest: string) => digest, 'image-manifest'],
    ['twelve digits of one', (digest: string) => digest.slice(7, 19), 'image-manifest'],
  ])('is told the group of %s, however far down it stands', async (_, cut, kind) => {
    await opened();
    await look(cut(imageOf(2_345, 'linux/arm64')));
    expect(told()).toEqual([indexOf(2_345)]);
    expect(popup.view?.window).toMatchObject({
      matching: 1,
      finding: { kind, platform: 'linux/arm64', tags: tagsOf(2_345) },
    });
    expect(popup.view?.window.finding?.version?.tag).toBe(tagsOf(2_345)[0]);
  });

  it('is told what reading would cost where a hash is not known, and that only then', async () => {
    await opened();
    await look('0123456789ab');
    expect(popup.view).toMatchObject({
      groups: [],
      window: { matching: 0, finding: { kind: 'unknown', hex: '0123456789ab' } },
      seek: { groups: indexes(0, 10), pulls: 10, unread: GROUPS },
    });
    await look('1.2');
    expect(popup.view?.seek).toEqual({ groups: [], pulls: 0, unread: 0 });
  });

  it('counts what was read out of what reading would cost', async () => {
    const thing = rig.docker.index(['linux/amd64', 'linux/arm64'], 'pushed');
    rig.docker.tag('9.0.0', thing);
    await opened('9.0.0');
    await look('0123456789ab');
    expect(popup.view?.seek).toMatchObject({ pulls: 10, unread: GROUPS + 1 });
    popup.reveal(thing.digest);
    await rig.until('it is read', () => popup.view?.seek.unread === GROUPS);
    expect(popup.view?.seek.groups).toEqual(indexes(0, 10));
  });

  it('says where the tag that was opened stands, though it is in no window', async () => {
    pushLarge(rig, [2_000]);
    await opened(tagsOf(2_000)[1]);
    expect(popup.view?.window).toMatchObject({ askedPlace: 2_000, isAskedKnown: true });
    expect(told()).not.toContain(indexOf(2_000));
    await look('build-99', 0, 5);
    expect(popup.view?.window).not.toHaveProperty('askedPlace');
    expect(popup.view?.window.isAskedKnown).toBe(true);
    await look(tagsOf(2_000)[0], 0, 5);
    expect(popup.view?.window.askedPlace).toBe(0);
  });

  it('is told by a new worker what it was told by the one before', async () => {
    await opened();
    await look('build-99', 10, 5);
    rig.restart();
    popup = rig.popup();
    popup.open(nginx);
    popup.window('build-99', 10, 5);
    await rig.until('it is told', () => popup.view?.state === 'ready');
    expect(popup.views.map(({ window }) => window.sought)).not.toContain('');
    expect(told()).toEqual(indexes(10, 15));
  });

  it('begins without a window where it opens a repository, and keeps it where all is forgotten', async () => {
    await opened();
    await look('build-99', 10, 5);
    popup.ask('clear');
    await rig.until('it begins anew', () => popup.view?.known === 0);
    expect(popup.view?.window.sought).toBe('build-99');
    popup.open(nginx);
    await rig.until('it is told', () => popup.view?.window.sought === '');
  });

  it('hears nothing twice, and nothing of what is on no screen', async () => {
    await opened();
    await look('', 0, 5);
    pushLarge(rig, [200, 201]);
    const page = rig.page();
    // The first answer of the registry says what is left of the pulls, which is shown.
    page.watch(nginx, tagsOf(200));
    await rig.until('the rows are told', () => page.isSettled(...tagsOf(200)));
    await rig.rest();
    const before = popup.views.length;
    page.watch(nginx, tagsOf(201));
    await rig.until('the rows are told', () => page.isSettled(...tagsOf(201)));
    await rig.rest();
    expect(page.view(tagsOf(201)[0]).evidence).toBe('registry');
    expect(popup.views).toHaveLength(before);
    // Whoever asks is answered.
    await look('', 0, 5);
    expect(popup.views).toHaveLength(before + 1);
  });

  it('has them made ready to be searched in between other work, for as long as it is open', async () => {
    const { clock } = rig;
    const { steady } = clock;
    await opened();
    expect(clock.waits()).not.toContain(0);
    // From now on as on a slow machine: each look at the clock finds it five milliseconds later.
    let passed = 0;
    clock.steady = () => {
      passed += 5;
      return steady.call(clock) + passed;
    };
    const other = rig.popup();
    other.open(nginx);
    await rig.until('it is told, and the worker gives way', () => {
      return other.view?.state === 'ready' && clock.waits().includes(0);
    });
    clock.advance(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.waits()).toContain(0);
    other.close();
    clock.advance(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.waits()).not.toContain(0);
  });

  it('has the list of all groups made', async () => {
    await opened('gone');
    await look('build-99', 10, 5);
    popup.export('markdown');
    await rig.until('it is made', () => popup.told('exported').length === 1);
    const [made] = popup.told('exported');
    expect(made).toMatchObject({ repository: nginx, form: 'markdown', isUnconfirmed: true });
    const { source, form } = JSON.parse(made?.content ?? '');
    expect(form).toBe('markdown');
    expect(source).toMatchObject({
      repository: nginx,
      known: GROUPS * 2,
      total: GROUPS * 2,
      furtherUnknown: { missing: 1, unknown: 0 },
    });
    expect(source.groups).toHaveLength(GROUPS);
    expect(source.groups[2_999]).toMatchObject({
      digest: indexOf(2_999),
      tags: tagsOf(2_999),
      evidence: 'hub',
      version: { tag: tagsOf(2_999)[0], by: 'digest' },
    });
  });
});

describe('a list that takes long to be made', () => {
  let rig: Rig;
  let popup: FakePopup;

  beforeEach(async () => {
    rig = new Rig();
    await keepLarge(rig, nginx, GROUPS);
    popup = rig.popup();
    popup.open(nginx);
    await rig.until('it is told', () => popup.view?.state === 'ready');
    await rig.rest();
    // As on a slow machine: each look at the clock finds it five milliseconds later.
    const steady = rig.clock.steady.bind(rig.clock);
    let passed = 0;
    rig.clock.steady = () => {
      passed += 5;
      return steady() + passed;
    };
  });

  /** Goes on with what has given way. @returns whether anything had */
  async function goOn(): Promise<boolean> {
    const waits = rig.clock.waits().some((wait) => wait <= 0);
    rig.clock.advance(0);
    await new Promise((resolve) => setImmediate(resolve));
    return waits;
  }

  it('leaves the worker to others meanwhile, and is answered once, however often it is asked for', async () => {
    popup.export('markdown');
    popup.export('markdown');
    await goOn();
    expect(popup.told('exported')).toEqual([]);
    popup.window('build-99');
    await rig.until('somebody who types is told', () => {
      void goOn();
      return popup.view?.window.sought === 'build-99';
    });
    expect(popup.told('exported')).toEqual([]);
    await rig.until('it is made', () => {
      void goOn();
      return popup.told('exported').length > 0;
    });
    while (await goOn()) expect(popup.told('exported')).toHaveLength(1);
    expect(popup.told('exported')).toMatchObject([{ repository: nginx, form: 'markdown' }]);
  });

  it('ends with the repository', async () => {
    popup.export('json');
    await goOn();
    popup.open(redis);
    await rig.until('another is told', () => popup.view?.repository === redis);
    while (await goOn());
    expect(popup.told('exported')).toEqual([]);
  });
});

describe('groups that were made ready to be searched', () => {
  it('took many steps, and are not made again', () => {
    const records = Array.from({ length: GROUPS }, (_, group) => {
      const images = [{ platform: 'linux/amd64', digest: imageOf(group, 'linux/amd64') }];
      return { tag: `${group}`, digest: indexOf(group), evidence: 'hub' as const, images };
    });
    const relations = relate(records);
    let asked = 0;
    const searched = createSearchedGroups(() => {
      asked += 1;
      return undefined;
    });
    let stops = 0;
    for (const _ of searched.prepare(relations)) stops += 1;
    expect(stops).toBeGreaterThanOrEqual(GROUPS / 200);
    const before = asked;
    expect(searched.of(relations)).toHaveLength(GROUPS);
    expect(before).toBeGreaterThanOrEqual(GROUPS);
    expect(asked).toBe(before);
  });
});

describe('whether a list would rest on what is not confirmed', () => {
  it('is said of all tags, on screen or not, until the last is confirmed and while that is fresh', async () => {
    const rig = new Rig();
    const thing = rig.docker.image('linux/amd64', 'a');
    const other = rig.docker.image('linux/amd64', 'b');
    rig.docker.tag('1', thing);
    rig.docker.tag('2', other);
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('the listing ends', () => popup.view?.state === 'ready');
    popup.window('', 0, 1);
    popup.visible(other.digest);
    await rig.until('it is confirmed', () => popup.group(other.digest)?.evidence !== 'hub');
    expect(popup.view?.isUnconfirmed).toBe(true);
    popup.ask('confirm');
    await rig.until('all is confirmed', () => popup.view?.isUnconfirmed === false);
    popup.window('', 0, 0);
    rig.clock.advance(300_001);
    popup.window('', 0, 1);
    await rig.until('it is old', () => popup.view?.isUnconfirmed === true);
  });
});

describe('digits that fit several digests', () => {
  const start = (digits: string) => asDigest(`sha256:${digits.padEnd(64, '0')}`);
  const at = { evidence: 'hub', mediaType: 'application/vnd.oci.image.index.v1+json' } as const;
  const amd64 = (digest = digestOf('x')) => ({ platform: 'linux/amd64', digest });
  const relations = relate([
    { ...at, tag: 'a-by-digest', digest: start('abcdef01') },
    { ...at, tag: 'b-by-config', digest: digestOf('b'), configDigest: start('abcdef02') },
    { ...at, tag: 'c-by-image', digest: digestOf('c'), images: [amd64(start('abcdef03'))] },
    { ...at, tag: 'd-by-layer', digest: digestOf('d'), images: [amd64()] },
    { ...at, tag: 'e-attested', digest: digestOf('e'), attestations: [start('abcdef05')] },
    { ...at, tag: 'f-other', digest: digestOf('f') },
  ]);
  const facts = (digest: string) => {
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    if (digest === digestOf('x')) return { mediaType, layers: [start('abcdef04')] };
    return digest === digestOf('b') ? { mediaType, config: start('abcdef02') } : undefined;
  };

  it('leave every group that holds one of them', () => {
    const window = createPopupWindow(facts);
    window.asked = { type: 'window', sought: 'abcdef0', from: 0, count: 10 };
    const { view, groups } = window.view({ repository: nginx, relations, unknown: [] }, undefined);
    expect(view.finding?.candidates).toHaveLength(5);
    expect(groups).toEqual(relations.groups.slice(0, 5));
    expect(view.matching).toBe(5);
  });

  it('leave those of what was found where no tag holds the text', () => {
    const finding = find({ groups: [] }, 'f-other');
    const searched = createSearchedGroups(facts).of(relations);
    const left = groupsLeft(relations, searched, 'nothing', { ...finding, tags: ['f-other'] });
    expect(left).toEqual(relations.groups.slice(5));
  });
});
