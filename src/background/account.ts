/**
 * The person's account at Docker Hub: none, signed in (for this session, or remembered on this machine), or refused. Name
 * and token are tested once, when they are typed in, and never again by themselves: a wrong token that is tried again and
 * again locks the name for minutes (seen at auth.docker.io, 2026-10). Once the token service refuses them they are wiped.
 */
import { type Failure, failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { Credentials, type CredentialsSource } from '../http/credentials.ts';
import type { CheckedPopupRequest } from '../messaging/schemas-popup.ts';
import type { AccountView } from '../messaging/view.ts';
import { TOKEN_HOST } from '../registry/endpoints.ts';
import type { AccountKeeping, Found } from './account-keeping.ts';
import {
  accountView,
  NONE,
  nameOf,
  type Refused,
  type SignedIn,
  type Standing,
} from './account-standing.ts';
import { createListeners } from './listeners.ts';

type Question<Type> = Omit<Extract<CheckedPopupRequest, { type: Type }>, 'type'>;

export interface Account {
  /** Resolves once it is known whether there is one. */
  readonly loaded: Promise<void>;
  /** Resolves once what was learnt with one that is gone is forgotten, or it turned out that it cannot be. */
  readonly inOrder: Promise<void>;
  /** How it stands. Holds no token. */
  view(): AccountView;
  /** Calls after each change of what `view` tells; the returned function ends it. */
  onChange(call: () => void): () => void;
  /** None of these rejects; the view tells what came of it. A sign-in while another is being tested is ignored. */
  signIn(question: Question<'sign-in'>): Promise<void>;
  choose(choices: Question<'account-choices'>): Promise<void>;
  signOut(): Promise<void>;
  /** For the registry. */
  readonly credentials: CredentialsSource;
  /** For hub.docker.com: only while the person wants that, and it is taken there. */
  readonly listingCredentials: CredentialsSource;
  /** Whether those are given, as far as is known. */
  isListing(): boolean;
  /** The token service does not take these any more. */
  refused(credentials: Credentials): void;
  /** Tags are listed without these. `denied`: they are not sent to hub.docker.com again until the person says so. */
  listingRefused(credentials: Credentials, reason: Failure): void;
}

export interface AccountDeps {
  readonly keeping: AccountKeeping;
  /** One token request with these. `denied` where they are refused. Never rejects, and tries nothing twice. */
  test(credentials: Credentials): Promise<Result<void, Failure>>;
  /** Somebody else asks and pays from now on. */
  payerChanged(): void;
  /** Tags are listed with the account from now on, or without. */
  listingChanged(): void;
  /** What failed may go well now. */
  askAgain(): void;
  /**
   * Forgets tags, listings and manifests: what a private repository holds must not outlast its reader. Never rejects.
   * @returns whether nothing of it is kept any more. Where something is, none of it is shown until this has come off
   */
  forgetLearnt(): Promise<boolean>;
}

export function createAccount({ keeping, ...deps }: AccountDeps): Account {
  const listeners = createListeners();
  let standing: Standing = NONE;
  let isBusy = false;
  let problem: Failure | undefined;
  /** Whether something may be kept that was learnt with an account that is gone. */
  let hasLeftovers = false;
  const refusedOnes = new WeakSet<Credentials>();
  const reading = keeping.read();
  const loaded = reading.then(take);
  /** What was asked is done one after another, and nothing before the last worker's things are in order. */
  const tidied = loaded.then(tidy);
  const inOrder = reading.then((found) => (found.hasLeftovers ? tidied : undefined));
  let last = tidied;

  function inTurn(act: () => Promise<void>): Promise<void> {
    last = last.then(act);
    return last;
  }

  function become(next: Standing): void {
    standing = next;
    listeners.callAll();
  }

  function take({ standing: kept, isCutOff }: Found): void {
    // Nobody knows whether the token was wrong: it is not tried again, and the person is told.
    if (isCutOff) problem = failure('unavailable', { host: TOKEN_HOST, detail: 'cut off' });
    become(kept);
  }

  async function tidy(): Promise<void> {
    const found = await reading;
    await keeping.tidy(found);
    if (!found.hasLeftovers) return;
    await forgetLearnt();
    listeners.callAll();
  }

  /** The mark stays until it came off: whoever comes next, this worker's successor too, tries again first. */
  async function forgetLearnt(): Promise<void> {
    hasLeftovers = !(await deps.forgetLearnt());
    if (hasLeftovers) problem = failure('unavailable', { detail: 'not wiped' });
    else await keeping.forgotten();
  }

  /** Whoever is signed in with these. */
  function signedIn(credentials: Credentials): SignedIn | undefined {
    if (standing.state !== 'signed-in') return undefined;
    return standing.credentials === credentials ? standing : undefined;
  }

  /** Who tags are listed with. */
  function lister(): SignedIn | undefined {
    if (standing.state !== 'signed-in' || !standing.useForListing) return undefined;
    return standing.listingFailure?.kind === 'denied' ? undefined : standing;
  }

  async function leave(): Promise<void> {
    if (!(await keeping.wipe())) {
      problem = failure('unavailable', { detail: 'not wiped' });
      return;
    }
    become(NONE);
    deps.payerChanged();
    await forgetLearnt();
  }

  /** What one person has learnt is not for the next. Says whether nothing of another account is left. */
  async function makeRoomFor(username: string): Promise<boolean> {
    const name = nameOf(standing);
    if (name !== undefined && name !== username) await leave();
    else if (hasLeftovers) await forgetLearnt();
    return problem === undefined;
  }

  async function settle(account: SignedIn): Promise<void> {
    const { account: kept, isAsWished } = await keeping.keep(account);
    if (!isAsWished) problem = failure('unavailable', { detail: 'not kept as wished' });
    const { credentials, remember } = kept;
    if (!refusedOnes.has(credentials)) become(withLate(kept));
    else await settleRefused({ state: 'refused', username: credentials.username, remember });
  }

  /** Listing with it may have failed while it was being kept. */
  function withLate(kept: SignedIn): SignedIn {
    const now = signedIn(kept.credentials);
    if (now?.useForListing !== kept.useForListing || !now.listingFailure) return kept;
    return { ...kept, listingFailure: now.listingFailure };
  }

  async function settleRefused(account: Refused): Promise<void> {
    become(account);
    await keeping.keepRefused(account);
  }

  async function test({ username, token, ...choices }: Question<'sign-in'>): Promise<void> {
    const credentials = new Credentials(username, token);
    const answer = await deps.test(credentials);
    if (answer.ok) {
      if (!(await makeRoomFor(username))) return;
      await settle({ state: 'signed-in', credentials, ...choices });
      deps.payerChanged();
      deps.askAgain();
    } else if (answer.error.kind === 'denied' && standing.state !== 'signed-in') {
      if (!(await makeRoomFor(username))) return;
      const remember = standing.state === 'refused' && standing.remember;
      await settleRefused({ state: 'refused', username, remember });
    } else problem = answer.error;
  }

  return {
    loaded,
    inOrder,
    view: () => accountView(standing, isBusy, problem),
    onChange: listeners.add,
    async signIn(question) {
      if (isBusy) return;
      isBusy = true;
      problem = undefined;
      listeners.callAll();
      await inTurn(async () => {
        await keeping.testing(true);
        await test(question);
        await keeping.testing(false);
        isBusy = false;
        listeners.callAll();
      });
    },
    choose: (choices) =>
      inTurn(async () => {
        if (standing.state !== 'signed-in') return;
        problem = undefined;
        const { listingFailure: _, ...account } = standing;
        // Only who switches it off and on again says that it is to be tried once more.
        const isSwitched = choices.useForListing !== standing.useForListing;
        await settle({ ...(isSwitched ? account : standing), ...choices });
        if (!isSwitched) return;
        deps.listingChanged();
        deps.askAgain();
      }),
    signOut: () =>
      inTurn(async () => {
        problem = undefined;
        await leave();
        listeners.callAll();
      }),
    async credentials() {
      await loaded;
      return standing.state === 'signed-in' ? standing.credentials : undefined;
    },
    async listingCredentials() {
      await loaded;
      return lister()?.credentials;
    },
    isListing: () => lister() !== undefined,
    refused(credentials) {
      refusedOnes.add(credentials);
      if (standing.state !== 'signed-in' || standing.credentials !== credentials) return;
      const { remember } = standing;
      const next: Refused = { state: 'refused', username: credentials.username, remember };
      become(next);
      deps.payerChanged();
      deps.askAgain();
      void inTurn(async () => {
        if (standing === next) await keeping.keepRefused(next);
      });
    },
    listingRefused(credentials, reason) {
      const refused = lister();
      if (refused?.credentials !== credentials) return;
      become({ ...refused, listingFailure: reason });
      if (reason.kind !== 'denied') return;
      void inTurn(async () => {
        const now = signedIn(credentials);
        if (now?.listingFailure === reason) await settle(now);
      });
    },
  };
}
