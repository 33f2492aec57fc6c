import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DrawnAnswer, DrawnRow } from '../../src/messaging/drawn.ts';
import { createPageDrawings, type PageDrawing } from '../../src/messaging/page-drawing.ts';
import { unknownView } from '../../src/messaging/unknown-view.ts';
import type { TagView } from '../../src/messaging/view.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { nginx } from './names.ts';
import { plainLooks, textOf } from './plain-looks.ts';

const TAGS = Array.from({ length: 60 }, (_, index) => `1.${index}`);

describe('what is drawn for a page', () => {
  const row = vi.fn(plainLooks.row);
  let open: ReturnType<typeof createPageDrawings>;
  let drawing: PageDrawing;
  let told: DrawnAnswer[];
  let clock: FakeClock;

  beforeEach(() => {
    row.mockReset();
    told = [];
    clock = new FakeClock();
    open = createPageDrawings({ ...plainLooks, row }, clock);
    drawing = open((answer) => told.push(answer));
  });

  const views = (tags: readonly string[], state: TagView['state'] = 'loading') =>
    tags.map((tag) => ({ ...unknownView(tag), state }));
  const tell = (tags: readonly TagView[], known = 5, total = 9) =>
    drawing.tell({ type: 'tags', repository: nginx, known, total, tags });
  const look = (width: number, ...unfolded: string[]) =>
    drawing.heed({ type: 'look', repository: nginx, width, unfolded });
  /** The rows told since this was last asked. */
  function rows(): DrawnRow[] {
    return told.splice(0).flatMap((answer) => (answer.type === 'tags' ? answer.tags : []));
  }
  const texts = () => rows().map(({ tree }) => textOf(tree));

  it('comes in messages of so many rows that each is a short task, with the styles once', () => {
    const sizes = () => told.map((answer) => answer.type === 'tags' && answer.tags.length);
    tell(views(TAGS));
    expect(sizes()).toEqual([25]);
    clock.advance(0);
    expect(sizes()).toEqual([25, 25, 10]);
    expect(told.map((answer) => 'style' in answer)).toEqual([true, false, false]);
    drawing.tell({ type: 'lines', repository: nginx, lines: [] });
    expect(told.at(-1)).toMatchObject({ type: 'lines', style: 'line{}' });
  });

  it('comes in messages of few rows where these are long', () => {
    const long = Array.from({ length: 1_000 }, (_, index) => `chip ${index}`);
    row.mockImplementation((view, setting) => ({
      ...plainLooks.row(view, setting),
      tree: view.tag.startsWith('long') ? long : ['short'],
    }));
    tell(views(['1', 'long-1', 'long-2', '2', 'long-3', 'long-4', '3']));
    clock.advance(0);
    expect(
      told.map((answer) => answer.type === 'tags' && answer.tags.map(({ tag }) => tag)),
    ).toEqual([
      ['1', 'long-1', 'long-2', '2'],
      ['long-3', 'long-4', '3'],
    ]);
  });

  describe('of a page that has named more rows than are near', () => {
    const watch = (tags: readonly string[], visible = 0) =>
      drawing.heed({ type: 'watch', repository: nginx, tags: [...tags], visible });

    beforeEach(() => {
      row.mockImplementation(plainLooks.row);
      watch([]);
      watch(TAGS);
    });

    it('is not the row that is far and waits: what its attributes say is told at once', () => {
      tell(views(TAGS));
      clock.advance(0);
      const said = rows();
      expect(said.map(({ tag }) => tag)).toEqual(TAGS);
      expect(said.flatMap(({ tag, tree }) => (tree ? [] : [tag]))).toEqual(TAGS.slice(25));
      expect(said.at(-1)?.attributes).toEqual({ 'data-state': 'loading', 'data-aliases': '' });
    });

    it('is that row when it has its answer, or comes near', () => {
      tell(views(TAGS));
      clock.advance(0);
      rows();
      tell(views(['1.40'], 'ready'));
      expect(texts()).toEqual(['1.40 640 false false ']);
      watch(['1.50', ...TAGS.filter((tag) => tag !== '1.50')], 1);
      expect(texts()).toEqual(['1.50 640 false false ']);
    });

    it('is the row that was drawn before, wherever it is: the drawing may not say what is no more', () => {
      tell(views(TAGS, 'ready'));
      clock.advance(0);
      rows();
      tell(views(['1.50']));
      expect(texts()).toEqual(['1.50 640 false false ']);
      watch(TAGS.slice(0, 50));
      watch(TAGS);
      tell(views(['1.51']));
      expect(texts()).toEqual(['1.51 640 false false ']);
    });

    it('is every row where another worker may have drawn them', () => {
      drawing = open((answer) => told.push(answer));
      watch(TAGS);
      tell(views(TAGS));
      clock.advance(0);
      expect(rows().every(({ tree }) => tree)).toBe(true);
    });

    it('is nothing of a page that is gone, whatever was to be drawn later', () => {
      tell(views(TAGS, 'ready'), 5);
      tell([], 6);
      clock.advance(0);
      rows();
      drawing.end();
      clock.advance(1_000);
      expect(rows()).toEqual([]);
    });

    it('is every row where as many are in sight', () => {
      watch(TAGS, 60);
      tell(views(TAGS));
      clock.advance(0);
      expect(rows().every(({ tree }) => tree)).toBe(true);
    });
  });

  it('is a row of which more was learnt before its turn came once, and none of a page that is gone', () => {
    tell(views(TAGS));
    tell(views(['1.0', '1.59'], 'ready'));
    clock.advance(0);
    const states = rows().map(({ tag, attributes }) => `${tag} ${attributes['data-state']}`);
    expect(states).toHaveLength(TAGS.length + 1);
    expect(states).toContain('1.0 loading');
    expect(states.at(-1)).toBe('1.0 ready');
    expect(states).not.toContain('1.59 loading');
    tell(views(TAGS, 'ready'));
    drawing.end();
    clock.advance(10);
    expect(rows()).toHaveLength(25);
  });

  it('is no row that has left the page, until it is told anew', () => {
    const watch = (...tags: string[]) =>
      drawing.heed({ type: 'watch', repository: nginx, tags, visible: 1 });
    tell(views(['1', '2']));
    watch('2', '3');
    told.splice(0);
    look(900);
    expect(texts()).toEqual(['2 900 false false ']);
    watch('1', '2');
    tell(views(['1', '2']));
    expect(texts()).toEqual(['1 900 false false ']);
  });

  it('is each row that looks otherwise now, and no other', () => {
    tell(views(['1', '2']));
    tell(views(['1', '2']));
    expect(rows()).toHaveLength(2);
    tell(views(['2'], 'ready'));
    expect(rows().map(({ tag }) => tag)).toEqual(['2']);
    look(640);
    expect(rows()).toEqual([]);
    expect(row).toHaveBeenCalledTimes(3);
  });

  it('is drawn again for another width, for an opened row and for an unfolded one', () => {
    tell(views(['1', '2']));
    expect(texts()).toEqual(['1 640 false false ', '2 640 false false ']);
    look(900);
    expect(texts()).toEqual(['1 900 false false ', '2 900 false false ']);
    drawing.heed({ type: 'opened', repository: nginx, tags: ['1'] });
    expect(texts()).toEqual(['1 900 true false ']);
    look(900, '2');
    expect(texts()).toEqual(['2 900 false true ']);
  });

  it('begins with the width that the last page told', () => {
    look(900);
    drawing = open((answer) => told.push(answer));
    tell(views(['1']));
    expect(texts()).toEqual(['1 900 false false ']);
  });

  it('is not drawn again for the next page, except what tells of time', () => {
    const old = { ...unknownView('2'), staleSince: 1 };
    tell([...views(['1']), old]);
    drawing = open((answer) => told.push(answer));
    told.splice(0);
    tell([...views(['1']), old]);
    expect(texts()).toEqual(['1 640 false false ', '2 640 false false ']);
    expect(row.mock.calls.map(([view]) => view.tag)).toEqual(['1', '2', '2']);
  });

  it('is drawn again while it says among how many tags was looked, and told where nothing else is new', () => {
    tell(views(['1'], 'ready'), 5, 9);
    tell([], 6, 9);
    clock.advance(400);
    expect(rows()).toHaveLength(2);
    tell([], 9, 9);
    clock.advance(400);
    expect(rows()).toHaveLength(1);
    tell([], 10, 10);
    clock.advance(400);
    expect(told).toEqual([{ type: 'tags', repository: nginx, known: 10, total: 10, tags: [] }]);
  });

  it('is not drawn anew with each part of a listing, whose count is told at once', () => {
    tell(views(TAGS, 'ready'), 0, 100);
    clock.advance(400);
    told.splice(0);
    for (let known = 10; known <= 90; known += 10) {
      tell([], known, 100);
      clock.advance(30);
    }
    expect(told).toMatchObject(
      Array.from({ length: 9 }, (_, part) => ({ known: (part + 1) * 10, tags: [] })),
    );
    clock.advance(400);
    expect(rows()).toHaveLength(TAGS.length);
  });

  it('is not drawn anew for the count of a listing while the registry is being asked', () => {
    tell(views(['1', '2']), 5, 9);
    tell(views(['2'], 'ready'), 5, 9);
    told.splice(0);
    tell([], 6, 9);
    clock.advance(400);
    expect(rows().map(({ tag }) => tag)).toEqual(['2']);
    tell(views(['1'], 'ready'), 6, 9);
    expect(rows().map(({ tag }) => tag)).toEqual(['1']);
  });

  it('says what went wrong beside the drawing, for whoever asks again', () => {
    const failure = { kind: 'offline' } as const;
    tell([{ ...unknownView('1'), state: 'failed', failure }]);
    expect(rows()).toMatchObject([{ tag: '1', attributes: { 'data-state': 'failed' }, failure }]);
  });
});
