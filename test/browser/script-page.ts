/** A page that includes a script, on a server of its own, under a policy that allows the script and nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptPage {
  /** Of the page. */
  readonly url: string;
  /** Paths that were asked for, in order; what browsers ask for by themselves (an icon) included. */
  readonly asked: readonly string[];
  /** The page's body from now on; `/tags.js` is the script. */
  body: string;
  close(): Promise<void>;
}

const POLICY = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'";

export async function startScriptPage(script: string): Promise<ScriptPage> {
  const asked: string[] = [];
  const state = { body: '' };
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    if (request.url === '/tags.js') {
      // The file is ASCII: it does not matter what it is said to be.
      answer.writeHead(200, { 'content-type': 'text/javascript; charset=windows-1252' });
      answer.end(script);
      return;
    }
    answer.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
    });
    answer.end(
      `<!doctype html><html lang="en"><title>A page</title><body>${state.body}</body></html>`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = addressOf(server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    get body() {
      return state.body;
    },
    set body(body) {
      state.body = body;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address;
}
