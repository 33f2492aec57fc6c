/**
 * Docker Hub as the two clients show it, for tests of the worker: generated repositories, every question recorded, any
 * answer replaced or held back. The clients themselves are tested elsewhere, against real servers.
 */

import type { HubWiring, RegistryWiring } from '../../src/background/worker.ts';
import { ACCEPT_HEADERS } from '../../src/core/accept.ts';
import { type Digest, isDigest } from '../../src/core/digest.ts';
import { type Failure, failure } from '../../src/core/failure.ts';
import { DOCKER_CONFIG, OCI_INDEX, OCI_MANIFEST } from '../../src/core/media-type.ts';
import { type Platform, parsePlatformKey } from '../../src/core/platform.ts';
import type { RepositoryName } from '../../src/core/repository.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { Credentials } from '../../src/http/credentials.ts';
import type { HubClient } from '../../src/hub/client.ts';
import type { HubImage, HubTag } from '../../src/hub/tag-answer.ts';
import type { RegistryClient } from '../../src/registry/client.ts';
import type { PullLimits } from '../../src/registry/limits.ts';
import { digestOf } from './digests.ts';

export interface Thing {
  readonly digest: Digest;
  readonly mediaType: string;
  /** As the web API lists them. */
  readonly images: readonly HubImage[];
  /** Config digest by platform. */
  readonly configs: Readonly<Record<string, Digest>>;
}

type Answers = Result<never, Failure>;

const PAGE = 100;
const DENIED = err(failure('denied', { status: 401 }));

/** The one right token of an account. */
export function tokenOf(username: string): string {
  return `dckr_pat_of-${username}`;
}

function isRight(credentials: Credentials | undefined): boolean {
  return credentials?.reveal().secret === tokenOf(credentials?.username ?? '');
}
const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

export class FakeDocker {
  /** Every question in the order in which it was asked: `head 1.27`, `page 1`, `tag 1.27`, `get sha256:…`, `tags`, `sign-in`. */
  readonly asked: string[] = [];
  limits: PullLimits | undefined = { limit: 100, remaining: 100, windowSeconds: 3_600 };
  /** What the worker made the clients with. */
  wiring: RegistryWiring | undefined;
  hubWiring: HubWiring | undefined;
  /** Whose the repositories are: nobody else sees them then. */
  privateTo: string | undefined;
  /** Milliseconds since 1970: when a question is asked. */
  now = () => 0;
  /** Answers to give instead, by question. `head *` answers for every HEAD. */
  readonly faults = new Map<string, Failure>();
  /** Pages of tags that hold a text, before the wall. */
  filterPages = 10;
  /** Whether the web API looks at such a text at all. */
  heedsName = true;
  /** Of the last HEAD of each tag, and of each page's last question. */
  readonly priorities = new Map<string, 'high' | 'low' | undefined>();
  /** How often a token was asked for ahead of need. */
  warmed = 0;
  /** What was to be forgotten, in order. */
  readonly forgotten: ('tokens' | 'session')[] = [];
  /** Questions under way now, and the most that ever were, by their first word. */
  readonly underway = new Map<string, number>();
  readonly most = new Map<string, number>();
  readonly #registry = new Map<string, Thing>();
  readonly #hub = new Map<string, HubTag>();
  readonly #bytes = new Map<Digest, { mediaType: string; bytes: Uint8Array<ArrayBuffer> }>();
  readonly #held = new Map<string, (() => void)[]>();
  readonly #holding = new Set<string>();
  #pageSize = PAGE;

