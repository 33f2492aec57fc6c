/** What can go wrong, switched on and off while the stand-in runs. What each does stands in `fault-effects.ts`. */
import { randomFrom } from '../fixtures/random.ts';
import type { Answer, Question, RequestKind } from './exchange.ts';
import { type Damage, damaged, type FaultEffect } from './fault-effects.ts';

/** All that is told must fit. The site's own requests are of the kind `page`: another kind spares them. */
export interface FaultMatch {
  readonly host?: string;
  readonly kind?: RequestKind;
  readonly method?: string;
  /** The whole path, or a pattern of the path with its query. */
  readonly path?: string | RegExp;
  /** How many requests it meets; all of them unless told. */
  readonly times?: number;
  /** Meets each request with this chance (0 to 1) alone; drawn from `seed` (0 unless told), the same row for the same seed. */
  readonly chance?: number;
  readonly seed?: number;
}

interface FaultHandle {
  /** Requests that it has met. */
  readonly hits: number;
  /** Takes it away and lets go what hangs on it. */
  remove(): void;
}

export interface HeldRequest {
  readonly kind: RequestKind;
  readonly host: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** It is answered now, as if it had come this moment. */
  release(): void;
}

interface HoldHandle {
  /** Those that are held now, in the order in which they came. */
  readonly held: readonly HeldRequest[];
  /** Lets all go, and holds none any more. */
  remove(): void;
}

export interface Faults {
  add(match: FaultMatch, effect: FaultEffect): FaultHandle;
  /** Keeps requests at the door, each until it is released by itself. */
  hold(match: FaultMatch): HoldHandle;
  /** No connection to this host can be made, and those that are there end. */
  unreachable(host: string): Pick<FaultHandle, 'remove'>;
  /** What answers in this host's name does not speak TLS; connections that are there end. */
  brokenTls(host: string): Pick<FaultHandle, 'remove'>;
  clear(): void;
}

interface ActiveFault {
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  readonly released: Promise<void>;
  readonly draw: () => number;
  hits: number;
}

interface ActiveHold extends Pick<ActiveFault, 'match' | 'draw'> {
  readonly held: HeldRequest[];
  hits: number;
}

export interface FaultBench extends Faults {
  isUnreachable(host: string): boolean;
  isTlsBroken(host: string): boolean;
  /** Called with the host whose connections are to end. */
  onUnreachable(listener: (host: string) => void): void;
  apply(question: Question, kind: RequestKind, whole: () => Answer): Promise<Damage>;
}

export function createFaults(): FaultBench {
  const active = new Map<ActiveFault, () => void>();
  const holds = new Set<ActiveHold>();
  const unreachable = new Set<string>();
  const tlsBroken = new Set<string>();
  let cut: (host: string) => void = () => undefined;

  function remove(fault: ActiveFault) {
    active.get(fault)?.();
    active.delete(fault);
  }

  function letGo(hold: ActiveHold) {
    holds.delete(hold);
    for (const request of [...hold.held]) request.release();
  }

  function without(set: Set<string>, host: string) {
    set.add(host);
    cut(host);
    return { remove: () => void set.delete(host) };
  }

  return {
    add(match, effect) {
      const gate = Promise.withResolvers<void>();
      const draw = randomFrom(match.seed ?? 0);
      const fault: ActiveFault = { match, effect, released: gate.promise, draw, hits: 0 };
      active.set(fault, gate.resolve);
      return {
        get hits() {
          return fault.hits;
        },
        remove: () => remove(fault),
      };
    },

    hold(match) {
      const hold: ActiveHold = { match, draw: randomFrom(match.seed ?? 0), held: [], hits: 0 };
      holds.add(hold);
      return { held: hold.held, remove: () => letGo(hold) };
    },

    unreachable: (host) => without(unreachable, host),
    brokenTls: (host) => without(tlsBroken, host),

    clear() {
      for (const fault of [...active.keys()]) remove(fault);
      for (const hold of [...holds]) letGo(hold);
      unreachable.clear();
      tlsBroken.clear();
    },

    isUnreachable: (host) => unreachable.has(host),
    isTlsBroken: (host) => tlsBroken.has(host),
    onUnreachable: (listener) => {
      cut = listener;
    },

    async apply(question, kind, whole) {
      for (const hold of [...holds].filter((one) => meets(one, question, kind))) {
        await held(hold, question, kind);
      }
      const met = [...active.keys()].filter((fault) => meets(fault, question, kind));
      for (const { effect, released } of met) {
        if (effect.kind === 'delay') await new Promise((done) => setTimeout(done, effect.ms));
        if (effect.kind === 'hang') await released;
      }
      return met.reduce<Damage>((damage, { effect }) => damaged(damage, effect), {
        answer: whole(),
      });
    },
  };
}

/** Whether the fault fits this request, which counts as met then. */
function meets(fault: ActiveFault | ActiveHold, question: Question, kind: RequestKind): boolean {
  const { match, draw } = fault;
  if (fault.hits >= (match.times ?? Number.POSITIVE_INFINITY)) return false;
  if (!fits(match, question, kind)) return false;
  if (match.chance !== undefined && draw() >= match.chance) return false;
  fault.hits += 1;
  return true;
}

function fits(match: FaultMatch, question: Question, kind: RequestKind): boolean {
  const { host, method, path } = match;
  const { pathname, search } = question.url;
  if (host !== undefined && host !== question.host) return false;
  if (method !== undefined && method !== question.method) return false;
  if (match.kind !== undefined && match.kind !== kind) return false;
  if (path instanceof RegExp) return path.test(pathname + search);
  return path === undefined || path === pathname;
}

function held(hold: ActiveHold, question: Question, kind: RequestKind): Promise<void> {
  const { host, method, url } = question;
  return new Promise((done) => {
    const request: HeldRequest = {
      kind,
      host,
      method,
      path: url.pathname + url.search,
      release() {
        const at = hold.held.indexOf(request);
        if (at >= 0) hold.held.splice(at, 1);
        done();
      },
    };
    hold.held.push(request);
  });
}
