/**
 * Asks the registry for a tag's digest on our own: a token, then a HEAD, by nothing but Node's https. It shares no line
 * with the extension, because what the extension shows is held against it.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import * as v from 'valibot';

const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Longest wait for one answer, milliseconds. */
const PATIENCE = 15_000;

/** How requests leave: directly, or through the stand-in's proxy, whose certificate is of its own making. */
export interface Way {
  readonly proxyPort?: number;
}

/** Whether anything answers at that address within so many milliseconds. */
export async function isReachable(url: string, patience: number): Promise<boolean> {
  return ask('HEAD', new URL(url), {}, {}, patience).then(
    () => true,
    () => false,
  );
}

/** Digests by tag. Throws where the registry does not name one. */
export async function independentHeads(
  repository: string,
  tags: readonly string[],
  way: Way,
): Promise<ReadonlyMap<string, string>> {
  const token = await pullToken(repository, way);
  const digests = new Map<string, string>();
  for (const tag of tags) {
    const url = new URL(`https://registry-1.docker.io/v2/${repository}/manifests/${tag}`);
    const headers = { accept: ACCEPT, authorization: `Bearer ${token}` };
    const { message } = await ask('HEAD', url, headers, way);
    const digest = message.headers['docker-content-digest'];
    if (typeof digest !== 'string') {
      throw new Error(
        `An independent HEAD of ${repository}:${tag} was answered ${message.statusCode}`,
      );
    }
    digests.set(tag, digest);
  }
  return digests;
}

async function pullToken(repository: string, way: Way): Promise<string> {
  const url = new URL('https://auth.docker.io/token');
  url.searchParams.set('service', 'registry.docker.io');
  url.searchParams.set('scope', `repository:${repository}:pull`);
  const { body } = await ask('GET', url, {}, way);
  return v.parse(v.object({ token: v.string() }), JSON.parse(body)).token;
}

async function ask(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  way: Way,
  patience = PATIENCE,
): Promise<{ message: IncomingMessage; body: string }> {
  const options: RequestOptions = { method, headers, signal: AbortSignal.timeout(patience) };
  if (way.proxyPort !== undefined) {
    const tunnel = await openTunnel(way.proxyPort, url.host);
    options.createConnection = () =>
      tlsConnect({ socket: tunnel, servername: url.hostname, rejectUnauthorized: false });
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (message) => {
      let body = '';
      message.setEncoding('utf8');
      message.on('data', (chunk: string) => {
        body += chunk;
      });
      message.on('end', () => resolve({ message, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

function openTunnel(port: number, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const path = host.includes(':') ? host : `${host}:443`;
    const sent = httpRequest({ host: '127.0.0.1', port, method: 'CONNECT', path });
    sent.on('connect', (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else reject(new Error(`The proxy refused ${host}`));
    });
    sent.on('error', reject);
    sent.end();
  });
}