  /** One image: its manifest can be had. `build` makes it another image. */
  image(key: string, build: string): Thing {
    const config = digestOf(`config of ${key} in ${build}`);
    const { digest } = this.#publish(OCI_MANIFEST, {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: DOCKER_CONFIG, digest: config, size: 1 },
      layers: [{ mediaType: OCI_LAYER, digest: digestOf(`layer of ${key} in ${build}`), size: 1 }],
    });
    const images = [{ ...platformOf(key), digest }];
    return { digest, mediaType: OCI_MANIFEST, images, configs: { [key]: config } };
  }

  /** An index over one image for each platform. `wrapper` changes the index and none of its images. */
  index(keys: readonly string[], build: string, wrapper = ''): Thing {
    const children = keys.map((key) => this.image(key, build));
    const attestation = digestOf(`attestation of ${build}${wrapper}`);
    const { digest } = this.#publish(OCI_INDEX, {
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [
        {
          mediaType: OCI_MANIFEST,
          digest: attestation,
          size: 1,
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
        },
        ...children.map(({ digest: child }, place) => ({
          mediaType: OCI_MANIFEST,
          digest: child,
          size: 1,
          platform: descriptorPlatform(keys[place] ?? ''),
        })),
      ],
    });
    const images = [
      { os: 'unknown', architecture: 'unknown', digest: attestation },
      ...children.flatMap((child) => child.images),
    ];
    const configs = Object.assign({}, ...children.map((child) => child.configs));
    return { digest, mediaType: OCI_INDEX, images, configs };
  }

  /** Both the registry and the web API know it. */
  tag(name: string, thing: Thing): void {
    this.registryTag(name, thing);
    this.hubTag(name, thing);
  }

  registryTag(name: string, thing: Thing | undefined): void {
    if (thing) this.#registry.set(name, thing);
    else this.#registry.delete(name);
  }

  /** @param gaps fields of the web API's row to replace */
  hubTag(name: string, thing: Thing, gaps: Partial<HubTag> = {}): void {
    const { digest, mediaType, images } = thing;
    this.#hub.set(name, { name, digest, mediaType, images, ...gaps });
  }

  /** A row with nothing but these fields. */
  hubRow(row: HubTag): void {
    this.#hub.set(row.name, row);
  }

  removeHubTag(name: string): void {
    this.#hub.delete(name);
  }

  fail(question: string, kind: Failure['kind'], more: Omit<Failure, 'kind'> = {}): void {
    this.faults.set(question, failure(kind, more));
  }

  /** Holds back the answers to all such questions (`head`, `page 2`, …) from now on. */
  hold(question: string): void {
    this.#holding.add(question);
  }

  /** Answers what was held back, in order; with `count`, only the first so many. */
  release(question: string, count = Number.POSITIVE_INFINITY): void {
    if (count === Number.POSITIVE_INFINITY) this.#holding.delete(question);
    for (const answer of this.#held.get(question)?.splice(0, count) ?? []) answer();
  }

  /** Questions that begin so. */
  count(prefix: string): number {
    return this.asked.filter((question) => question.startsWith(prefix)).length;
  }

  readonly registry: RegistryClient = {
    warm: () => {
      this.warmed += 1;
    },
    head: async (_, reference, { accept = 'all', priority } = {}) => {
      const askedAt = this.now();
      this.priorities.set(reference, priority);
      const kind = accept === 'all' ? 'head' : `head(${accept})`;
      const fault = (await this.#answer(kind, reference)) ?? (await this.#barred());
      if (fault) return fault;
      this.#sayLimits(askedAt);
      const thing = this.#named(reference);
      // Only what is accepted is given; nothing is converted here.
      const isGiven = accept === 'all' || ACCEPT_HEADERS[accept] === thing?.mediaType;
      return thing && isGiven ? ok(thing) : err(failure('not-found', { status: 404 }));
    },
    manifest: async (_, digest, { spending } = {}) => {
      if (spending && !(await spending.mayAsk())) return err(failure('budget-spent'));
      spending?.onSent();
      const askedAt = this.now();
      const fault = (await this.#answer('get', digest)) ?? (await this.#barred());
      if (fault) return fault;
      if (typeof this.limits === 'object') {
        this.limits = { ...this.limits, remaining: this.limits.remaining - 1 };
      }
      this.#sayLimits(askedAt);
      const found = this.#bytes.get(digest);
      return found ? ok({ digest, ...found }) : err(failure('not-found', { status: 404 }));
    },
    tags: async () =>
      (await this.#answer('tags')) ?? (await this.#barred()) ?? ok([...this.#registry.keys()]),
    signIn: async (credentials) =>
      (await this.#answer('sign-in')) ?? (isRight(credentials) ? ok(undefined) : DENIED),
    forgetTokens: () => {
      this.forgotten.push('tokens');
    },
  };

  readonly hub: HubClient = {
    tagPage: async (_: RepositoryName, { page, name, priority }) => {
      const what = name === undefined ? String(page) : `${page} of ${name}`;
      this.priorities.set(`page ${what}`, priority);
      const fault = (await this.#answer('page', what)) ?? (await this.#unlisted());
      if (fault) return fault;
      const wall = name === undefined ? 10 : this.filterPages;
      if (page > wall && !(await this.hubWiring?.credentials())) return ok({ kind: 'wall' });
      const part = this.heedsName ? (name ?? '') : '';
      const all = [...this.#hub.values()].filter((tag) => tag.name.includes(part));
      const tags = all.slice((page - 1) * this.#pageSize, page * this.#pageSize);
      const hasNext = page * this.#pageSize < all.length;
      return ok({ kind: 'page', count: all.length, tags, hasNext });
    },
    tag: async (_: RepositoryName, name) => {
      const fault = (await this.#answer('tag', name)) ?? (await this.#unlisted());
      if (fault) return fault;
      const found = this.#hub.get(name);
      return found ? ok(found) : err(failure('not-found', { status: 404 }));
    },
    forgetSession: () => {
      this.forgotten.push('session');
    },
  };

  /** By tag, or by digest. */
  #named(reference: string): Pick<Thing, 'digest' | 'mediaType'> | undefined {
    if (!isDigest(reference)) return this.#registry.get(reference);
    const found = this.#bytes.get(reference);
    return found && { digest: reference, mediaType: found.mediaType };
  }

  async #answer(kind: string, what = ''): Promise<Answers | undefined> {
    const question = `${kind} ${what}`.trim();
    this.asked.push(question);
    const now = (this.underway.get(kind) ?? 0) + 1;
    this.underway.set(kind, now);
    this.most.set(kind, Math.max(now, this.most.get(kind) ?? 0));
    await this.#turn(question, kind);
    this.underway.set(kind, (this.underway.get(kind) ?? 1) - 1);
    const fault = this.faults.get(question) ?? this.faults.get(`${kind} *`);
    return fault && err(fault);
  }

  /** What the registry says to those whose repositories these are not. */
  async #barred(): Promise<Answers | undefined> {
    if (this.privateTo === undefined) return undefined;
    const credentials = await this.wiring?.credentials();
    return isRight(credentials) && credentials?.username === this.privateTo ? undefined : DENIED;
  }

  /** What the web API says to them. */
  async #unlisted(): Promise<Answers | undefined> {
    if (this.privateTo === undefined) return undefined;
    const credentials = await this.hubWiring?.credentials();
    if (isRight(credentials) && credentials?.username === this.privateTo) return undefined;
    return err(failure('not-found', { status: 404 }));
  }

  async #turn(question: string, kind: string): Promise<void> {
    const key = [question, kind].find((name) => this.#holding.has(name));
    if (key === undefined) return;
    await new Promise<void>((resolve) => {
      this.#held.set(key, [...(this.#held.get(key) ?? []), resolve]);
    });
  }

  #sayLimits(askedAt: number): void {
    if (this.limits) this.wiring?.onLimits(this.limits, askedAt);
  }

  #publish(mediaType: string, document: object): { digest: Digest } {
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    const digest = digestOf(bytes);
    this.#bytes.set(digest, { mediaType, bytes });
    return { digest };
  }
}

function platformOf(key: string): Platform {
  const platform = parsePlatformKey(key);
  if (!platform) throw new Error(`no platform: ${key}`);
  return platform;
}

function descriptorPlatform(key: string): object {
  const { osVersion, ...platform } = platformOf(key);
  return osVersion === undefined ? platform : { ...platform, 'os.version': osVersion };
}
