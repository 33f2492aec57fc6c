/**
 * A Docker Hub on this machine: the pages, the web API, the token service and the registry, behind one local proxy. The
 * production builds run against it unchanged. Every request is recorded; every host but the three is refused.
 */
import { type Accounts, createAccounts } from './accounts.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { defaultWorld } from './default-world.ts';
import {
  type Answer,
  HOSTS,
  json,
  kindOf,
  type Question,
  REGISTRY_HOST,
  type RequestKind,
  SITE_HOST,
  TOKEN_HOST,
} from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { type HubApiRules, hubApiAnswer } from './hub-api.ts';
import { createHubCounter, type HubLimit } from './hub-limit.ts';
import { createHubLogin } from './hub-login.ts';
import type { PullLimits } from './pull-limits.ts';
import { registryAnswer } from './registry.ts';
import { createSecretWatch, type SecretWatch } from './secret-watch.ts';
import { startHttpsServer } from './server.ts';
import { createSite, type Site } from './site.ts';
import { createTokenService, type TokenRules } from './token-service.ts';
import { type RecordedConnection, startTunnel, type Traffic, type Wire } from './tunnel.ts';
import type { World } from './world.ts';

export interface RecordedRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When its answer was handed to the network; left out until then. */
  readonly endedAt?: number;
  readonly http: '1.1' | '2';
  /** Number of its connection (`connections`, `traffic`); 0 where that is not known. */
  readonly connection: number;
  readonly host: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly status: number;
  readonly kind: RequestKind;
  /** The scheme of its `Authorization` header (which is never written down). */
  readonly authorization: 'none' | 'basic' | 'bearer';
  /** By lower-case names; what `Authorization` and `Cookie` hold is left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of the watched secrets (`secrets`) that it carried, wherever in it. */
  readonly carried: readonly string[];
}

export interface StandinOptions {
  /** What exists; the real repositories of test/fixtures unless told. */
  readonly world?: World;
  /** Milliseconds there and back; 0 unless told. */
  readonly roundTripMs?: number;
  /** Seconds a token is good for (`expires_in`); 300 unless told. */
  readonly tokenSeconds?: number;
  /** 100 pulls an hour unless told. */
  readonly limits?: Partial<PullLimits>;
  /** How often the web API may be asked; 1,800 times a minute unless told. */
  readonly hubLimit?: Partial<Pick<HubLimit, 'limit' | 'windowSeconds'>>;
  /** Of the site's page. */
  readonly site?: Partial<Site['settings']>;
}

export interface Standin {
  /** For `--proxy-server` and its like. */
  readonly proxyUrl: string;
  /** Port of the proxy. */
  readonly port: number;
  readonly certificate: Pick<Certificate, 'certificate' | 'spkiHash'>;
  readonly requests: readonly RecordedRequest[];
  /** Every CONNECT, the refused ones too. */
  readonly connections: readonly RecordedConnection[];
  /** Bytes over each connection, since `forget`. */
  readonly traffic: readonly Traffic[];
  readonly world: World;
  readonly faults: Faults;
  readonly accounts: Accounts;
  readonly secrets: Pick<SecretWatch, 'watch' | 'clear'>;
  /** What the registry says of pulls to nobody's account, and counts down. */
  readonly limits: PullLimits;
  /** What the web API says of its own limit, and counts: of everybody, the site's pages too. */
  readonly hubLimit: HubLimit;
  readonly hubRules: HubApiRules;
  readonly tokens: { readonly rules: TokenRules; revokeAll(): void };
  /** The bearer tokens of the web API. */
  readonly hubTokens: { revokeAll(): void };
  /** How long the wire is. */
  readonly wire: Wire;
  readonly site: Site['settings'];
  /** Requests of one kind (or of several), in the order of their answers. */
  requestsOf(...kinds: readonly RequestKind[]): readonly RecordedRequest[];
  /** Forgets what was recorded. */
  forget(): void;
  close(): Promise<void>;
}

