// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLifetime, LIFETIME } from '../../src/page/lifetime.ts';
import { createPatience } from '../../src/page/patience.ts';
import { createPageQuiet, createQuiet } from '../../src/page/quiet.ts';
import { createSlices } from '../../src/page/slices.ts';

let ending: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  ending = new AbortController();
});
afterEach(() => {
  ending.abort();
  vi.useRealTimers();
});

describe('slices', () => {
  /** Jobs of so many milliseconds each, and the tasks that they were done in. */
  function work(jobs: number, milliseconds: number) {
    let now = 0;
    const tasks: (() => void)[] = [];
    const done: string[] = [];
    const slices = createSlices<string>(
      ending.signal,
      () => now,
      (task) => tasks.push(task),
    );
    for (let at = 0; at < jobs; at += 1) {
      slices.add(`job ${at}`, () => {
        now += milliseconds;
        done.push(`job ${at}`);
      });
    }
    return { slices, tasks, done, time: () => now };
  }

  it('give the thread back long before 50 ms', () => {
    const { tasks, done, time } = work(100, 5);
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const before = time();
      task();
      expect(time() - before).toBeLessThan(20);
    }
    expect(done).toHaveLength(100);
  });

  it('do the last job of a key only', () => {
    const { slices, tasks, done } = work(2, 1);
    slices.add('job 0', () => done.push('job 0, again'));
    slices.drop('job 1');
    tasks.shift()?.();
    expect(done).toEqual(['job 0, again']);
  });

  it('do the first slice at once when told to, and nothing after the end', () => {
    const { slices, tasks, done } = work(10, 5);
    slices.run();
    expect(done).toEqual(['job 0', 'job 1', 'job 2']);
    ending.abort();
    tasks.shift()?.();
    expect(done).toHaveLength(3);
  });
});

describe('quiet', () => {
  it('comes once nothing has stirred for the whole time', () => {
    const quiet = vi.fn();
    const { stir } = createQuiet(1000, quiet, ending.signal);
    stir();
    vi.advanceTimersByTime(999);
    stir();
    vi.advanceTimersByTime(999);
    expect(quiet).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(quiet).toHaveBeenCalledOnce();
  });

  it('never comes after the end', () => {
    const quiet = vi.fn();
    createQuiet(1000, quiet, ending.signal).stir();
    ending.abort();
    vi.advanceTimersByTime(5000);
    expect(quiet).not.toHaveBeenCalled();
  });
});

describe('quiet of a page', () => {
  it('does not come while the browser still reads it, and no sooner than the whole time after that', () => {
    const quiet = vi.fn();
    const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
    createPageQuiet(document, 1000, quiet, ending.signal).stir();
    vi.advanceTimersByTime(5000);
    expect(quiet).not.toHaveBeenCalled();
    state.mockReturnValue('interactive');
    document.dispatchEvent(new Event('DOMContentLoaded'));
    vi.advanceTimersByTime(999);
    expect(quiet).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(quiet).toHaveBeenCalledOnce();
    state.mockRestore();
  });
});

describe('patience', () => {
  it('ends after twenty times in a second, and comes back', () => {
    const later = vi.fn();
    const patience = createPatience<object>(later, ending.signal);
    const row = {};
    const allowed = Array.from({ length: 30 }, () => patience.allows(row));
    expect(allowed.filter(Boolean)).toHaveLength(20);
    expect(patience.allows({})).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(later).toHaveBeenCalledExactlyOnceWith(row);
    expect(patience.allows(row)).toBe(true);
  });

  it('leaves nothing behind at the visit once its time is over', () => {
    const listening = new Set<unknown>();
    const { signal } = ending;
    vi.spyOn(signal, 'addEventListener').mockImplementation((_, call) => listening.add(call));
    vi.spyOn(signal, 'removeEventListener').mockImplementation((_, call) => {
      listening.delete(call);
    });
    const patience = createPatience<object>(() => undefined, signal, { limit: 1, window: 1000 });
    const row = {};
    for (let overrun = 0; overrun < 5; overrun += 1) {
      while (patience.allows(row));
      expect(listening.size).toBe(1);
      vi.advanceTimersByTime(1000);
      expect(listening.size).toBe(0);
    }
  });

  it('calls nobody after the end of the visit', () => {
    const later = vi.fn();
    const patience = createPatience<object>(later, ending.signal, { limit: 1, window: 1000 });
    const row = {};
    while (patience.allows(row));
    ending.abort();
    vi.advanceTimersByTime(5000);
    expect(later).not.toHaveBeenCalled();
  });
});

describe('a lifetime', () => {
  /** happy-dom has no animations: this one only keeps its time. */
  function fakeAnimation() {
    return { currentTime: 0, cancel: vi.fn() };
  }

  function boundElement() {
    const element = document.createElement('digest-lens');
    const animation = fakeAnimation();
    const animate = vi.fn(() => animation);
    Object.assign(element, { animate });
    document.body.append(element);
    return { element, animation, animate };
  }

  it('hides an element after a while, by an animation that waits until then', () => {
    const { element, animate } = boundElement();
    createLifetime(document, ending.signal).bind(element);
    expect(animate).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ visibility: ['hidden', 'hidden'], opacity: ['0', '0'] }),
      expect.objectContaining({ delay: LIFETIME, fill: 'forwards' }),
    );
  });

  it('begins anew for as long as the script lives', () => {
    const { element, animation } = boundElement();
    const lifetime = createLifetime(document, ending.signal);
    lifetime.bind(element);
    for (let second = 0; second < 10; second += 1) {
      animation.currentTime += 1000;
      vi.advanceTimersByTime(1000);
      expect(animation.currentTime).toBeLessThan(LIFETIME / 2);
    }
    ending.abort();
    animation.currentTime = LIFETIME + 1;
    vi.advanceTimersByTime(5000);
    expect(animation.currentTime).toBeGreaterThan(LIFETIME);
  });

  it('is let go with an element that went', () => {
    const { element, animation } = boundElement();
    createLifetime(document, ending.signal).bind(element);
    element.remove();
    vi.advanceTimersByTime(1000);
    expect(animation.cancel).toHaveBeenCalled();
  });
});
