import { beforeEach, describe, expect, it } from 'vitest';
import type { FailureKind } from '../../src/core/failure.ts';
import { connectPage, type PageClient } from '../../src/messaging/client.ts';
import type { DrawnAnswer, DrawnRow } from '../../src/messaging/drawn.ts';
import type { TagView } from '../../src/messaging/view.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakePorts } from '../platform/fake-ports.ts';
import { nginx } from './names.ts';

/** What a port that a clock has opened is told first. */
const RESUME = { type: 'resume' };

interface Listeners {
  add(call: () => void): () => void;
  callAll(): void;
  count(): number;
}

function createListeners(): Listeners {
  const calls = new Set<() => void>();
  return {
    add(call) {
      calls.add(call);
      return () => calls.delete(call);
    },
    callAll: () => {
      for (const call of calls) call();
    },
    count: () => calls.size,
  };
}

function view(tag: string, state: TagView['state']): DrawnRow {
  return { tag, attributes: { 'data-state': state }, tree: [tag] };
}

describe('the client of a page', () => {
  let ports: FakePorts;
  let clock: FakeClock;
  let client: PageClient;
  let answers: DrawnAnswer[];
  let orphaned: number;
  let back: Listeners;
  let look: Listeners;

  beforeEach(() => {
    ports = new FakePorts();
    clock = new FakeClock();
    answers = [];
    back = createListeners();
    look = createListeners();
    orphaned = 0;
    client = connectPage({
      opener: ports,
      clock,
      onTags: (answer) => answers.push(answer),
      onListed: (answer) => answers.push(answer),
      onSheet: (answer) => answers.push(answer),
      onLines: (answer) => answers.push(answer),
      onBack: back.add,
      onLook: look.add,
      onOrphaned: () => {
        orphaned += 1;
      },
    });
  });

  /** What the worker says on the newest port. */
  const say = (message: unknown) => ports.latest?.other?.post(message);
  const sayTags = (...tags: DrawnRow[]) =>
    say({ type: 'tags', repository: nginx, known: tags.length, tags });

  it('opens a port with the first question, and uses it for the next', () => {
    client.watch(nginx, ['1.27'], 1);
    client.watch(nginx, ['1.27', '1.28'], 2);
    expect(ports.opened).toHaveLength(1);
    expect(ports.latest?.sent).toEqual([
      { type: 'watch', repository: nginx, tags: ['1.27'], visible: 1 },
      { type: 'watch', repository: nginx, tags: ['1.27', '1.28'], visible: 2 },
    ]);
  });

  it('hands on valid answers and ignores all else', () => {
    client.watch(nginx, ['1.27'], 1);
    say({ type: 'tags', repository: nginx, known: 1, tags: [{ tag: '1.27' }] });
    say('nonsense');
    sayTags({ ...view('1.27', 'loading') });
    expect(answers).toEqual([
      { type: 'tags', repository: nginx, known: 1, tags: [view('1.27', 'loading')] },
    ]);
  });

  it('asks again on a new port while an answer is still to come', () => {
    client.watch(nginx, ['1.27', '1.28'], 2);
    sayTags(view('1.27', 'ready'), view('1.28', 'loading'));
    ports.stopWorker();
    clock.advance(249);
    expect(ports.opened).toHaveLength(1);
    clock.advance(1);
    expect(ports.opened).toHaveLength(2);
    expect(ports.latest?.sent).toEqual([
      RESUME,
      { type: 'watch', repository: nginx, tags: ['1.27', '1.28'], visible: 2 },
    ]);
  });

  it('lets a worker sleep that has answered everything, and wakes it for the next question', () => {
    client.watch(nginx, ['1.27'], 1);
    sayTags(view('1.27', 'partial'));
    ports.stopWorker();
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(1);
    client.retry();
    expect(ports.latest?.sent).toEqual([
      { type: 'watch', repository: nginx, tags: ['1.27'], visible: 1 },
      { type: 'retry' },
    ]);
  });

  it('waits longer each time, up to half a minute, and from the start after an answer', () => {
    client.watch(nginx, ['1.27'], 1);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      ports.stopWorker();
      const wait = clock.waits()[0] ?? 0;
      waits.push(wait);
      clock.advance(wait);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    sayTags(view('1.27', 'loading'));
    ports.stopWorker();
    expect(clock.waits()).toEqual([250]);
  });

  it('asks again, ever more rarely, where what failed passes by itself and the worker sleeps', () => {
    client.watch(nginx, ['1.27'], 1);
    const rests: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      // What a worker says before it has asked anybody.
      sayTags(view('1.27', 'loading'));
      sayTags({ ...view('1.27', 'partial'), failure: { kind: 'unavailable' } });
      ports.stopWorker();
      const rest = clock.waits()[0] ?? 0;
      rests.push(rest / 1_000);
      clock.advance(rest);
    }
    expect(rests).toEqual([30, 60, 120, 240, 300, 300]);
    expect(ports.latest?.sent).toEqual([
      RESUME,
      { type: 'watch', repository: nginx, tags: ['1.27'], visible: 1 },
    ]);
    sayTags(view('1.27', 'ready'));
    ports.stopWorker();
    expect(clock.waits()).toEqual([]);
    client.retry();
    sayTags({ ...view('1.27', 'failed'), failure: { kind: 'offline' } });
    ports.stopWorker();
    expect(clock.waits()).toEqual([30_000]);
    // Another page of tags: nobody waits for the ones before.
    client.watch(nginx, ['1.28'], 1);
    sayTags(view('1.28', 'ready'));
    ports.stopWorker();
    expect(clock.waits()).toEqual([]);
  });

  it('asks again when the first of what failed is over, where all of it says when that is', () => {
    const failed = (tag: string, kind: FailureKind, wait?: number) => {
      const until = wait === undefined ? {} : { until: clock.now() + wait };
      return { ...view(tag, 'partial'), failure: { kind, ...until } };
    };
    client.watch(nginx, ['1.27', '1.28'], 2);
    sayTags(failed('1.27', 'rate-limited', 3_600_000), failed('1.28', 'unavailable', 120_000));
    ports.stopWorker();
    expect(clock.waits()).toEqual([120_000]);
    clock.advance(120_000);
    sayTags(view('1.27', 'loading'), view('1.28', 'loading'));
    sayTags(failed('1.27', 'rate-limited', 3_480_000), view('1.28', 'ready'));
    ports.stopWorker();
    expect(clock.waits()).toEqual([3_480_000]);
    client.retry();
    sayTags(failed('1.27', 'rate-limited', 3_480_000), failed('1.28', 'unavailable'));
    ports.stopWorker();
    expect(clock.waits()).toEqual([30_000]);
    client.retry();
    sayTags(failed('1.27', 'unavailable', -1), failed('1.28', 'unavailable', 1_000));
    ports.stopWorker();
    expect(clock.waits()).toEqual([60_000]);
    client.retry();
    sayTags(view('1.28', 'ready'), failed('1.27', 'rate-limited', 400 * 24 * 3_600_000));
    ports.stopWorker();
    expect(clock.waits()).toEqual([24 * 3_600_000]);
  });

  it.each(['permission', 'not-found', 'denied', 'malformed'] as const)(
    'lets the worker sleep where what failed does not pass: %s',
    (kind) => {
      client.watch(nginx, ['1.27'], 1);
      sayTags({ ...view('1.27', 'failed'), failure: { kind } });
      ports.stopWorker();
      expect(clock.waits()).toEqual([]);
    },
  );

  it('keeps asking which tags an address names until that is answered', () => {
    client.list({ repository: nginx, page: 2 });
    ports.stopWorker();
    clock.advance(250);
    expect(ports.latest?.sent).toEqual([RESUME, { type: 'list', repository: nginx, page: 2 }]);
    say({ type: 'listed', repository: nginx, page: 2, tags: ['1.27'] });
    ports.stopWorker();
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(2);
  });

  it('tries again once the network is back, whether or not the worker lives, where it was missed', () => {
    client.watch(nginx, ['1.27', '1.28'], 2);
    sayTags(view('1.27', 'ready'), {
      ...view('1.28', 'failed'),
      failure: { kind: 'offline' },
    });
    back.callAll();
    expect(ports.latest?.sent.slice(1)).toEqual([{ type: 'retry' }]);
    ports.stopWorker();
    back.callAll();
    expect(ports.latest?.sent).toEqual([
      { type: 'watch', repository: nginx, tags: ['1.27', '1.28'], visible: 2 },
      { type: 'retry' },
    ]);
    sayTags(view('1.28', 'ready'));
    ports.stopWorker();
    back.callAll();
    expect(ports.opened).toHaveLength(2);
  });

  it('tries again for a list that failed: once back, and by and by where that passes', () => {
    client.list({ repository: nginx, page: 2 });
    const listed = { type: 'listed', repository: nginx, page: 2 };
    say({ ...listed, tags: [], failure: { kind: 'denied' } });
    ports.stopWorker();
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(1);
    back.callAll();
    expect(ports.latest?.sent).toEqual([
      { type: 'list', repository: nginx, page: 2 },
      { type: 'retry' },
    ]);
    say({ ...listed, tags: [], failure: { kind: 'unavailable' } });
    ports.stopWorker();
    clock.advance(30_000);
    expect(ports.latest?.sent).toEqual([RESUME, { type: 'list', repository: nginx, page: 2 }]);
    say({ ...listed, tags: ['1.27'] });
    ports.stopWorker();
    back.callAll();
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(3);
  });

  describe('with opened annotations', () => {
    const opened = { type: 'opened', repository: nginx, tags: ['1.27', '1.28'] };
    const accepts = { type: 'accepts', repository: nginx, tag: '1.27' };
    const saySheet = (tag: string, asking: boolean) =>
      say({ type: 'sheet', repository: nginx, tag, tree: ['x'], style: '', asking });

    beforeEach(() => client.opened(nginx, ['1.27', '1.28']));

    it('asks again while a sheet is to come, and lets the worker sleep after that', () => {
      saySheet('1.27', false);
      ports.stopWorker();
      clock.advance(250);
      expect(ports.latest?.sent).toEqual([RESUME, opened]);
      saySheet('1.27', false);
      saySheet('1.28', false);
      ports.stopWorker();
      clock.advance(3_600_000);
      expect(ports.opened).toHaveLength(2);
      expect(answers).toHaveLength(3);
    });

    it('asks a new worker anew for what the headers get, for as long as the tag is opened', () => {
      saySheet('1.27', false);
      saySheet('1.28', false);
      client.accepts(nginx, '1.27');
      saySheet('1.27', true);
      ports.stopWorker();
      clock.advance(250);
      expect(ports.latest?.sent).toEqual([RESUME, opened, accepts]);
      client.opened(nginx, ['1.28']);
      ports.stopWorker();
      client.opened(nginx, ['1.28', '1.27']);
      expect(ports.latest?.sent).toEqual([{ ...opened, tags: ['1.28', '1.27'] }]);
    });

    it('takes no sheet with what no sheet is made of', () => {
      const tree = [{ element: 'script', attributes: {}, children: ['alert(1)'] }];
      say({ type: 'sheet', repository: nginx, tag: '1.27', tree, style: '', asking: false });
      expect(answers).toEqual([]);
    });
  });

  describe('with declared lines', () => {
    const request = {
      type: 'lines',
      repository: nginx,
      lines: [['1.27', 'latest'], ['1.26']],
      visible: 1,
    };
    const sayLine = (tags: string[], more: object) => {
      const line = { tags, verdict: 'unknown', asking: false, tree: [], about: [], ...more };
      say({ type: 'lines', repository: nginx, lines: [line] });
    };

    beforeEach(() => client.lines(nginx, request.lines, 1));

    it('asks again until each line has its verdict', () => {
      sayLine(['1.27', 'latest'], { verdict: 'same' });
      sayLine(['1.26'], { asking: true });
      ports.stopWorker();
      clock.advance(250);
      expect(ports.latest?.sent).toEqual([RESUME, request]);
      sayLine(['1.26'], { verdict: 'same' });
      ports.stopWorker();
      clock.advance(3_600_000);
      expect(ports.opened).toHaveLength(2);
      expect(answers).toHaveLength(3);
    });

    it('tries again once back where a line missed the network', () => {
      sayLine(['1.26'], { failure: { kind: 'offline' } });
      back.callAll();
      expect(ports.latest?.sent).toEqual([request, { type: 'retry' }]);
    });

    it('asks for as many lines as one question may hold', () => {
      const line = (from: number) => Array.from({ length: 400 }, (_, n) => `t${from + n}`);
      client.lines(nginx, [line(0), line(400), line(800)], 3);
      expect(ports.latest?.sent.at(-1)).toMatchObject({ lines: [line(0), line(400)] });
    });
  });

  it('asks all again when the person comes back and the worker has been stopped, and else nothing', () => {
    look.callAll();
    expect(ports.opened).toHaveLength(0);
    client.watch(nginx, ['1.27'], 1);
    sayTags(view('1.27', 'ready'));
    look.callAll();
    expect(ports.latest?.sent).toHaveLength(1);
    ports.stopWorker();
    look.callAll();
    look.callAll();
    expect(ports.opened).toHaveLength(2);
    expect(ports.latest?.sent).toEqual(ports.opened[0]?.sent);
  });

  it('hears nothing more of network and person once it is closed', () => {
    client.list({ repository: nginx, page: 2 });
    client.close();
    expect([back.count(), look.count()]).toEqual([0, 0]);
  });

  it('says once that the extension is gone, and throws nothing', () => {
    client.watch(nginx, ['1.27'], 1);
    ports.isAlive = false;
    ports.stopWorker();
    client.watch(nginx, ['1.28'], 1);
    client.retry();
    clock.advance(3_600_000);
    expect(orphaned).toBe(1);
    expect(ports.opened).toHaveLength(1);
  });

  it('notices with its next question that the extension is gone', () => {
    ports.isAlive = false;
    client.watch(nginx, ['1.27'], 1);
    expect(orphaned).toBe(1);
  });

  it('stays closed', () => {
    client.watch(nginx, ['1.27'], 1);
    client.close();
    client.watch(nginx, ['1.28'], 1);
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(1);
    expect(ports.latest?.other).toBeUndefined();
  });
});
