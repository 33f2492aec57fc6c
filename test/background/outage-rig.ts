/**
 * The worker with its real clients, circuits and ports, and a browser that stops it after half a minute in which nobody
 * has asked or said anything, as browsers do. Only the hosts and the time are made up.
 */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { accountPlaces } from '../../src/background/account-places.ts';
import { openStore } from '../../src/background/database.ts';
import { keptCircuits } from '../../src/background/kept-circuits.ts';
import { createWorker } from '../../src/background/worker.ts';
import { createCircuits } from '../../src/http/circuit.ts';
import { createHubClient } from '../../src/hub/client.ts';
import { serve } from '../../src/messaging/server.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { PortOpener, PortSender } from '../../src/platform/ports.ts';
import { createRegistryClient } from '../../src/registry/client.ts';
import { plainLooks } from '../messaging/plain-looks.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakePorts } from '../platform/fake-ports.ts';
import { FakeSession } from '../platform/fake-session.ts';
import { FakeStorage } from '../platform/fake-storage.ts';
import { digestOf } from './digests.ts';
import { type Life, mortalClock } from './mortal.ts';

/** Nobody takes a host away. */
const ALL_ALLOWED = { missing: async () => [], onGiven: () => undefined };
/** Milliseconds of idleness after which the browser stops the worker. */
const IDLE_MS = 30_000;
const STEP_MS = 100;
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** What a host does: a status with headers, or no answer at all. */
export type Outage =
  | { readonly status: number; readonly headers?: Record<string, string> }
  | 'none';

export class OutageRig {
  readonly clock = new FakeClock();
  readonly session = new FakeSession();
  /** Names of the tags that there are. */
  readonly tags: readonly string[] = Array.from({ length: 25 }, (_, n) => `1.${n}`);
  /** Hosts that were asked, in that order. */
  asked: string[] = [];
  /** Workers that were started. */
  lives = 0;
  readonly #outages = new Map<string, Outage>();
  readonly #storage = new FakeStorage();
  readonly #ports = new FakePorts();
  readonly #isStopped: boolean;
  #life: Life = { isOver: true };
  #active = 0;
  #said = 0;

  /** @param isStopped whether the browser ever stops the worker */
  constructor(isStopped: boolean) {
    this.#isStopped = isStopped;
    globalThis.indexedDB = new IDBFactory();
  }

  /** `undefined`: the host answers again. */
  breakHosts(outage: Outage | undefined, ...hosts: readonly string[]): void {
    for (const host of hosts) {
      if (outage === undefined) this.#outages.delete(host);
      else this.#outages.set(host, outage);
    }
  }

  /** For a page, or an own page, at this address. */
  opener(url: string): PortOpener {
    return {
      alive: () => true,
      open: (name) => {
        if (this.#life.isOver) this.#start();
        const sender: PortSender = { url, tabUrl: url, tabId: 1 };
        this.#ports.sender = sender;
        return this.#ports.open(name);
      },
    };
  }

  /** An own page's address. */
  get popup(): string {
    return `${this.#ports.ownPages}popup.html`;
  }

  /** Lets time and work go on. */
  async run(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += STEP_MS) {
      await workOn();
      this.clock.advance(STEP_MS);
      this.#stopIdle();
    }
    await workOn();
  }

  /** The browser stops the worker. */
  stop(): void {
    this.#life.isOver = true;
    this.#ports.stopWorker();
  }

  #stopIdle(): void {
    const ends = this.#ports.opened.flatMap((port) => [port, port.other]);
    const said = ends.reduce((sum, port) => sum + (port?.sent.length ?? 0), 0);
    if (said !== this.#said) this.#active = this.clock.steady();
    this.#said = said;
    const isIdle = this.clock.steady() - this.#active > IDLE_MS;
    if (this.#isStopped && isIdle && !this.#life.isOver) this.stop();
  }

  #start(): void {
    this.lives += 1;
    this.#active = this.clock.steady();
    const life: Life = { isOver: false };
    this.#life = life;
    const clock = mortalClock(life, this.clock);
    const now = () => clock.now();
    const log = { warn: () => undefined };
    const circuits = createCircuits({ now, memory: keptCircuits(this.session, log) });
    const patience = {
      random: () => 0.5,
      wait: (ms: number) => new Promise<void>((done) => void clock.after(ms, done)),
    };
    const http = { circuits, patience, now, fetch: this.#fetch(life) };
    const worker = createWorker({
      clock,
      log,
      storage: this.#storage,
      // IndexedDB takes real time, whatever the time is here.
      store: openStore({ now, after: systemClock.after }, log),
      accountPlaces: accountPlaces(this.session),
      circuits,
      registry: (wiring) => createRegistryClient({ ...http, ...wiring }),
      hub: (wiring) => createHubClient({ ...http, ...wiring }),
      architecture: async () => 'x86-64',
      drawSheet: () => ({ tree: [], style: '' }),
      *makeList() {
        yield;
        return '';
      },
    });
    serve({
      host: this.#ports,
      sessions: worker.sessions,
      log,
      access: ALL_ALLOWED,
      looks: plainLooks,
    });
  }

  #fetch(life: Life): typeof fetch {
    return async (input) => {
      if (life.isOver) return new Promise<never>(() => {});
      const url = new URL(input instanceof Request ? input.url : input);
      this.asked.push(url.host);
      this.#active = this.clock.steady();
      await Promise.resolve();
      const outage = this.#outages.get(url.host);
      if (outage === 'none') throw new TypeError('no answer');
      return outage ? new Response('', outage) : this.#answer(url);
    };
  }

  #answer({ host, pathname }: URL): Response {
    if (host === 'auth.docker.io') return Response.json({ token: 'a-token', expires_in: 300 });
    if (host === 'hub.docker.com') {
      const results = this.tags.map(listed);
      const [, name] = /\/tags\/([^/]+)$/.exec(pathname) ?? [];
      if (name !== undefined) return Response.json(listed(name));
      return Response.json({ count: results.length, next: null, previous: null, results });
    }
    if (pathname === '/v2/') return new Response('', { status: 401 });
    const headers = { 'docker-content-digest': digestOf('index'), 'content-type': INDEX };
    return new Response(null, { headers });
  }
}

function listed(name: string): object {
  const images = [{ os: 'linux', architecture: 'amd64', digest: digestOf('image') }];
  return { name, digest: digestOf('index'), media_type: INDEX, images };
}

async function workOn(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
