/**
 * The reference registry (Debian's `docker-registry`, CNCF Distribution) serving our fixtures: what the stand-in says of
 * the protocol is our word, what this says is not. Manifests without their layers are enough for it; its storage folder is
 * laid out by hand. It knows no tokens, so that a bridge in front asks for them by the stand-in's rules.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DISTRIBUTION, find } from '../commands/programs.ts';
import type { FixtureRepository } from '../fixtures/repository.ts';
import { createAccounts } from './accounts.ts';
import { type Answer, REGISTRY_HOST, TOKEN_HOST } from './exchange.ts';
import { unauthorized } from './registry-errors.ts';
import { createTokenService, type TokenService } from './token-service.ts';

export interface Distribution {
  /** Docker Hub's registry and token service, as a client sees them: `registry-1.docker.io` leads here. */
  readonly fetch: typeof fetch;
  /** The registry itself, without tokens. */
  readonly url: string;
  readonly tokens: TokenService;
  close(): Promise<void>;
}

/** Starts it with all manifests of which the bytes are known, and waits until it listens. */
export async function startDistribution(
  repositories: readonly FixtureRepository[],
): Promise<Distribution> {
  const folder = await mkdtemp(join(tmpdir(), 'distribution-'));
  for (const repository of repositories) await layOut(join(folder, 'storage'), repository);
  const config = join(folder, 'config.yml');
  await writeFile(config, configuration(join(folder, 'storage')));
  const executable = find(DISTRIBUTION);
  if (executable === undefined) throw new Error('docker-registry is not here');
  const program = spawn(executable, ['serve', config], {
    env: { OTEL_TRACES_EXPORTER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((done) => program.once('exit', () => done()));
  const address = await listening(program);
  const tokens = createTokenService(createAccounts());
  const url = `http://${address}`;
  return {
    url,
    tokens,
    fetch: bridge(url, tokens),
    async close() {
      program.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Distribution's own layout of a storage folder: blobs by hash, and links to them by repository. */
async function layOut(storage: string, { name, tags, manifests }: FixtureRepository) {
  const root = join(storage, 'docker/registry/v2');
  const own = join(root, 'repositories', name, '_manifests');
  const kept = [...manifests.values()].filter(({ bytes }) => bytes !== undefined);
  const names = new Set(kept.map(({ digest }) => digest));
  await mkdir(join(root, 'repositories', name, '_layers'), { recursive: true });
  for (const { digest, bytes = new Uint8Array() } of kept) {
    const [algorithm = '', hex = ''] = digest.split(':');
    await put(join(root, 'blobs', algorithm, hex.slice(0, 2), hex, 'data'), bytes);
    await put(join(own, 'revisions', algorithm, hex, 'link'), digest);
  }
  for (const [tag, digest] of tags) {
    if (!names.has(digest)) continue;
    await put(join(own, 'tags', tag, 'current/link'), digest);
    await put(join(own, 'tags', tag, 'index', digest.replace(':', '/'), 'link'), digest);
  }
}

async function put(path: string, content: string | Uint8Array) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** On a port that the system chooses. */
function configuration(storage: string): string {
  return [
    'version: 0.1',
    'log: { level: info, formatter: text, accesslog: { disabled: true } }',
    `storage: { filesystem: { rootdirectory: ${JSON.stringify(storage)} } }`,
    'http: { addr: "127.0.0.1:0" }',
    '',
  ].join('\n');
}

/** Its log says where it listens. */
function listening(program: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let log = '';
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (address !== undefined) done(address);
    };
    program.stderr?.on('data', read);
    program.stdout?.on('data', read);
    program.once('error', failed);
    program.once('exit', () => failed(new Error(`docker-registry ended: ${log}`)));
  });
}

function bridge(url: string, tokens: TokenService): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const asked = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const question = {
      host: asked.hostname,
      method: request.method,
      url: asked,
      headers,
      body: '',
    };
    if (asked.hostname === TOKEN_HOST) return toResponse(tokens.answer(question));
    if (asked.hostname !== REGISTRY_HOST) throw new TypeError('failed to fetch: no such host');
    const repository = /^\/v2\/(.+)\/(?:manifests|tags|blobs)\//.exec(asked.pathname)?.[1] ?? '';
    const allowed = tokens.check(headers['authorization'], repository);
    if (allowed.kind !== 'ok') {
      const why = allowed.kind === 'missing' ? undefined : allowed.kind;
      return toResponse(unauthorized(repository, why));
    }
    request.headers.delete('authorization');
    return fetch(url + asked.pathname + asked.search, request);
  };
}

function toResponse({ status, headers, body }: Answer): Response {
  return new Response(new Uint8Array(body), { status, headers: { ...headers } });
}
