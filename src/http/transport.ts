/**
 * One HTTPS request, told as a value: the answer with its whole body, or why there is none. Whatever the browser
 * throws ends here. `fetch` gives one and the same `TypeError` for a dead network, a refused connection, a redirect
 * and a host permission that was taken back, so the reason is asked for afterwards.
 */
import { type Failure, failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readBody } from './body.ts';
import { type Deadline, startDeadline, untilAborted } from './deadline.ts';

export interface TransportDeps {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  now(): number;
  /** `navigator.onLine`; taken as true where it is not given. */
  online?(): boolean;
  /** Whether the extension may still reach this host (`permissions.contains`); taken as true where it is not given. */
  permitted?(host: string): Promise<boolean>;
  /** Whether it is known that it may not: then nothing is sent. */
  barred?(host: string): boolean;
  /** Milliseconds for the headers, and again for each piece of the body; five times as many in all. */
  readonly timeoutMs?: number;
  /** Called as an answer begins, and with each piece of it: whoever would end an idle worker is to know. */
  onProgress?(): void;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a POST sends. */
  readonly body?: string;
  /** Most bytes that the body of the answer may have. */
  readonly maxBytes: number;
  /** May be sent again after a failure that passes: it changes nothing, and costs nothing. */
  readonly repeatable?: true;
  /** Whether what it carries is out of date by now (another account has come): then it is not sent again. */
  isObsolete?(): boolean;
  readonly signal?: AbortSignal;
  readonly priority?: 'high' | 'low';
  /** Called as it is handed to the browser: whatever is said of it from then on, it may have arrived. */
  onSent?(): void;
}

export interface HttpAnswer {
  readonly host: string;
  readonly status: number;
  readonly headers: Headers;
  /** The whole body. An answer that is no success may have lost it: its status says enough. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Sends one request. Fails with `offline`, `permission`, `malformed` (a body over `maxBytes`) or `unavailable`, whose
 * detail is `aborted` (the asker's own signal), `timeout`, `network`, or `timeout in body`, `network in body`.
 */
export type Send = (request: HttpRequest) => Promise<Result<HttpAnswer, Failure>>;

/** Two in a row must end before a browser stops a worker that hears and says nothing for 30 seconds. */
const TIMEOUT_MS = 12_000;
/** How much longer a body may take that keeps coming: a megabyte over a line of 20 kB a second. */
const TIMES_IN_ALL = 5;

export function createTransport(deps: TransportDeps): Send {
  return async (request) => {
    const { host } = request.url;
    if (deps.barred?.(host)) return err(failure('permission', { host }));
    const { timeoutMs = TIMEOUT_MS } = deps;
    const deadline = startDeadline(timeoutMs, TIMES_IN_ALL * timeoutMs, request.signal);
    try {
      const response = await answered(deps.fetch, request, deadline);
      if (response === undefined) return err(await reason(deps, request, deadline, ''));
      return await withBody(deps, request, response, deadline);
    } finally {
      deadline.release();
    }
  };
}

async function answered(
  // A parameter, because the browser's own `fetch` refuses to be called as a method of another object.
  fetch: typeof globalThis.fetch,
  request: HttpRequest,
  deadline: Deadline,
): Promise<Response | undefined> {
  if (deadline.signal.aborted) return undefined;
  request.onSent?.();
  try {
    return await untilAborted(fetch(request.url.href, initOf(request, deadline)), deadline.signal);
  } catch {
    // The exception may quote a header: `reason` finds out what happened without reading it.
    return undefined;
  }
}

function initOf(request: HttpRequest, deadline: Deadline): RequestInit {
  return {
    method: request.method,
    headers: { ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    signal: deadline.signal,
    redirect: 'error',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    ...(request.priority === undefined ? {} : { priority: request.priority }),
  };
}

async function withBody(
  deps: TransportDeps,
  request: HttpRequest,
  response: Response,
  deadline: Deadline,
): Promise<Result<HttpAnswer, Failure>> {
  const { status, headers } = response;
  const host = request.url.host;
  const answer = (body: Uint8Array<ArrayBuffer>) => ok({ host, status, headers, body });
  const onPiece = (): void => {
    deadline.restart();
    deps.onProgress?.();
  };
  onPiece();
  try {
    const body = await readBody(response, request.maxBytes, deadline.signal, onPiece);
    if (body !== 'too-large') return answer(body);
    deadline.stop();
    if (!response.ok) return answer(new Uint8Array(0));
    return err(failure('malformed', { host, status, detail: 'body too large' }));
  } catch {
    if (!response.ok && deadline.endedBy() !== 'asker') return answer(new Uint8Array(0));
    return err({ ...(await reason(deps, request, deadline, ' in body')), status });
  }
}

async function reason(
  deps: TransportDeps,
  request: HttpRequest,
  deadline: Deadline,
  where: '' | ' in body',
): Promise<Failure> {
  const host = request.url.host;
  if (deadline.endedBy() === 'asker') return failure('unavailable', { host, detail: 'aborted' });
  if (isOffline(deps)) return failure('offline', { host });
  if (deadline.endedBy() === 'time') {
    return failure('unavailable', { host, detail: `timeout${where}` });
  }
  if (!(await isPermitted(deps, host))) return failure('permission', { host });
  return failure('unavailable', { host, detail: `network${where}` });
}

/** What is in the way on this side of the network: a person can mend it, and no waiting will. */
export async function ownObstacle(
  deps: Pick<TransportDeps, 'online' | 'permitted'>,
  host: string,
): Promise<Failure | undefined> {
  if (isOffline(deps)) return failure('offline', { host });
  return (await isPermitted(deps, host)) ? undefined : failure('permission', { host });
}

function isOffline(deps: Pick<TransportDeps, 'online'>): boolean {
  return deps.online?.() === false;
}

async function isPermitted(deps: Pick<TransportDeps, 'permitted'>, host: string): Promise<boolean> {
  return (await deps.permitted?.(host).catch(() => true)) ?? true;
}
