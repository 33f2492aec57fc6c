/** The tasks of a page's main thread, read from a trace of Chromium (the "Trace Event Format", complete events). */
import * as v from 'valibot';

export interface Task {
  /** Milliseconds on the clock; what else the machine did meanwhile is part of it. */
  readonly ms: number;
  /** Milliseconds of the processor. */
  readonly cpuMs: number;
}

export interface Tasks {
  /** The longest of all. */
  readonly longest: Task;
  /** Most that scripts of the extension ran in one task; the page's own work in that task is left out. */
  readonly mostOfOurs: Task;
  /** All that scripts of the extension ran. */
  readonly ours: Task;
}

const SITE = 'https://hub.docker.com/';

const traceSchema = v.object({
  traceEvents: v.array(
    v.object({
      name: v.string(),
      ph: v.string(),
      pid: v.number(),
      tid: v.number(),
      /** Microseconds, as the two below. */
      ts: v.number(),
      dur: v.optional(v.number(), 0),
      tdur: v.optional(v.number(), 0),
      args: v.optional(
        v.object({
          data: v.optional(
            v.object({
              url: v.optional(v.string()),
              scriptId: v.optional(v.union([v.string(), v.number()])),
            }),
          ),
        }),
        {},
      ),
    }),
  ),
});

type Event = v.InferOutput<typeof traceSchema>['traceEvents'][number];
type Duration = Pick<Event, 'dur' | 'tdur'>;

/** @param trace JSON */
export function tasksOf(trace: string): Tasks {
  const { traceEvents } = v.parse(traceSchema, JSON.parse(trace));
  const ofSite = traceEvents.find(
    (event) => event.name === 'v8.compileModule' && urlOf(event).startsWith(SITE),
  );
  if (ofSite === undefined) throw new Error('The trace names no script of the site.');
  const inThread = ({ pid, tid }: Event) => pid === ofSite.pid && tid === ofSite.tid;
  const events = traceEvents.filter((event) => event.ph === 'X' && inThread(event));
  const tasks = events.filter(({ name }) => name === 'RunTask');
  const ours = outermost(events.filter(isOurs));
  return {
    longest: longest(tasks),
    mostOfOurs: longest(tasks.map((task) => sum(ours.filter((event) => isWithin(event, task))))),
    ours: taskOf(sum(ours)),
  };
}

/** Chromium's own bindings, which hand our messages over, are a script without a number; nothing else here uses them. */
function isOurs(event: Event): boolean {
  const isScript = event.name === 'FunctionCall' || event.name === 'EvaluateScript';
  const isBinding = event.args.data?.scriptId === '0' && urlOf(event) === '';
  return isScript && (isBinding || urlOf(event).startsWith('chrome-extension://'));
}

/** Calls within calls count once. */
function outermost(events: readonly Event[]): Event[] {
  return events.filter(
    (event) => !events.some((other) => other !== event && isWithin(event, other)),
  );
}

function isWithin(inner: Event, outer: Event): boolean {
  return inner.ts >= outer.ts && inner.ts + inner.dur <= outer.ts + outer.dur;
}

function sum(events: readonly Duration[]): Duration {
  return events.reduce((all, { dur, tdur }) => ({ dur: all.dur + dur, tdur: all.tdur + tdur }), {
    dur: 0,
    tdur: 0,
  });
}

function longest(tasks: readonly Duration[]): Task {
  return taskOf(tasks.toSorted((a, b) => b.dur - a.dur)[0] ?? { dur: 0, tdur: 0 });
}

function taskOf({ dur, tdur }: Duration): Task {
  return { ms: dur / 1000, cpuMs: tdur / 1000 };
}

function urlOf({ args }: Event): string {
  return args.data?.url ?? '';
}
