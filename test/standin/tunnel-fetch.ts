/** `fetch` for tests under Node: through the stand-in's proxy, by TLS that trusts its certificate alone. HTTP/1.1. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { connect as tlsConnect } from 'node:tls';
import type { Standin } from './standin.ts';

export function tunnelFetch({ port, certificate }: Pick<Standin, 'port' | 'certificate'>) {
  const fetchThroughTunnel: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { hostname } = new URL(request.url);
    const socket = await openTunnel(port, hostname);
    const secure = tlsConnect({ socket, servername: hostname, ca: certificate.certificate });
    try {
      const answer = await send(request, await request.arrayBuffer(), secure);
      return toResponse(answer, request);
    } catch (cause) {
      // What every browser throws for whatever goes wrong below HTTP.
      if (request.signal.aborted) throw request.signal.reason;
      throw new TypeError('failed to fetch', { cause });
    }
  };
  return fetchThroughTunnel;
}

function openTunnel(port: number, hostname: string): Promise<Socket> {
  return new Promise((done, failed) => {
    const asked = httpRequest({
      host: '127.0.0.1',
      port,
      method: 'CONNECT',
      path: `${hostname}:443`,
    });
    asked.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) done(socket);
      else failed(new TypeError('failed to fetch: the proxy refused'));
    });
    asked.once('error', (cause) => failed(new TypeError('failed to fetch', { cause })));
    asked.end();
  });
}

function send(request: Request, body: ArrayBuffer, socket: Socket): Promise<IncomingMessage> {
  const { method, headers, signal } = request;
  const { pathname, search, hostname } = new URL(request.url);
  return new Promise((done, failed) => {
    const asked = httpRequest({
      method,
      path: pathname + search,
      headers: { ...Object.fromEntries(headers), host: hostname, connection: 'close' },
      createConnection: () => socket,
      signal,
    });
    asked.once('response', done);
    asked.once('error', failed);
    socket.once('error', failed);
    asked.end(new Uint8Array(body));
  });
}

function toResponse(answer: IncomingMessage, request: Request): Response {
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400 && request.redirect === 'error') {
    answer.destroy();
    throw new TypeError('failed to fetch: redirect');
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  const bodyless = request.method === 'HEAD' || status === 204 || status === 304;
  const body = bodyless ? null : new ReadableStream(source(answer));
  const response = new Response(body, { status, headers });
  Object.defineProperty(response, 'url', { value: request.url });
  return response;
}

function source(answer: IncomingMessage): UnderlyingDefaultSource<Uint8Array> {
  const reader = Readable.toWeb(answer).getReader();
  return {
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: () => void answer.destroy(),
  };
}
