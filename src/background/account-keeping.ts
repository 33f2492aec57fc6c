/**
 * Keeps the account, and takes it away. Each step can be the worker's last: so what is true is written before what was true
 * is deleted, and a sign-out is marked before it begins, so that the next worker finishes it.
 */
import { errorName, type Log } from '../platform/log.ts';
import type { AccountPlace, AccountPlaces } from './account-places.ts';
import type { AccountRecord } from './account-record.ts';
import {
  NONE,
  type Refused,
  recordOf,
  type SignedIn,
  type Standing,
  standingOf,
} from './account-standing.ts';

/** What was found when the worker started. */
export interface Found {
  readonly standing: Standing;
  /** A sign-in was being tested when the worker before was stopped. */
  readonly isCutOff: boolean;
  /** Something was learnt with an account that is gone. */
  readonly hasLeftovers: boolean;
}

/** What came of keeping an account. */
export interface Kept {
  /** As it is kept: `remember` says whether a token of it is on this machine, wished or not. */
  readonly account: SignedIn;
  /** Whether it is kept where it was to be kept, and nowhere else. */
  readonly isAsWished: boolean;
}

/** Nothing here rejects. */
export interface AccountKeeping {
  read(): Promise<Found>;
  /** Puts in order what the last worker could not. */
  tidy(found: Found): Promise<void>;
  /** Keeps it where it is to be kept, or for the session only where this machine cannot. */
  keep(account: SignedIn): Promise<Kept>;
  /** Keeps the name in place of the token. */
  keepRefused(account: Refused): Promise<void>;
  /**
   * Deletes name and token. What was learnt with them is to be forgotten next, and `forgotten` to be called then.
   * @returns whether they are gone
   */
  wipe(): Promise<boolean>;
  forgotten(): Promise<void>;
  /** Notes that a sign-in is being tested, and that it was. */
  testing(isSo: boolean): Promise<void>;
}

const LEARNT: AccountRecord = { version: 1, state: 'learnt' };
/** Records that say whose account it is. */
const NAMING: readonly (AccountRecord['state'] | undefined)[] = ['signed-in', 'refused'];

export function accountKeeping(places: AccountPlaces, log: Log): AccountKeeping {
  const { session, machine, underway } = places;
  /** What is known to be in a place: what could not be replaced is still there. */
  const held = new Map<AccountPlace, AccountRecord['state']>();

  function note(place: AccountPlace, record: AccountRecord | undefined): void {
    if (record) held.set(place, record.state);
    else held.delete(place);
  }

  /** Says whether that could be done. */
  async function write(place: AccountPlace, record?: AccountRecord): Promise<boolean> {
    try {
      await place.write(record);
      note(place, record);
      return true;
    } catch (thrown) {
      log.warn('account cannot be kept', { error: errorName(thrown) });
      return false;
    }
  }

  async function readFrom(place: AccountPlace): Promise<AccountRecord | undefined> {
    try {
      const record = await place.read();
      note(place, record);
      return record;
    } catch (thrown) {
      log.warn('account cannot be read', { error: errorName(thrown) });
      return undefined;
    }
  }

  return {
    async read() {
      const [onMachine, inSession, test] = await Promise.all([
        readFrom(machine),
        readFrom(session),
        readFrom(underway),
      ]);
      const both = [standingOf(onMachine, true), standingOf(inSession, false)];
      const standing =
        both.find(({ state }) => state === 'signed-in') ??
        both.find(({ state }) => state === 'refused') ??
        NONE;
      const hasLeftovers = standing.state === 'none' && onMachine?.state === 'learnt';
      return { standing, isCutOff: test !== undefined, hasLeftovers };
    },
    async tidy({ standing, isCutOff }) {
      if (isCutOff) await write(underway);
      if (standing.state !== 'signed-in') return;
      // It was being moved from one place to the other.
      if (standing.remember) await write(session);
      else await write(machine, LEARNT);
    },
    async keep(account) {
      const record = recordOf(account);
      if (account.remember && (await write(machine, record))) {
        await write(session);
        return { account, isAsWished: true };
      }
      // Where this fails too it lasts as long as the worker.
      const isInSession = await write(session, record);
      await write(machine, LEARNT);
      const remember = held.get(machine) === 'signed-in';
      const isAsWished = isInSession && !remember && !account.remember;
      return { account: { ...account, remember }, isAsWished };
    },
    async keepRefused(account) {
      await write(account.remember ? machine : session, recordOf(account));
    },
    async wipe() {
      await write(machine, LEARNT);
      await write(session);
      return [machine, session].every((place) => !NAMING.includes(held.get(place)));
    },
    async forgotten() {
      await write(machine);
    },
    async testing(isSo) {
      await write(underway, isSo ? { version: 1, state: 'testing' } : undefined);
    },
  };
}
