/** The transport over a real connection: what a fake `fetch` can only claim about breaking and redirecting. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTransport } from '../../src/http/transport.ts';

const MEGABYTE = 1024 * 1024;

let server: Server;
let origin: string;
let answer: RequestListener;
const paths: string[] = [];

beforeEach(async () => {
  paths.length = 0;
  server = createServer((request, response) => {
    paths.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  if (!server.listening) return;
  await new Promise((resolve) => server.close(resolve));
});

function ask(listener: RequestListener, signal?: AbortSignal) {
  answer = listener;
  const send = createTransport({ fetch, now: () => 0, timeoutMs: 5000 });
  const url = new URL('/v2/', origin);
  return send({
    method: 'GET',
    url,
    maxBytes: MEGABYTE,
    ...(signal === undefined ? {} : { signal }),
  });
}

describe('over a real connection', () => {
  it('an answer comes whole', async () => {
    const found = await ask((_request, response) => {
      response.write('{"a":');
      response.end('1}');
    });
    expect(found).toMatchObject({ ok: true, value: { status: 200 } });
    expect(found.ok && new TextDecoder().decode(found.value.body)).toBe('{"a":1}');
  });

  it.each<[string, RequestListener, object]>([
    [
      'a redirect is not followed',
      (request, response) => {
        if (request.url === '/v2/') response.writeHead(307, { location: '/elsewhere' });
        response.end('here');
      },
      { kind: 'unavailable', detail: 'network' },
    ],
    [
      'half an answer is none',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      },
      { kind: 'unavailable', detail: 'network in body' },
    ],
    [
      'a chunked answer without its end is none',
      (_request, response) => {
        response.write('half', () => response.destroy());
      },
      { kind: 'unavailable', detail: 'network in body' },
    ],
    [
      'a reset is a failure',
      (request) => {
        request.socket.destroy();
      },
      { kind: 'unavailable', detail: 'network' },
    ],
    [
      'a little that unpacks to a lot is too large',
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(new Uint8Array(2 * MEGABYTE)));
      },
      { kind: 'malformed', detail: 'body too large' },
    ],
  ])('%s', async (_name, listener, error) => {
    expect(await ask(listener)).toMatchObject({ ok: false, error });
    expect(paths).toEqual(['/v2/']);
  });

  it('nobody there is a failure', async () => {
    await new Promise((resolve) => server.close(resolve));
    const found = await ask((_request, response) => response.end());
    expect(found).toMatchObject({ ok: false, error: { kind: 'unavailable', detail: 'network' } });
  });

  it('an asker who leaves takes the connection along', async () => {
    const controller = new AbortController();
    const closed = vi.fn();
    const asked = ask((request, response) => {
      request.socket.on('close', closed);
      response.write('and then ', () => controller.abort());
    }, controller.signal);
    expect(await asked).toMatchObject({ ok: false, error: { detail: 'aborted' } });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });
});
