/**
 * Answers that are well formed and wrong: no digest, another digest, other bytes, and two sources that disagree.
 */
import { headOf } from './bench.ts';
import { AS_EVER, type Fault, failed, got, type RowSeen, unconfirmed } from './fault.ts';

const DIGEST_HEADER = 'docker-content-digest';

/** One header of the registry's answers to the HEAD of a tag with another value, or without the header. */
function headHeader(
  name: string,
  header: string,
  value: string | undefined,
  says: object = failed({ kind: 'malformed', status: 200 }),
  row: RowSeen = unconfirmed('malformed'),
): Fault {
  return {
    name,
    make: (place) =>
      place.standin.faults.add(headOf(place), {
        kind: 'header',
        name: header,
        ...(value !== undefined && { value }),
      }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says,
    sent: ['token', 'head'],
    seen: { row },
  };
}

export const CONTENT_FAULTS: readonly Fault[] = [
  headHeader('a HEAD without a digest', DIGEST_HEADER, undefined),
  headHeader('a HEAD with half a digest', DIGEST_HEADER, 'sha256:0123'),
  headHeader('a HEAD without a type', 'content-type', undefined),
  headHeader('a HEAD whose type is none', 'content-type', 'index'),
  headHeader(
    'a HEAD with the type of a page: a type like any other that nobody knows',
    'content-type',
    'text/html',
    got({ mediaType: 'text/html' }),
    AS_EVER,
  ),
  {
    name: 'a HEAD for a digest that names another',
    make: ({ standin, other }) =>
      standin.faults.add({ kind: 'head' }, { kind: 'header', name: DIGEST_HEADER, value: other }),
    ask: ({ registry, repository, digest }) => registry.head(repository, digest),
    says: failed({ kind: 'malformed', detail: 'HEAD names another digest' }),
    sent: ['token', 'head'],
    seen: { nobody: 'no row and no group is asked for by its digest, only what is pasted' },
  },
  {
    name: 'a GET with the wrong digest in its header: its bytes are right, and they count',
    make: ({ standin, other }) =>
      standin.faults.add(
        { kind: 'manifest-get' },
        { kind: 'header', name: DIGEST_HEADER, value: other },
      ),
    ask: ({ registry, repository, digest }) => registry.manifest(repository, digest),
    says: { ok: true },
    sent: ['token', 'manifest-get'],
    seen: { popup: {} },
  },
  {
    name: 'a GET without a type',
    make: ({ standin }) =>
      standin.faults.add(
        { kind: 'manifest-get' },
        { kind: 'header', name: 'content-type', value: '' },
      ),
    ask: ({ registry, repository, digest }) => registry.manifest(repository, digest),
    says: failed({ kind: 'malformed' }),
    sent: ['token', 'manifest-get'],
    seen: { popup: { failure: 'malformed' } },
  },
  {
    name: 'bytes that do not hash to their name',
    make: ({ standin }) => standin.faults.add({ kind: 'manifest-get' }, { kind: 'corrupt' }),
    ask: ({ registry, repository, digest }) => registry.manifest(repository, digest),
    says: failed({ kind: 'digest-mismatch', status: 200 }),
    sent: ['token', 'manifest-get'],
    seen: { popup: { failure: 'digest-mismatch' } },
  },
  {
    name: 'a tag that moves between HEAD and GET: the bytes are those that HEAD named',
    async ask({ standin, registry, repository, tag, digest, other }) {
      const before = await registry.head(repository, tag);
      standin.world.moveTag(repository, tag, other);
      const bytes = await registry.manifest(repository, digest);
      const after = await registry.head(repository, tag);
      return { before, bytes, after, digest, other };
    },
    says: { before: { ok: true }, bytes: { ok: true }, after: { ok: true } },
    sent: ['token', 'head', 'manifest-get', 'head'],
    seen: { nobody: 'the popup reads by digest what its groups show: nothing of the move' },
  },
  {
    name: 'a Hub API that has not noticed a push: both words stay apart',
    make({ standin, repository, tag, digest, other }) {
      standin.world.moveTag(repository, tag, other, { hubLags: true });
      return { remove: () => standin.world.moveTag(repository, tag, digest) };
    },
    async ask({ registry, hub, repository, tag, other }) {
      const [said, true_] = [await hub.tag(repository, tag), await registry.head(repository, tag)];
      if (!said.ok || !true_.ok) return 'no answer';
      return {
        isAnother: said.value.digest !== true_.value.digest,
        isTrue: true_.value.digest === other,
      };
    },
    says: { isAnother: true, isTrue: true },
    sent: ['hub-api', 'token', 'head'],
    // Other tags of that digest have its platforms.
    seen: { row: { ...AS_EVER, conflict: true } },
  },
  {
    name: 'empty images, which are no answer',
    make({ standin, repository }) {
      const found = standin.world.repository(repository);
      const { gaps } = found;
      found.gaps = { ...gaps, images: 'empty' };
      return {
        remove: () => {
          found.gaps = gaps;
        },
      };
    },
    async ask({ hub, repository, tag }) {
      const said = await hub.tag(repository, tag);
      return said.ok && { name: said.value.name, hasImages: 'images' in said.value };
    },
    says: { hasImages: false },
    sent: ['hub-api'],
    seen: { rows: { state: 'partial', evidence: 'registry' } },
  },
  {
    name: 'the wall behind a thousand tags, which is no failure',
    ask: ({ hub, repository }) => hub.tagPage(repository, { page: 11 }),
    says: got({ kind: 'wall' }),
    sent: ['hub-api'],
    seen: { nobody: 'a listing ends there, and says how many tags it knows' },
  },
];
