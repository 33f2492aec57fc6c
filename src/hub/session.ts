/**
 * The account at hub.docker.com, for a person who has switched on listing with it: user name and access token are
 * exchanged for a short-lived one (Docker Hub API, "Create access token", POST /v2/auth/token), which is kept in memory.
 * Whatever goes wrong with it, public repositories can be listed without.
 */
import { type Failure, failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Credentials, CredentialsSource } from '../http/credentials.ts';
import { statusFailure } from '../http/status.ts';
import type { Send } from '../http/transport.ts';
import { HUB_HOST, loginUrl } from './endpoints.ts';
import { parseLoginAnswer } from './login-answer.ts';

/** Milliseconds for which a session is used: it "expires in 10 minutes" (Docker Hub API, "AuthCreateTokenResponse"). */
const LIFETIME_MS = 9 * 60_000;
/** Milliseconds without an account where a sign-in failed for another reason than the account. */
const SET_ASIDE_MS = 60_000;
const MAX_BYTES = 64 * 1024;

/** Its text leaves only as the header of a request: printing, logging or serialising it shows nothing. */
export class HubSession {
  readonly #text: string;
  readonly #askedAt: number;
  readonly #afterRefusal: boolean;
  #accepted = false;

  /** @param afterRefusal whether it replaces one that was refused */
  constructor(text: string, askedAt: number, afterRefusal: boolean) {
    this.#text = text;
    this.#askedAt = askedAt;
    this.#afterRefusal = afterRefusal;
  }

  /** The value of the `Authorization` header, for hub.docker.com alone. */
  authorization(): string {
    return `Bearer ${this.#text}`;
  }

  isUsable(now: number): boolean {
    return now >= this.#askedAt && now < this.#askedAt + LIFETIME_MS;
  }

  /** Whether it has ever opened anything. */
  get isAccepted(): boolean {
    return this.#accepted;
  }

  accept(): void {
    this.#accepted = true;
  }

  /** Whether asking for yet another one is pointless: it came after a refusal and never opened anything. */
  get isLastWord(): boolean {
    return this.#afterRefusal && !this.#accepted;
  }
}

export interface HubSessions {
  /** Another object with each account, and each time that what is kept is to be ignored. */
  era(): object;
  /** Undefined: ask without. Fails where hub.docker.com could not be reached. */
  current(): Promise<Result<HubSession | undefined, Failure>>;
  /** After a 401: another one, once; undefined where that has been tried. */
  renew(refused: HubSession, why: Failure): Promise<Result<HubSession | undefined, Failure>>;
  /** Ignores what is kept and what is under way. */
  forget(): void;
}

export interface HubSessionsDeps {
  readonly send: Send;
  /** Milliseconds since 1970. */
  now(): number;
  /** Gives the same object for as long as the same account is to be used; nothing while listing with it is switched off. */
  readonly credentials?: CredentialsSource;
  /** Why listing goes on without this account. */
  onRefused?(credentials: Credentials, failure: Failure): void;
}

/** A time in which one account is used, or none. */
interface Era {
  readonly credentials: Credentials | undefined;
  /** They are not sent again in this era. */
  isRefused?: true;
  session?: HubSession;
  readonly issued: WeakSet<HubSession>;
  pending?: Promise<Result<HubSession | undefined, Failure>>;
  /** When a sign-in failed that says nothing of the account, and until when none is tried again. */
  aside?: { readonly from: number; readonly until: number };
}

/** How often one question asks for a session: another account may be used by the time that it has come. */
const MOST_TIMES = 3;

export function createHubSessions(deps: HubSessionsDeps): HubSessions {
  let era = newEra(undefined);

  async function present(): Promise<Era> {
    const credentials = await deps.credentials?.();
    if (credentials !== era.credentials) era = newEra(credentials);
    return era;
  }

  /** A moment in the future was written down before the clock was set back: it does not count. */
  function isAside({ aside }: Era): boolean {
    const now = deps.now();
    return aside !== undefined && now >= aside.from && now < aside.until;
  }

  /** What comes of an era that is over says nothing of this one. */
  function tell(within: Era, credentials: Credentials, why: Failure): void {
    if (within === era) deps.onRefused?.(credentials, why);
  }

  function refuse(within: Era, credentials: Credentials, why: Failure): void {
    within.isRefused = true;
    tell(within, credentials, why);
  }

  async function signIn(within: Era, credentials: Credentials, afterRefusal: boolean) {
    const askedAt = deps.now();
    const answer = await requestSession(deps, credentials);
    delete within.pending;
    if (answer.ok) {
      within.session = new HubSession(answer.value, askedAt, afterRefusal);
      within.issued.add(within.session);
      return ok(within.session);
    }
    const why = answer.error;
    if (why.kind === 'denied') refuse(within, credentials, why);
    // Without an answer the tags would not be listed either.
    else if (why.status === undefined) return answer;
    else {
      const from = deps.now();
      const until = why.until ?? from + SET_ASIDE_MS;
      within.aside = { from, until };
      tell(within, credentials, { ...why, until });
    }
    return ok(undefined);
  }

  async function current(
    afterRefusal: boolean,
    time = 1,
  ): Promise<Result<HubSession | undefined, Failure>> {
    const within = await present();
    const { credentials, isRefused, session } = within;
    if (!credentials || isRefused || isAside(within)) return ok(undefined);
    if (session?.isUsable(deps.now()) === true) return ok(session);
    within.pending ??= signIn(within, credentials, afterRefusal);
    const found = await within.pending;
    if (within === (await present())) return found;
    return time < MOST_TIMES ? current(false, time + 1) : ok(undefined);
  }

  return {
    era: () => era,
    current: () => current(false),
    async renew(session, why) {
      const within = await present();
      if (!within.issued.has(session)) return current(false);
      if (within.session !== session) return current(true);
      delete within.session;
      if (session.isLastWord && within.credentials) refuse(within, within.credentials, why);
      return current(true);
    },
    forget() {
      era = newEra(era.credentials);
    },
  };
}

function newEra(credentials: Credentials | undefined): Era {
  return { credentials, issued: new WeakSet() };
}

/** The token's text. A failure without a status: there was no answer. */
async function requestSession(
  { send, now }: Pick<HubSessionsDeps, 'send' | 'now'>,
  credentials: Credentials,
): Promise<Result<string, Failure>> {
  const { username, secret } = credentials.reveal();
  const sent = await send({
    method: 'POST',
    url: loginUrl(),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: username, secret }),
    maxBytes: MAX_BYTES,
  });
  if (!sent.ok) return sent;
  const { status, body } = sent.value;
  if (status !== 200) {
    const found = statusFailure(sent.value, now());
    return err(found.kind === 'not-found' ? { ...found, kind: 'unavailable' } : found);
  }
  const text = parseLoginAnswer(body);
  if (text !== undefined) return ok(text);
  return err(failure('malformed', { host: HUB_HOST, status, detail: 'no token in answer' }));
}
