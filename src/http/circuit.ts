/**
 * A host that gives no answer time and again is left alone for a while: asking on would hold everybody up until the
 * deadline, and press on a service that is down. So after a few failures in a row its circuit opens and questions fail
 * at once, with the time until when. Then one question is let through; the others wait for what it finds. Does it fail
 * as well, the next rest is twice as long; any answer, a refusal included, closes the circuit.
 * Where there is a memory for it, a rest outlives the worker.
 */
import { type Failure, failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import { type CircuitMemory, keptRest, type Rest, recalledRest } from './circuit-memory.ts';
import { untilAborted } from './deadline.ts';
import { bounded } from './retry-after.ts';
import { statusFailure } from './status.ts';
import type { HttpAnswer, HttpRequest, Send } from './transport.ts';

/** Failures to answer, in a row, that open a circuit. */
const MOST_FAILURES = 5;
/** Milliseconds of the first rest, and of the longest. */
const FIRST_REST_MS = 20_000;
const LONGEST_REST_MS = 5 * 60_000;
/** The part of a rest by which it may be longer, so that not all browsers are back in the same second. */
const JITTER = 0.1;

/** The `detail` of a failure that a circuit gave in place of asking: nothing was sent. */
export const CIRCUIT_OPEN = 'circuit open';

/** One for all clients: what one of them finds out about a host, the others need not. */
export interface Circuits {
  /** The same `Send`, which leaves hosts alone whose circuit is open: `unavailable`, with `until`. */
  around(send: Send): Send;
  /** A person, or the network, says that a host may answer again: all are asked as if nothing had happened. */
  closeAll(): void;
  /** A person has come to see something else: each host is tried now, by one question, and rests no longer for it. */
  tryAll(): void;
}

export interface CircuitsDeps {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 to below 1; without it rests have no jitter. */
  random?(): number;
  /** Without it a circuit is closed in the next life of the worker. */
  readonly memory?: CircuitMemory | undefined;
}

/** What a host has done lately. */
interface Circuit {
  /** Failures to answer since the last answer. */
  failures: number;
  /** While it is open, and until the probe has told. */
  rest?: Rest;
  probe?: Probe;
}

/** The one question that is let through after a rest; the others wait until it is over. */
interface Probe {
  readonly over: Promise<void>;
  end(): void;
}

export function createCircuits({ now, random = () => 0, memory }: CircuitsDeps): Circuits {
  const circuits = new Map<string, Circuit>();
  /** Read while everything else is: the first question seldom finds it under way. */
  let recalling = memory && recall(memory);

  async function recall({ read }: CircuitMemory): Promise<void> {
    for (const kept of await read()) {
      const rest = recalledRest(kept, now(), LONGEST_REST_MS);
      if (rest) circuits.set(kept.host, { failures: MOST_FAILURES, rest });
    }
    recalling = undefined;
  }

  /** In the order in which all this was called for. */
  function onceRecalled(act: () => void): void {
    if (recalling) void recalling.then(act);
    else act();
  }

  function keep(): void {
    memory?.write(
      [...circuits].flatMap(([host, { rest }]) => (rest ? [keptRest(host, rest)] : [])),
    );
  }

  function circuitOf(host: string): Circuit {
    const found = circuits.get(host) ?? { failures: 0 };
    circuits.set(host, found);
    return found;
  }

  function open(circuit: Circuit, last: Failure): void {
    const from = now();
    const length = Math.min((circuit.rest?.length ?? FIRST_REST_MS / 2) * 2, LONGEST_REST_MS);
    const jittered = length * (1 + JITTER * random());
    const named = last.until === undefined ? 0 : bounded(last.until - from);
    const until = from + Math.max(jittered, named);
    circuit.rest = { from, until, length, last };
    keep();
  }

  /** Takes what one question found; gives the failure, with the time until when its host is left alone. */
  function learn(
    circuit: Circuit,
    isProbe: boolean,
    found: Result<HttpAnswer, Failure>,
  ): Result<HttpAnswer, Failure> {
    const silence = silenceOf(found, now());
    if (silence === 'unknown') return found;
    if (silence === undefined) {
      circuit.failures = 0;
      if (circuit.rest) {
        delete circuit.rest;
        keep();
      }
      return found;
    }
    circuit.failures += 1;
    // What was on its way while the circuit opened says nothing new.
    if (isProbe || (!circuit.rest && circuit.failures >= MOST_FAILURES)) open(circuit, silence);
    return circuit.rest ? err({ ...silence, until: circuit.rest.until }) : found;
  }

  /** A rest whose beginning lies in the future was begun before the clock was set back: it is over. */
  function isResting({ from, until }: Rest): boolean {
    const at = now();
    return at >= from && at < until;
  }

  async function ask(send: Send, request: HttpRequest): Promise<Result<HttpAnswer, Failure>> {
    const { host } = request.url;
    if (recalling) await recalling;
    for (;;) {
      const circuit = circuitOf(host);
      const { rest, probe } = circuit;
      if (!rest) return learn(circuit, false, await send(request));
      if (isResting(rest)) return err(refusal(host, rest));
      if (!probe) return probed(circuit, send, request);
      try {
        await untilAborted(probe.over, request.signal);
      } catch {
        return err(failure('unavailable', { host, detail: 'aborted' }));
      }
    }
  }

  async function probed(
    circuit: Circuit,
    send: Send,
    request: HttpRequest,
  ): Promise<Result<HttpAnswer, Failure>> {
    let end = (): void => undefined;
    const over = new Promise<void>((done) => {
      end = done;
    });
    circuit.probe = { over, end };
    try {
      return learn(circuit, true, await send(request));
    } finally {
      delete circuit.probe;
      end();
    }
  }

  function tryAll(): void {
    for (const circuit of circuits.values()) {
      const { rest } = circuit;
      // The length is doubled where the question fails: by half of it that comes to what it was.
      if (rest && isResting(rest))
        circuit.rest = { ...rest, until: now(), length: rest.length / 2 };
    }
  }

  function closeAll(): void {
    const before = [...circuits.values()];
    circuits.clear();
    if (before.some(({ rest }) => rest)) keep();
    for (const { probe } of before) probe?.end();
  }

  return {
    around: (send) => (request) => ask(send, request),
    tryAll: () => onceRecalled(tryAll),
    closeAll: () => onceRecalled(closeAll),
  };
}

/**
 * The failure to answer that counts; undefined for an answer, whatever it says; `unknown` where nothing is learnt of
 * the host: the asker has left, there is no network at all, or no permission.
 */
function silenceOf(
  found: Result<HttpAnswer, Failure>,
  now: number,
): Failure | 'unknown' | undefined {
  if (found.ok) {
    return found.value.status >= 500 ? statusFailure(found.value, now) : undefined;
  }
  const { kind, detail } = found.error;
  if (kind === 'offline' || kind === 'permission' || detail === 'aborted') return 'unknown';
  return kind === 'unavailable' ? found.error : undefined;
}

function refusal(host: string, { until, last }: Rest): Failure {
  const status = last.status === undefined ? {} : { status: last.status };
  return failure('unavailable', { host, ...status, until, detail: CIRCUIT_OPEN });
}
