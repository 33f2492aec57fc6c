/**
 * The parts of the worker, put together. All state in here may vanish with the worker at any moment: what must last is in
 * the store, in the ledger and in the settings, and whoever waits for an answer asks again.
 */
import type { Failure } from '../core/failure.ts';
import type { Circuits } from '../http/circuit.ts';
import type { Credentials, CredentialsSource } from '../http/credentials.ts';
import type { HubClient } from '../hub/client.ts';
import type { HubLimits } from '../hub/limits.ts';
import type { Sessions } from '../messaging/server.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { KeyValueStorage, SessionStorage } from '../platform/storage.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { PullLimits } from '../registry/limits.ts';
import { preferredPlatform } from '../settings/preferred-platform.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings/schema.ts';
import { createSettingsStore } from '../settings/store.ts';
import { createAccepts } from './accepts.ts';
import { type Account, createAccount } from './account.ts';
import { accountKeeping } from './account-keeping.ts';
import type { AccountPlaces } from './account-places.ts';
import { createBoards } from './boards.ts';
import type { DrawSheet } from './draw-sheet.ts';
import { createExpectedRows } from './expected-rows.ts';
import { createGates } from './gate.ts';
import { gatedHub, gatedRegistry } from './gated.ts';
import { createHeadPace } from './head-pace.ts';
import { createHeads } from './heads.ts';
import { createHubPace } from './hub-pace.ts';
import { createHubWords } from './hub-words.ts';
import { createImageIds } from './image-ids.ts';
import { createLedger } from './ledger.ts';
import { createListeners } from './listeners.ts';
import type { MakeList } from './make-list.ts';
import { createManifestShelf } from './manifests.ts';
import { pageSession } from './page-session.ts';
import { popupSession } from './popup-session.ts';
import { createPull } from './pull.ts';
import { createQuiet } from './quiet.ts';
import { createRowsFirst } from './rows-first.ts';
import type { Services } from './services.ts';
import type { Store } from './store.ts';
import { createStoreBound } from './store-bound.ts';
import { createTagNames } from './tag-names.ts';
import { createTagPages } from './tag-pages.ts';
import { createWholeListings } from './whole-listings.ts';
import { withheldStore } from './withheld-store.ts';

/** What the registry's client is made with, and whom it tells. */
export interface RegistryWiring {
  onLimits(limits: PullLimits, askedAt: number): void;
  readonly credentials: CredentialsSource;
  onRefused(credentials: Credentials): void;
}

/** What the web API's client is made with, and whom it tells. */
export interface HubWiring {
  readonly credentials: CredentialsSource;
  onRefused(credentials: Credentials, reason: Failure): void;
  onLimits(limits: HubLimits): void;
  onSent(): void;
}

/** Bytes, as the options page counts them. */
const MEGABYTE = 1_000_000;

export interface WorkerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly storage: KeyValueStorage;
  /** Undefined in a browser without one. */
  readonly session?: Pick<SessionStorage, 'get' | 'set'> | undefined;
  readonly store: Store;
  readonly accountPlaces: AccountPlaces;
  /** Made here, because a client asks for the account, and reports what it is told of it. */
  registry(wiring: RegistryWiring): RegistryClient;
  hub(wiring: HubWiring): HubClient;
  /** Of both clients. */
  readonly circuits: Pick<Circuits, 'closeAll' | 'tryAll'>;
  /** The opened part of an annotation. Put in from outside: nothing in here knows how things look. */
  readonly drawSheet: DrawSheet;
  /** A Supported-tags list in one of its forms. Put in likewise. */
  readonly makeList: MakeList;
  /** The browser's word for this machine's processor. */
  architecture(): Promise<string>;
}

export interface Worker {
  readonly sessions: Sessions;
  /** The network, or a permission, is back: ask again about what failed. */
  retry(): void;
}

