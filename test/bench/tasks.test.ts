import { describe, expect, it } from 'vitest';
import { tasksOf } from './tasks.ts';

const OURS = 'chrome-extension://abc/content-scripts/hub.js';
const SITE = 'https://hub.docker.com/site/app.js';

/** GENERATED: one event of a trace; times in milliseconds, half of them on the processor. */
function event(name: string, from: number, ms: number, data: object = {}, tid = 1) {
  const [ts, dur, tdur] = [from * 1000, ms * 1000, ms * 500];
  return { name, ph: 'X', pid: 7, tid, ts, dur, tdur, args: { data } };
}

function trace(...events: readonly object[]): string {
  const start = event('v8.compileModule', 0, 1, { url: SITE });
  return JSON.stringify({ traceEvents: [start, ...events] });
}

describe('tasks of a trace', () => {
  it('tells the longest task from what ours ran in one', () => {
    const tasks = tasksOf(
      trace(
        event('RunTask', 10, 60),
        event('FunctionCall', 12, 8, { url: OURS }),
        event('FunctionCall', 30, 4, { url: OURS }),
        event('FunctionCall', 40, 20, { url: SITE }),
        event('RunTask', 100, 11),
        event('EvaluateScript', 100, 10, { url: OURS }),
      ),
    );
    expect(tasks.longest).toEqual({ ms: 60, cpuMs: 30 });
    expect(tasks.mostOfOurs).toEqual({ ms: 12, cpuMs: 6 });
    expect(tasks.ours).toEqual({ ms: 22, cpuMs: 11 });
  });

  it('counts a call within a call once, and the bindings that make it as ours', () => {
    const tasks = tasksOf(
      trace(
        event('RunTask', 10, 20),
        event('FunctionCall', 11, 10, { url: '', scriptId: '0' }),
        event('FunctionCall', 12, 5, { url: OURS }),
      ),
    );
    expect(tasks.ours.ms).toBe(10);
  });

  it('leaves other threads, and scripts of nobody known, out', () => {
    const tasks = tasksOf(
      trace(
        event('RunTask', 10, 5),
        event('FunctionCall', 11, 2, { url: '', scriptId: '41' }),
        event('RunTask', 10, 90, {}, 2),
        event('FunctionCall', 11, 80, { url: OURS }, 2),
      ),
    );
    expect(tasks.longest.ms).toBe(5);
    expect(tasks.ours.ms).toBe(0);
  });

  it('refuses a trace without the site', () => {
    expect(() => tasksOf('{"traceEvents":[]}')).toThrow('no script of the site');
  });
});
