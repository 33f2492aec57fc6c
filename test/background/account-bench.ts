/** An account with everything around it made of fakes. What it is kept in outlives the worker that it belongs to. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type Account, createAccount } from '../../src/background/account.ts';
import { accountKeeping } from '../../src/background/account-keeping.ts';
import {
  type AccountPlace,
  type AccountPlaces,
  accountPlaces,
} from '../../src/background/account-places.ts';
import { type Failure, failure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { Credentials } from '../../src/http/credentials.ts';
import { FakeSession } from '../platform/fake-session.ts';
import { type Life, mortal } from './mortal.ts';

export const NAME = 'alice';
export const SECRET = 'dckr_pat_s3cret-of-alice';

/** The moment at which a worker dies: at its n-th step outside, before that has any effect or after. */
export interface Death {
  readonly step: number;
  readonly isAfter: boolean;
}

export class AccountBench {
  readonly session = new FakeSession();
  readonly warnings: string[] = [];
  /** What the account asked for, in order: `test <name>`, `payer`, `listing`, `again`, `forget`. */
  readonly done: string[] = [];
  /** Names whose token the token service takes. */
  readonly taken = new Set([NAME, 'bob']);
  /** What it says to everybody instead. */
  fault: Failure | undefined;
  /** Whether this machine refuses to keep anything. */
  isMachineBroken = false;
  /** Whether what was learnt cannot be deleted. */
  isLearntStuck = false;
  /** Steps outside that the present worker has begun. */
  steps = 0;
  account: Account;
  readonly #places: AccountPlaces;
  #life: Life = { isOver: false };

  constructor() {
    globalThis.indexedDB = new IDBFactory();
    this.#places = accountPlaces(this.session);
    this.account = this.start();
  }

  /** A new worker, after the one before was stopped. */
  start(death?: Death): Account {
    this.#life.isOver = true;
    const life = { isOver: false };
    this.#life = life;
    this.steps = 0;
    const place = (name: keyof AccountPlaces) => this.#dying(life, death, this.#place(name));
    const outside = this.#dying(life, death, {
      test: (credentials: Credentials) => this.#test(credentials),
      forgetLearnt: async () => {
        this.done.push('forget');
        return !this.isLearntStuck;
      },
    });
    this.account = createAccount({
      keeping: accountKeeping(
        { session: place('session'), machine: place('machine'), underway: place('underway') },
        { warn: (event) => this.warnings.push(event) },
      ),
      ...outside,
      payerChanged: () => this.done.push('payer'),
      listingChanged: () => this.done.push('listing'),
      askAgain: () => this.done.push('again'),
    });
    return this.account;
  }

  signIn(username = NAME, { remember = false, useForListing = false, token = SECRET } = {}) {
    return this.account.signIn({ username, token, remember, useForListing });
  }

  /** Lets everything happen that nothing holds back. */
  async rest(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((done) => setImmediate(done));
  }

  /** Browsers forget it when they are closed. */
  closeBrowser(): void {
    this.session.kept.clear();
  }

  count(what: string): number {
    return this.done.filter((one) => one === what).length;
  }

  /** All that is kept anywhere, as text. */
  async kept(): Promise<{ session: string; machine: string }> {
    const machine = await accountPlaces(undefined).machine.read();
    return {
      session: JSON.stringify([...this.session.kept]),
      machine: JSON.stringify(machine ?? null),
    };
  }

  /** The secret of whoever is signed in, as the registry's client gets it. */
  async secret(): Promise<string | undefined> {
    return (await this.account.credentials())?.reveal().secret;
  }

  async #test(credentials: Credentials): Promise<Result<void, Failure>> {
    const { username } = credentials;
    this.done.push(`test ${username}`);
    if (this.fault) return err(this.fault);
    return this.taken.has(username) ? ok(undefined) : err(failure('denied', { status: 401 }));
  }

  #place(name: keyof AccountPlaces): AccountPlace {
    const place = this.#places[name];
    if (name !== 'machine') return place;
    const refuse = (): never => {
      throw new Error('no database here');
    };
    return {
      read: async () => (this.isMachineBroken ? refuse() : place.read()),
      write: async (record) => (this.isMachineBroken ? refuse() : place.write(record)),
    };
  }

  /** The same object, whose n-th call is the last thing that its worker does. */
  #dying<T extends object>(life: Life, death: Death | undefined, object: T): T {
    const counted = new Proxy(object, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          this.steps += 1;
          const isLast = this.steps === death?.step;
          if (isLast && !death?.isAfter) life.isOver = true;
          if (life.isOver) return new Promise(() => {});
          const answer: unknown = await Reflect.apply(member, target, given);
          if (isLast) life.isOver = true;
          return answer;
        };
      },
    });
    return mortal(life, counted);
  }
}