export async function startStandin(options: StandinOptions = {}): Promise<Standin> {
  const world = options.world ?? defaultWorld();
  const limits: PullLimits = { limit: 100, remaining: 100, windowSeconds: 3600, ...options.limits };
  const wire: Wire = { roundTripMs: options.roundTripMs ?? 0 };
  const hubCounter = createHubCounter(options.hubLimit);
  const hubRules: HubApiRules = { nameFilter: 'heeds-case', maximumPage: 100 };
  const accounts = createAccounts();
  const secrets = createSecretWatch();
  const tokens = createTokenService(accounts, options.tokenSeconds);
  const hubLogin = createHubLogin(accounts);
  const site = createSite(world, options.site);
  const faults = createFaults();
  const requests: RecordedRequest[] = [];
  const certificate = await makeCertificate(HOSTS);

  function whole(question: Question, kind: RequestKind): Answer {
    const { host } = question;
    if (host === TOKEN_HOST) return tokens.answer(question);
    if (host === REGISTRY_HOST) return registryAnswer(question, world, tokens, limits);
    if (host !== SITE_HOST) return json({ message: 'no such host' }, 421);
    if (kind === 'hub-login') return hubLogin.answer(question);
    const isApi = question.url.pathname.startsWith('/v2/');
    if (!isApi) return site.answer(question, kind);
    const { visitor } = site.settings;
    const byPage = visitor === '' ? 'nobody' : ({ name: visitor } as const);
    const who = kind === 'page' ? byPage : hubLogin.who(question.headers['authorization']);
    // A page of the stand-in may have more rows than one answer of the real API holds.
    const maximumPage = kind === 'page' ? site.settings.rows : hubRules.maximumPage;
    const rules = { ...hubRules, maximumPage };
    return hubCounter.answer(() => hubApiAnswer(question, world, who, rules));
  }

  const server = await startHttpsServer({
    certificate,
    onHandshake: (port) => tunnel.handshakeDone(port),
    async respond(question, { http, localPort, ended }) {
      const at = Date.now();
      const kind = kindOf(question);
      const damage = faults.isUnreachable(question.host)
        ? { answer: json({}, 502), flow: { kind: 'cut', afterBytes: 0 } as const }
        : await faults.apply(question, kind, () => whole(question, kind));
      const record: RecordedRequest & { endedAt?: number } = {
        at,
        http,
        connection: tunnel.connectionFrom(localPort) ?? 0,
        host: question.host,
        method: question.method,
        path: question.url.pathname + question.url.search,
        status: damage.answer.status,
        kind,
        authorization: schemeOf(question.headers['authorization']),
        headers: withoutSecrets(question.headers),
        carried: secrets.carriedBy(question),
      };
      requests.push(record);
      void ended.then(() => {
        record.endedAt = Date.now();
      });
      return damage;
    },
  });
  const tunnel = await startTunnel({
    target: server.port,
    wire,
    isOpen: (host) => HOSTS.includes(host) && !faults.isUnreachable(host),
    isTlsBroken: faults.isTlsBroken,
  });
  faults.onUnreachable((host) => tunnel.cut(host));

  return {
    proxyUrl: `http://127.0.0.1:${tunnel.port}`,
    port: tunnel.port,
    certificate,
    requests,
    connections: tunnel.connections,
    traffic: tunnel.traffic,
    world,
    faults,
    accounts,
    secrets,
    limits,
    hubLimit: hubCounter.limit,
    hubRules,
    tokens,
    hubTokens: hubLogin,
    wire,
    site: site.settings,
    requestsOf: (...kinds) => requests.filter(({ kind }) => kinds.includes(kind)),
    forget() {
      requests.length = 0;
      tunnel.forget();
    },
    async close() {
      faults.clear();
      await tunnel.close();
      await server.close();
    },
  };
}

function withoutSecrets(headers: Question['headers']): Question['headers'] {
  const isSecret = (name: string) => name === 'authorization' || name === 'cookie';
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? '' : value]),
  );
}

function schemeOf(authorization: string | undefined): RecordedRequest['authorization'] {
  if (authorization === undefined) return 'none';
  return /^basic /i.test(authorization) ? 'basic' : 'bearer';
}
