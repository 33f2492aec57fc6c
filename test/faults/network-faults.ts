/**
 * What happens below HTTP: no name, no connection, no certificate, no end. All of it is `unavailable`, and why in
 * `detail`. What costs nothing is tried three times, or twice where it took all the time that a question has.
 */
import { REGISTRY_HOST, TOKEN_HOST } from '../standin/exchange.ts';
import { clientsAt, DEMO, headOf, served } from './bench.ts';
import { AS_EVER, type Fault, failed, unconfirmed, withoutPlatforms } from './fault.ts';

const unavailable = (detail: string) => failed({ kind: 'unavailable', detail });
const ELSEWHERE = { location: 'https://registry.invalid/v2/' };
/** Two deadlines of 12 seconds each. */
const TWO_DEADLINES = 24;

export const NETWORK_FAULTS: readonly Fault[] = [
  {
    name: 'DNS knows no such host',
    // A name that can never exist: RFC 6761, section 6.4.
    ask: () => clientsAt('https://registry.invalid').hub.tagPage(DEMO, { page: 1 }),
    says: unavailable('network'),
    seen: { nobody: 'behind a proxy it looks like a host out of reach' },
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
    seen: { nobody: 'behind a proxy it looks like a host out of reach' },
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
    seen: { nobody: 'the browsers of the tests are told to take certificates that nobody trusts' },
  },
  {
    name: 'somebody who does not speak TLS',
    make: ({ standin }) => standin.faults.brokenTls(REGISTRY_HOST),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: unavailable('network'),
    sent: ['token'],
    seen: { rows: unconfirmed('unavailable') },
  },
  {
    name: 'a host that is out of reach',
    make: ({ standin }) => standin.faults.unreachable(REGISTRY_HOST),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: unavailable('network'),
    sent: ['token'],
    seen: { rows: unconfirmed('unavailable') },
  },
  {
    name: 'a token service that is out of reach',
    make: ({ standin }) => standin.faults.unreachable(TOKEN_HOST),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: failed({ kind: 'unavailable', host: TOKEN_HOST, detail: 'network' }),
    sent: [],
    seen: { rows: unconfirmed('unavailable') },
  },
  {
    name: 'no answer in time',
    timeoutMs: 200,
    make: (place) => place.standin.faults.add(headOf(place), { kind: 'hang' }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: unavailable('timeout'),
    seen: { row: unconfirmed('unavailable'), afterSeconds: TWO_DEADLINES },
  },
  {
    name: 'a body that stops',
    timeoutMs: 200,
    make: ({ standin }) => standin.faults.add({ kind: 'hub-api' }, { kind: 'stop', bytes: 200 }),
    ask: ({ hub, repository }) => hub.tagPage(repository, { page: 1 }),
    says: unavailable('timeout in body'),
    seen: { rows: withoutPlatforms('unavailable'), afterSeconds: TWO_DEADLINES },
  },
  {
    name: 'a body that drips slower than anybody waits',
    timeoutMs: 300,
    make: ({ standin }) => standin.faults.add({ kind: 'hub-api' }, { kind: 'drip', everyMs: 50 }),
    ask: ({ hub, repository }) => hub.tagPage(repository, { page: 1 }),
    says: unavailable('timeout in body'),
    seen: { rows: withoutPlatforms('unavailable'), afterSeconds: TWO_DEADLINES },
  },
  {
    name: 'a connection that is reset before the answer, each time',
    make: (place) => place.standin.faults.add(headOf(place), { kind: 'reset' }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: unavailable('network'),
    sent: ['token', 'head', 'head', 'head'],
    seen: { row: unconfirmed('unavailable') },
  },
  {
    name: 'a connection that is reset once: nobody notices',
    make: (place) => place.standin.faults.add({ ...headOf(place), times: 1 }, { kind: 'reset' }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: { ok: true },
    sent: ['token', 'head', 'head'],
    seen: { rows: AS_EVER },
  },
  {
    name: 'a connection that is reset in a GET, which may have cost a pull: not sent again',
    make: ({ standin }) => standin.faults.add({ kind: 'manifest-get' }, { kind: 'reset' }),
    ask: ({ registry, repository, digest }) => registry.manifest(repository, digest),
    says: unavailable('network'),
    sent: ['token', 'manifest-get'],
    seen: { popup: { failure: 'unavailable' } },
  },
  {
    name: 'a manifest that is cut off: not asked for again',
    make: ({ standin }) =>
      standin.faults.add({ kind: 'manifest-get' }, { kind: 'truncate', bytes: 20 }),
    ask: ({ registry, repository, digest }) => registry.manifest(repository, digest),
    says: unavailable('network in body'),
    sent: ['token', 'manifest-get'],
    seen: { popup: { failure: 'unavailable' } },
  },
  {
    name: 'a page of tags that is cut off, each time',
    make: ({ standin }) =>
      standin.faults.add({ kind: 'hub-api' }, { kind: 'truncate', bytes: 200 }),
    ask: ({ hub, repository }) => hub.tagPage(repository, { page: 1 }),
    says: unavailable('network in body'),
    sent: ['hub-api', 'hub-api', 'hub-api'],
    seen: { rows: withoutPlatforms('unavailable') },
  },
  {
    name: 'a list of names that is cut off once',
    make: ({ standin }) =>
      standin.faults.add({ kind: 'tags-list', times: 1 }, { kind: 'truncate', bytes: 20 }),
    ask: ({ registry, repository }) => registry.tags(repository),
    says: { ok: true },
    sent: ['token', 'tags-list', 'tags-list'],
    seen: { nobody: 'no page and no popup asks for it where the web API lists all tags' },
  },
  {
    name: 'a body that is far too large',
    make: ({ standin }) =>
      standin.faults.add({ kind: 'manifest-get' }, { kind: 'oversize', bytes: 4_194_305 }),
    ask: ({ registry, repository, digest }) => registry.manifest(repository, digest),
    says: failed({ kind: 'malformed', detail: 'body too large' }),
    sent: ['token', 'manifest-get'],
    seen: { popup: { failure: 'malformed' } },
  },
  {
    name: 'a redirect to another host, which is not followed',
    make: (place) =>
      place.standin.faults.add(headOf(place), { kind: 'answer', status: 307, headers: ELSEWHERE }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: unavailable('network'),
    sent: ['token', 'head', 'head', 'head'],
    seen: { row: unconfirmed('unavailable') },
  },
  {
    name: 'a token service that leads to another host, which nobody follows',
    make: ({ standin }) =>
      standin.faults.add({ kind: 'token' }, { kind: 'answer', status: 302, headers: ELSEWHERE }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: failed({ kind: 'unavailable', host: TOKEN_HOST, detail: 'network' }),
    sent: ['token', 'token', 'token'],
    seen: { rows: unconfirmed('unavailable') },
  },
  {
    name: 'a manifest that is elsewhere, where nobody goes',
    make: ({ standin }) =>
      standin.faults.add(
        { kind: 'manifest-get' },
        { kind: 'answer', status: 307, headers: ELSEWHERE },
      ),
    ask: ({ registry, repository, digest }) => registry.manifest(repository, digest),
    says: unavailable('network'),
    sent: ['token', 'manifest-get'],
    seen: { popup: { failure: 'unavailable' } },
  },
];
