/**
 * What happens below HTTP: no name, no connection, no certificate, no end. All of it is `unavailable`, and why in
 * `detail`.
 */
import { clientsAt, DEMO, served } from './bench.ts';
import { type Fault, failed } from './fault.ts';

const JSON_HEAD = { 'content-type': 'application/json' };
const unavailable = (detail: string) => failed({ kind: 'unavailable', detail });

export const NETWORK_FAULTS: readonly Fault[] = [
  {
    name: 'DNS knows no such host',
    // A name that can never exist: RFC 6761, section 6.4.
    ask: () => clientsAt('https://registry.invalid').hub.tagPage(DEMO, { page: 1 }),
    says: unavailable('network'),
  },
  {
    name: 'nobody listens: connection refused',
    async ask() {
      const closed = await served(
        () => undefined,
        async (origin) => origin,
      );
      return clientsAt(closed).registry.head(DEMO, 'latest');
    },
    says: unavailable('network'),
  },
  {
    name: 'a certificate that nobody trusts',
    ask: ({ tag }) =>
      served(
        (_request, response) => response.end('{}'),
        (origin) => clientsAt(origin).registry.head(DEMO, tag),
        'secure',
      ),
    says: unavailable('network'),
  },
  {
    name: 'a host that is out of reach',
    ask({ standin, registry, tag }) {
      standin.faults.unreachable('registry-1.docker.io');
      return registry.head(DEMO, tag);
    },
    says: unavailable('network'),
    sent: ['token'],
    seen: 'a registry out of reach',
  },
  {
    name: 'no answer in time',
    timeoutMs: 200,
    ask({ standin, registry, tag }) {
      standin.faults.add({ kind: 'head' }, { kind: 'hang' });
      return registry.head(DEMO, tag);
    },
    says: unavailable('timeout'),
  },
  {
    name: 'a body that stops',
    ask: () =>
      served(
        (_request, response) => void response.writeHead(200, JSON_HEAD).write('{"count":'),
        (origin) => clientsAt(origin, 200).hub.tagPage(DEMO, { page: 1 }),
      ),
    says: unavailable('timeout in body'),
  },
  {
    name: 'a body that drips for ever',
    ask: () =>
      served(
        (_request, response) => {
          response.writeHead(200, JSON_HEAD);
          const drip = setInterval(() => response.write(' '), 10);
          response.on('close', () => clearInterval(drip));
        },
        (origin) => clientsAt(origin, 300).hub.tagPage(DEMO, { page: 1 }),
      ),
    says: unavailable('timeout in body'),
  },
  {
    name: 'a connection that is reset before the answer',
    ask({ standin, registry, tag }) {
      standin.faults.add({ kind: 'head' }, { kind: 'reset' });
      return registry.head(DEMO, tag);
    },
    says: unavailable('network'),
    sent: ['token', 'head'],
    seen: 'one tag that the registry cannot answer for',
  },
  {
    name: 'a body that is cut off',
    ask({ standin, hub }) {
      standin.faults.add({ kind: 'hub-api' }, { kind: 'truncate', bytes: 200 });
      return hub.tagPage(DEMO, { page: 1 });
    },
    says: unavailable('network in body'),
    sent: ['hub-api'],
    seen: 'a Hub API that %s',
  },
  {
    name: 'a body that is far too large',
    ask({ standin, registry, digest }) {
      standin.faults.add({ kind: 'manifest-get' }, { kind: 'oversize', bytes: 4_194_305 });
      return registry.manifest(DEMO, digest);
    },
    says: failed({ kind: 'malformed', detail: 'body too large' }),
    sent: ['token', 'manifest-get'],
  },
  {
    name: 'a redirect to another host, which is not followed',
    ask({ standin, registry, digest }) {
      const headers = { location: 'https://registry.invalid/v2/' };
      standin.faults.add({ kind: 'manifest-get' }, { kind: 'answer', status: 307, headers });
      return registry.manifest(DEMO, digest);
    },
    says: unavailable('network'),
    sent: ['token', 'manifest-get'],
  },
];
