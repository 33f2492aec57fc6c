/** Ends TLS for the three hosts (HTTP/2, HTTP/1.1 where asked) and turns sockets into questions and answers. */
import {
  constants,
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';
import { type Question, SITE_HOST } from './exchange.ts';
import type { Damage, Flow } from './fault-effects.ts';
import { listen } from './tunnel.ts';

export interface HttpsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** How a question came, and when its answer was out. */
export interface Carriage {
  readonly http: '1.1' | '2';
  /** The port from which the connection came. */
  readonly localPort: number;
  /** The answer is handed to the network, or nobody waits for it any more. */
  readonly ended: Promise<void>;
}

export interface HttpsServerOptions {
  readonly certificate: Certificate;
  respond(question: Question, carriage: Carriage): Promise<Damage>;
  /** @param localPort the port from which the connection came */
  onHandshake(localPort: number): void;
}

export async function startHttpsServer(options: HttpsServerOptions): Promise<HttpsServer> {
  const { key, certificate } = options.certificate;
  const server = createSecureServer({ key, cert: certificate, allowHTTP1: true });
  const sockets = new Set<TLSSocket>();
  server.on('secureConnection', (socket) => {
    options.onHandshake(socket.remotePort ?? 0);
    // As any server of the real world: an answer must not wait for the acknowledgement of the one before.
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('sessionError', () => undefined);
  server.on('tlsClientError', () => undefined);
  server.on('request', (request, response) => {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    void serve(request, response, options);
  });
  const port = await listen(server);
  return {
    port,
    close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

async function serve(
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  { respond }: HttpsServerOptions,
): Promise<void> {
  const carriage = carriageOf(request, response);
  const question = await readQuestion(request);
  const { answer, flow } = await respond(question, carriage);
  if (response.destroyed || response.writableEnded) return;
  if (flow?.kind === 'cut' && flow.afterBytes === 0) {
    hangUp(request, response);
    return;
  }
  const withoutBody = question.method === 'HEAD' || answer.status === 304;
  const headers = {
    ...answer.headers,
    ...(!withoutBody && { 'content-length': String(answer.body.length) }),
    date: new Date().toUTCString(),
  };
  response.writeHead(answer.status, headers);
  if (withoutBody) response.end();
  else if (flow === undefined) response.end(answer.body);
  else flowing(request, response, answer.body, flow);
}

function carriageOf(request: Http2ServerRequest, response: Http2ServerResponse): Carriage {
  return {
    http: request.httpVersionMajor === 2 ? '2' : '1.1',
    localPort: request.socket.remotePort ?? 0,
    ended: new Promise((done) => {
      response.once('finish', done);
      response.once('close', done);
    }),
  };
}

/** Sends the body as the flow says. One that stops, or drips too slowly, lasts until the client has had enough. */
function flowing(
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  body: Uint8Array,
  flow: Flow,
): void {
  switch (flow.kind) {
    case 'cut':
      response.write(body.subarray(0, flow.afterBytes), () => hangUp(request, response));
      return;
    case 'stop':
      response.write(body.subarray(0, flow.afterBytes));
      return;
    case 'drip':
      dripping(response, body, flow.everyMs);
  }
}

function dripping(response: Http2ServerResponse, body: Uint8Array, everyMs: number): void {
  let sent = 0;
  const drops = setInterval(() => {
    if (sent < body.length) response.write(body.subarray(sent, ++sent));
    else response.end();
  }, everyMs);
  const dry = () => clearInterval(drops);
  response.once('finish', dry);
  response.once('close', dry);
}

async function readQuestion(request: Http2ServerRequest): Promise<Question> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers[name] = String(value);
  }
  const host = String(request.headers[':authority'] ?? request.headers.host ?? SITE_HOST);
  // Put together, not resolved: a path that begins with two slashes would name another host.
  const url = URL.parse(`https://${host}${request.url}`) ?? new URL(`https://${host}/`);
  return {
    host: url.hostname,
    method: request.method,
    url,
    headers,
    body: await readText(request),
  };
}

/** What a client that went away had sent until then counts as all. */
async function readText(request: Http2ServerRequest): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
  } catch {
    // `respond` is asked all the same; nobody will hear its answer.
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Over HTTP/2 only this stream ends; over HTTP/1.1 the connection. */
function hangUp(request: Http2ServerRequest, response: Http2ServerResponse): void {
  if (request.httpVersionMajor === 2) response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else request.socket.destroy();
}
