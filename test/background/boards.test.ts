import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Board } from '../../src/background/board.ts';
import { createBoards } from '../../src/background/boards.ts';
import { openStore } from '../../src/background/database.ts';
import { keepListing } from '../../src/background/listing.ts';
import { isRepositoryName } from '../../src/core/repository.ts';
import { asRepository } from '../core/samples.ts';
import { nginx } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { Rig } from './rig.ts';

const silent = { warn: () => undefined };
const PLATFORMS = ['linux/amd64', 'linux/arm64'];

describe('boards that nobody uses', () => {
  const MOST_TAGS = 30_000;

  function noBoards(quiet: () => Promise<void>) {
    const clock = new FakeClock();
    globalThis.indexedDB = new IDBFactory();
    const store = openStore({ now: () => clock.now(), after: () => () => undefined }, silent);
    const shelf = {
      facts: () => undefined,
      recall: async () => undefined,
      onChange: () => () => undefined,
    };
    return { clock, store, boards: createBoards({ store, shelf, clock, quiet }) };
  }

  /** A board that was looked at before so many others. */
  function leftFor(
    others: number,
    boards: ReturnType<typeof createBoards>,
    look: (board: Board) => void = () => undefined,
  ): Board {
    const user = {};
    const board = boards.open(nginx, user);
    look(board);
    boards.leave(user);
    for (let n = 0; n < others; n += 1) boards.open(asRepository(`library/of-${n}`), user);
    boards.leave(user);
    return board;
  }

  function boardsOf(sizes: readonly number[]) {
    const { boards } = noBoards(async () => {});
    for (const [place, size] of sizes.entries()) {
      const user = {};
      const board = boards.open(asRepository(`library/of-${place}`), user);
      for (let n = 0; n < size; n += 1) board.update(`${n}`, {});
      boards.leave(user);
    }
    return [...boards.all()].map(({ size }) => size);
  }

  it('are held while they are few and small', () => {
    expect(boardsOf([1, 2, 3, 4, 5, 6, 7, 8])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(boardsOf([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are held until they are written, so that nothing of them is written once all is forgotten', async () => {
    let write: () => void = () => undefined;
    const quiet = new Promise<void>((resolve) => {
      write = resolve;
    });
    const { boards, store } = noBoards(() => quiet);
    let kept: Promise<void> | undefined;
    leftFor(9, boards, (board) => {
      board.update('secret', { registry: { at: 0 } });
      kept = board.keep();
    });
    boards.forget();
    await store.clear();
    write();
    await kept;
    expect(await store.readTags(nginx)).toEqual([]);
  });

  it('take in nothing any more once they are let go, whatever is still being asked', async () => {
    const { boards, store } = noBoards(async () => {});
    const board = leftFor(9, boards);
    expect([...boards.all()]).not.toContain(board);
    boards.forget();
    await store.clear();
    board.update('secret', { registry: { at: 0 } });
    await board.keep();
    expect(await store.readTags(nginx)).toEqual([]);
  });

  it('are held until they are written, and no longer', async () => {
    const { boards, store, clock } = noBoards(async () => {});
    let written: (() => void) | undefined;
    store.writeTags = () =>
      new Promise<void>((resolve) => {
        written = resolve;
      });
    const board = leftFor(9, boards, (one) => one.update('1.27', { registry: { at: 0 } }));
    clock.advance(100);
    await expect.poll(() => written).toBeDefined();
    boards.leave({});
    expect([...boards.all()]).toContain(board);
    written?.();
    await expect.poll(() => [...boards.all()]).not.toContain(board);
  });

  it('are held until what is known of their listings is written too', async () => {
    const { boards, store } = noBoards(async () => {});
    let written: (() => void) | undefined;
    store.writeListing = () =>
      new Promise<void>((resolve) => {
        written = resolve;
      });
    const board = leftFor(9, boards, (one) => void keepListing(one, store));
    expect([...boards.all()]).toContain(board);
    await expect.poll(() => written).toBeDefined();
    boards.leave({});
    expect([...boards.all()]).toContain(board);
    written?.();
    await expect.poll(() => board.isKept).toBe(true);
    boards.leave({});
    expect([...boards.all()]).not.toContain(board);
  });

  it('are let go from the one that was used first where they are large, all but the last', () => {
    expect(boardsOf([1, MOST_TAGS - 10, 10])).toEqual([MOST_TAGS - 10, 10]);
    expect(boardsOf([1, 2, MOST_TAGS + 1])).toEqual([MOST_TAGS + 1]);
  });
});

describe('a board', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
  });

  /** More repositories than are held for nobody. */
  async function lookElsewhere(): Promise<void> {
    for (let n = 0; n < 9; n += 1) {
      const name = `library/other-${n}`;
      if (!isRepositoryName(name)) throw new Error(`no name: ${name}`);
      const page = rig.page();
      page.watch(name, []);
      await rig.until('it is told', () => page.answers.length > 0);
      page.close();
    }
  }

  it.each(['head', 'page 1', 'tag'])(
    'that was let go while a %s was under way keeps no row of its successor waiting',
    async (question) => {
      rig.docker.tag('1.27', rig.docker.index(PLATFORMS, 'one'));
      rig.docker.tag('1.26', rig.docker.index(PLATFORMS, 'other'));
      if (question === 'tag') rig.docker.removeHubTag('1.27');
      rig.docker.hold(question);
      const first = rig.page();
      first.watch(nginx, ['1.27']);
      await rig.until('it is asked', () => rig.docker.count(question) === 1);
      await rig.rest();
      first.close();
      await lookElsewhere();
      const second = rig.page();
      second.watch(nginx, ['1.27']);
      await rig.rest();
      rig.docker.release(question);
      await rig.until('the row is told', () => second.isSettled('1.27'));
      expect(second.view('1.27')).toMatchObject({ evidence: 'registry' });
      expect(second.last?.known).toBe(2);
    },
  );

  it('knows kept manifests also by digests that it learns later', async () => {
    const before = rig.docker.index(PLATFORMS, 'before');
    const between = rig.docker.index(PLATFORMS, 'between');
    rig.docker.tag('1.27', before);
    const first = rig.popup();
    first.open(nginx);
    first.visible(before.digest);
    await rig.until('it is read', () => first.group(before.digest)?.imageId?.pulls === 0);
    rig.docker.tag('1.27', between);
    rig.docker.limits = { limit: 100, remaining: 10, windowSeconds: 3_600 };
    rig.clock.advance(6 * 60_000);
    const second = rig.popup();
    second.open(nginx);
    second.visible(between.digest);
    await rig.until('it moved', () => second.group(between.digest)?.evidence === 'registry');
    await rig.rest();
    rig.restart();
    rig.docker.tag('1.27', before);
    rig.clock.advance(6 * 60_000);
    const third = rig.popup();
    third.open(nginx, '1.27');
    await rig.until('it is back', () => third.group(before.digest)?.evidence === 'registry');
    await rig.rest();
    expect(third.group(before.digest)?.imageId).toMatchObject({
      pulls: 0,
      digest: before.configs['linux/amd64'],
    });
    expect(rig.docker.count('get ')).toBe(1);
  });

  describe('that was listed again, and knows a tag that was not met', () => {
    const REST_MS = 10 * 60_000;

    /** Looks once, waits until nothing is fresh any more, and looks again. */
    async function looks(tag: string): Promise<number | undefined> {
      const page = rig.page();
      page.watch(nginx, [tag]);
      await rig.until('it is told', () => page.isSettled(tag));
      const first = rig.popup();
      first.open(nginx);
      await rig.until('all is listed', () => first.view?.state === 'ready');
      page.close();
      first.close();
      rig.docker.removeHubTag(tag);
      rig.clock.advance(REST_MS);
      rig.restart();
      const listings = rig.docker.count('page 1');
      const second = rig.popup();
      second.open(nginx);
      await rig.until('it is asked', () => rig.docker.count('page 1') > listings);
      await rig.until('it is listed again', () => second.view?.progress === undefined);
      await rig.rest();
      return second.view?.known;
    }

    it('counts it no more where all tags were met', async () => {
      for (const tag of ['1.0', '1.1', '1.2']) rig.docker.tag(tag, rig.docker.image('a/b', tag));
      expect(await looks('1.1')).toBe(2);
    });

    it('counts it still where the newest thousand were met', async () => {
      const image = rig.docker.image('linux/amd64', 'one');
      for (let n = 0; n < 1_050; n += 1) rig.docker.tag(`1.${n}`, image);
      expect(await looks('1.1049')).toBe(1_001);
    });
  });
});
