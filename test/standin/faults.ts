/** What can go wrong, switched on and off while the stand-in runs. */
import { type Answer, answer, type Question, type RequestKind } from './exchange.ts';

/** All that is told must fit. The site's own requests are of the kind `page`: another kind spares them. */
interface FaultMatch {
  readonly host?: string;
  readonly kind?: RequestKind;
  readonly method?: string;
  /** The whole path, or a pattern of the path with its query. */
  readonly path?: string | RegExp;
  /** How many requests it meets; all of them unless told. */
  readonly times?: number;
}

type FaultEffect =
  /** Another answer altogether. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** HTML where JSON was asked for. */
  | { readonly kind: 'html' }
  /** The right answer, but later (milliseconds). */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Nothing until the fault is taken away; then the right answer. */
  | { readonly kind: 'hang' }
  /** The connection ends before any answer. */
  | { readonly kind: 'reset' }
  /** The connection ends after this many bytes of the body. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** A body filled up with spaces to this many bytes. */
  | { readonly kind: 'oversize'; readonly bytes: number }
  /** One header with another value, or without the header where there is none. */
  | { readonly kind: 'header'; readonly name: string; readonly value?: string }
  /** One byte of the body is another. */
  | { readonly kind: 'corrupt' };

interface FaultHandle {
  /** Requests that it has met. */
  readonly hits: number;
  /** Takes it away and lets go what hangs on it. */
  remove(): void;
}

export interface Faults {
  add(match: FaultMatch, effect: FaultEffect): FaultHandle;
  /** No connection to this host can be made, and those that are there end. */
  unreachable(host: string): Pick<FaultHandle, 'remove'>;
  clear(): void;
}

/** What is left of an answer once the faults have met it. */
export interface Damage {
  readonly answer: Answer;
  /** Bytes of the body after which the connection ends; undefined for a whole answer. */
  readonly endsAfter?: number;
}

interface ActiveFault {
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  readonly released: Promise<void>;
  hits: number;
}

export interface FaultBench extends Faults {
  isUnreachable(host: string): boolean;
  /** Called with the host whose connections are to end. */
  onUnreachable(listener: (host: string) => void): void;
  apply(question: Question, kind: RequestKind, whole: () => Answer): Promise<Damage>;
}

export function createFaults(): FaultBench {
  const active = new Map<ActiveFault, () => void>();
  const unreachable = new Set<string>();
  let cut: (host: string) => void = () => undefined;

  function remove(fault: ActiveFault) {
    active.get(fault)?.();
    active.delete(fault);
  }

  return {
    add(match, effect) {
      const gate = Promise.withResolvers<void>();
      const fault: ActiveFault = { match, effect, released: gate.promise, hits: 0 };
      active.set(fault, gate.resolve);
      return {
        get hits() {
          return fault.hits;
        },
        remove: () => remove(fault),
      };
    },

    unreachable(host) {
      unreachable.add(host);
      cut(host);
      return { remove: () => void unreachable.delete(host) };
    },

    clear() {
      for (const fault of [...active.keys()]) remove(fault);
      unreachable.clear();
    },

    isUnreachable: (host) => unreachable.has(host),
    onUnreachable: (listener) => {
      cut = listener;
    },

    async apply(question, kind, whole) {
      const met = [...active.keys()].filter((fault) => matches(fault, question, kind));
      for (const fault of met) fault.hits += 1;
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

function matches({ match, hits }: ActiveFault, question: Question, kind: RequestKind): boolean {
  const { host, method, path, times = Number.POSITIVE_INFINITY } = match;
  const { pathname, search } = question.url;
  if (hits >= times) return false;
  if (host !== undefined && host !== question.host) return false;
  if (method !== undefined && method !== question.method) return false;
  if (match.kind !== undefined && match.kind !== kind) return false;
  if (path instanceof RegExp) return path.test(pathname + search);
  return path === undefined || path === pathname;
}

function damaged({ answer: before, endsAfter }: Damage, effect: FaultEffect): Damage {
  const rest = endsAfter === undefined ? {} : { endsAfter };
  switch (effect.kind) {
    case 'answer': {
      const type = effect.headers?.['content-type'] ?? 'application/json';
      return {
        ...rest,
        answer: answer(effect.status, type, effect.body ?? '', effect.headers ?? {}),
      };
    }
    case 'html':
      return { ...rest, answer: answer(200, 'text/html', '<!doctype html><title>Sorry</title>') };
    case 'reset':
      return { answer: before, endsAfter: 0 };
    case 'truncate':
      return { answer: before, endsAfter: effect.bytes };
    case 'oversize':
      return {
        ...rest,
        answer: {
          ...before,
          body: padded(before.body, effect.bytes),
          headers: without(before.headers, 'content-length'),
        },
      };
    case 'header': {
      const headers = without(before.headers, effect.name);
      const { name, value } = effect;
      return {
        ...rest,
        answer: {
          ...before,
          headers: value === undefined ? headers : { ...headers, [name]: value },
        },
      };
    }
    case 'corrupt':
      return { ...rest, answer: { ...before, body: corrupted(before.body) } };
    default:
      return { ...rest, answer: before };
  }
}

function without(headers: Answer['headers'], name: string): Answer['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

function padded(body: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(Math.max(length, body.length)).fill(0x20);
  longer.set(body);
  return longer;
}

/** Another white space or letter in the middle: still text, another hash. */
function corrupted(body: Uint8Array): Uint8Array {
  const other = body.slice();
  const middle = other.length >> 1;
  const byte = other[middle];
  if (byte !== undefined) other[middle] = byte ^ 1;
  return other;
}