export function createWorker(deps: WorkerDeps): Worker {
  const { clock, log, storage } = deps;
  const store = withheldStore(deps.store, () => account.inOrder);
  const now = () => clock.now();
  const settings = createSettingsStore(storage);
  let current: Settings = DEFAULT_SETTINGS;
  let machine = '';
  let ready = false;
  const platformChange = createListeners();
  const retries = createListeners();
  const clears = createListeners();

  const ledger = createLedger({ storage, clock, log, allowance: () => current.allowance });
  const gates = createGates({ storage, clock, log });
  const client = deps.registry({
    onLimits(limits, askedAt) {
      ledger.onLimits(limits);
      gates.onLimits(limits, askedAt);
    },
    credentials: () => account.credentials(),
    onRefused: (credentials) => account.refused(credentials),
  });
  const hubPace = createHubPace({ clock, log, storage: deps.session });
  const hubClient = deps.hub({
    credentials: () => account.listingCredentials(),
    onRefused: (credentials, reason) => account.listingRefused(credentials, reason),
    onLimits: hubPace.onLimits,
    onSent: hubPace.sent,
  });
  const registry = gatedRegistry(client, gates);
  const hub = gatedHub(hubClient, gates);
  const shelf = createManifestShelf({
    store,
    pull: createPull({ registry: client, head: registry.head, gate: gates.pulls, ledger }),
    now,
    bound: () => bound(),
  });
  const heads = createHeads(registry, clock);
  const boards = createBoards({ store, shelf, clock, quiet: createQuiet(heads, clock) });
  const bound = createStoreBound({
    store,
    boards,
    shelf,
    most: () => (ready ? current.storeMegabytes * MEGABYTE : undefined),
  });
  const tagPages = createTagPages(hub, now);
  const expectedRows = createExpectedRows(tagPages);
  const account: Account = createAccount({
    keeping: accountKeeping(deps.accountPlaces, log),
    test(credentials) {
      // A person is waiting: a host that was left alone is asked.
      deps.circuits.closeAll();
      return client.signIn(credentials);
    },
    payerChanged() {
      client.forgetTokens();
      listingChanged();
      ledger.forgetLimits();
      gates.forgetAccount();
    },
    listingChanged,
    askAgain: retries.callAll,
    forgetLearnt() {
      store.withhold();
      return clear();
    },
  });

  function listingChanged(): void {
    hubClient.forgetSession();
    boards.relist();
  }

  /** Says whether nothing is kept any more. */
  async function clear(): Promise<boolean> {
    boards.forget();
    expectedRows.clear();
    shelf.forget();
    const isGone = await store.clear();
    clears.callAll();
    return isGone;
  }

  async function learn(): Promise<void> {
    const [kept, architecture] = await Promise.all([settings.load(), learnMachine()]);
    machine = architecture;
    ready = true;
    take(kept);
  }

  function take(changed: Settings): void {
    current = changed;
    void bound();
    platformChange.callAll();
  }

  async function learnMachine(): Promise<string> {
    try {
      return await deps.architecture();
    } catch (thrown) {
      log.warn('machine unknown', { error: errorName(thrown) });
      return '';
    }
  }

  settings.onChange(take);
  void learn();

  const tagNames = createTagNames(registry);
  const headPace = createHeadPace({ clock, log, storage: deps.session });

  const services: Services = {
    clock,
    boards,
    registry,
    tagPages,
    tagNames,
    expectedRows,
    heads,
    headPace,
    hubWords: createHubWords(
      hub,
      {
        pages: tagPages,
        store,
        now,
        turn: hubPace.walkTurn,
        bound: () => void bound(),
        isAccountUsed: account.isListing,
      },
      createRowsFirst(heads, clock),
    ),
    wholes: createWholeListings({
      tagPages,
      tagNames,
      heads,
      store,
      clock,
      pace: hubPace,
      headPace,
      bound: () => void bound(),
      isAccountUsed: account.isListing,
      onRetry: retries.add,
    }),
    shelf,
    accepts: createAccepts(registry, now),
    drawSheet: deps.drawSheet,
    makeList: deps.makeList,
    imageIds: createImageIds({ shelf, ledger, now }),
    ledger,
    isReady: () => ready,
    preferredPlatform: () => preferredPlatform(current, machine),
    onPlatformChange: platformChange.add,
    onPullsChange: ledger.onChange,
    onRetry: retries.add,
    onClear: clears.add,
    account,
    isForgetful: store.isForgetful,
    onForgetful: store.onForgetful,
    tryHosts: deps.circuits.tryAll,
    reopen: deps.circuits.closeAll,
    async stored() {
      const size = await store.size();
      return { ...size, ...(store.isForgetful() && { isForgetful: true as const }) };
    },
    clear,
  };

  return {
    sessions: {
      page: (answer) => pageSession(services, answer),
      popup: (answer) => popupSession(services, answer),
    },
    retry: retries.callAll,
  };
}
