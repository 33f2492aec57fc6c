/**
 * The proxy that browsers are given: `CONNECT host:443` to one of the three hosts leads into the stand-in, any other is
 * refused and written down. The wire in between can be given a length (a round trip time), so that TCP, TLS and HTTP all
 * feel it as they would over the internet.
 */
import { createServer } from 'node:http';
import { connect, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { delayLine } from './delay-line.ts';

export interface RecordedConnection {
  /** Counts all connections of the stand-in's life from 1. */
  readonly id: number;
  readonly host: string;
  /** When the CONNECT came: milliseconds since 1970. */
  readonly at: number;
  readonly refused: boolean;
  /** From the CONNECT to the end of the TLS handshake as the client sees it, milliseconds; undefined until then. */
  setUpMs?: number;
}

/** Bytes on the wire, TLS included, as the client sends (`up`) and gets (`down`) them. */
export interface Traffic {
  /** Of the connection. */
  readonly id: number;
  readonly host: string;
  isOpen: boolean;
  up: number;
  down: number;
}

export interface Wire {
  /** Milliseconds for there and back. */
  roundTripMs: number;
}

export interface Tunnel {
  readonly port: number;
  readonly connections: readonly RecordedConnection[];
  /** One entry for each connection that was open since `forget`, counted from then. */
  readonly traffic: readonly Traffic[];
  /** Which connection comes from this local port. */
  connectionFrom(localPort: number): number | undefined;
  /** The TLS server's word that the handshake on the connection from this local port is done. */
  handshakeDone(localPort: number): void;
  /** Ends all connections to a host. */
  cut(host: string): void;
  /** Starts a new list of connections, and counts the bytes of those that are open from 0. */
  forget(): void;
  close(): Promise<void>;
}

export interface TunnelOptions {
  /** Port of the server that ends TLS. */
  readonly target: number;
  readonly wire: Wire;
  isOpen(host: string): boolean;
  /** Whether what answers in this host's name does not speak TLS. */
  isTlsBroken(host: string): boolean;
}

export async function startTunnel({
  target,
  wire,
  isOpen,
  isTlsBroken,
}: TunnelOptions): Promise<Tunnel> {
  const connections: RecordedConnection[] = [];
  const byPort = new Map<number, RecordedConnection>();
  const open = new Map<Duplex, string>();
  let count = 0;
  const traffic: Traffic[] = [];
  const half = () => wire.roundTripMs / 2;

  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, client: Duplex) => {
    const [host = '', port] = (request.url ?? '').split(':');
    count += 1;
    const record: RecordedConnection = {
      id: count,
      host,
      at: Date.now(),
      refused: !isOpen(host) || port !== '443',
    };
    connections.push(record);
    client.on('error', () => client.destroy());
    if (record.refused) {
      client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    open.set(client, host);
    client.on('close', () => open.delete(client));
    if (isTlsBroken(host)) {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.once('data', () => client.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      return;
    }
    const counted: Traffic = { id: record.id, host, isOpen: true, up: 0, down: 0 };
    traffic.push(counted);
    client.on('close', () => {
      counted.isOpen = false;
    });
    const inside = connect({ port: target, host: '127.0.0.1', noDelay: true }, () => {
      byPort.set(inside.localPort ?? 0, record);
      // The CONNECT and the TCP handshake behind a real proxy take one round trip.
      setTimeout(
        () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'),
        wire.roundTripMs,
      );
      client.on('data', ({ length }: Buffer) => {
        counted.up += length;
      });
      inside.on('data', ({ length }: Buffer) => {
        counted.down += length;
      });
      client.pipe(delayLine(half)).pipe(inside);
      inside.pipe(delayLine(half)).pipe(client);
    });
    inside.on('error', () => inside.destroy());
    // What is still on the wire arrives before the end does.
    inside.on('close', () => setTimeout(() => client.end(), half() + 1));
    client.on('close', () => setTimeout(() => inside.destroy(), half() + 1));
  });
  const port = await listen(server);

  return {
    port,
    connections,
    traffic,
    connectionFrom: (localPort) => byPort.get(localPort)?.id,
    handshakeDone(localPort) {
      const record = byPort.get(localPort);
      // The client was done half a round trip earlier: its last message had to come here first.
      if (record !== undefined) record.setUpMs ??= Date.now() - record.at - half();
    },
    cut(host) {
      for (const [client, to] of open) if (to === host) client.destroy();
    },
    forget() {
      connections.length = 0;
      traffic.splice(0, traffic.length, ...traffic.filter(({ isOpen }) => isOpen));
      for (const one of traffic) Object.assign(one, { up: 0, down: 0 });
    },
    close() {
      for (const client of open.keys()) client.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** Listens on a free port of this machine alone. */
export function listen(server: Server): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
