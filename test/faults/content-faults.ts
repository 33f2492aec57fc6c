/**
 * Answers that are well formed and wrong: no digest, another digest, other bytes, and two sources that disagree.
 */
import { DEMO } from './bench.ts';
import { type Fault, failed, got } from './fault.ts';

const DIGEST_HEADER = 'docker-content-digest';

/** One header of the registry's answers to HEAD with another value, or without the header. */
function headHeader(name: string, header: string, value: string | undefined, seen?: string): Fault {
  return {
    name,
    ask({ standin, registry, tag }) {
      const effect = {
        kind: 'header',
        name: header,
        ...(value !== undefined && { value }),
      } as const;
      standin.faults.add({ kind: 'head' }, effect);
      return registry.head(DEMO, tag);
    },
    says: failed({ kind: 'malformed', status: 200 }),
    sent: ['token', 'head'],
    ...(seen !== undefined && { seen }),
  };
}

export const CONTENT_FAULTS: readonly Fault[] = [
  headHeader('a HEAD without a digest', DIGEST_HEADER, undefined, 'a HEAD without a digest'),
  headHeader('a HEAD with half a digest', DIGEST_HEADER, 'sha256:0123'),
  headHeader('a HEAD whose type is none', 'content-type', 'index'),
  {
    name: 'a HEAD for a digest that names another',
    ask({ standin, registry, digest, other }) {
      standin.faults.add({ kind: 'head' }, { kind: 'header', name: DIGEST_HEADER, value: other });
      return registry.head(DEMO, digest);
    },
    says: failed({ kind: 'malformed', detail: 'HEAD names another digest' }),
    sent: ['token', 'head'],
  },
  {
    name: 'a GET with the wrong digest in its header: its bytes are right, and they count',
    ask({ standin, registry, digest, other }) {
      standin.faults.add(
        { kind: 'manifest-get' },
        { kind: 'header', name: DIGEST_HEADER, value: other },
      );
      return registry.manifest(DEMO, digest);
    },
    says: { ok: true },
    sent: ['token', 'manifest-get'],
  },
  {
    name: 'a GET without a type',
    ask({ standin, registry, digest }) {
      standin.faults.add(
        { kind: 'manifest-get' },
        { kind: 'header', name: 'content-type', value: '' },
      );
      return registry.manifest(DEMO, digest);
    },
    says: failed({ kind: 'malformed' }),
    sent: ['token', 'manifest-get'],
  },
  {
    name: 'bytes that do not hash to their name',
    ask({ standin, registry, digest }) {
      standin.faults.add({ kind: 'manifest-get' }, { kind: 'corrupt' });
      return registry.manifest(DEMO, digest);
    },
    says: failed({ kind: 'digest-mismatch', status: 200 }),
    sent: ['token', 'manifest-get'],
  },
  {
    name: 'a tag that moves between HEAD and GET: the bytes are those that HEAD named',
    async ask({ standin, registry, tag, digest, other }) {
      const before = await registry.head(DEMO, tag);
      standin.world.moveTag(DEMO, tag, other);
      const bytes = await registry.manifest(DEMO, digest);
      const after = await registry.head(DEMO, tag);
      return { before, bytes, after, digest, other };
    },
    says: { before: { ok: true }, bytes: { ok: true }, after: { ok: true } },
    sent: ['token', 'head', 'manifest-get', 'head'],
  },
  {
    name: 'a Hub API that has not noticed a push: both words stay apart',
    async ask({ standin, registry, hub, tag, other }) {
      standin.world.moveTag(DEMO, tag, other, { hubLags: true });
      const [said, true_] = [await hub.tag(DEMO, tag), await registry.head(DEMO, tag)];
      if (!said.ok || !true_.ok) return 'no answer';
      return {
        isAnother: said.value.digest !== true_.value.digest,
        isTrue: true_.value.digest === other,
      };
    },
    says: { isAnother: true, isTrue: true },
    seen: 'a tag that moved, of which the Hub API knows nothing yet',
  },
  {
    name: 'empty images, which are no answer',
    async ask({ standin, hub, tag }) {
      standin.world.repository(DEMO).gaps = { images: 'empty' };
      const said = await hub.tag(DEMO, tag);
      return said.ok && { name: said.value.name, hasImages: 'images' in said.value };
    },
    says: { hasImages: false },
    sent: ['hub-api'],
    seen: 'a Hub API without platforms costs no pull',
  },
  {
    name: 'the wall behind a thousand tags, which is no failure',
    ask: ({ hub }) => hub.tagPage(DEMO, { page: 11 }),
    says: got({ kind: 'wall' }),
    sent: ['hub-api'],
  },
];
