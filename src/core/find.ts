/**
 * Answers "what is this?" for anything pasted, from what is known of one repository: is it an index, one platform's
 * manifest, an image ID, a layer, an attestation or a tag, and which tags carry it. Asks nobody.
 */
import type { Digest } from './digest.ts';
import { manifestKind } from './media-type.ts';
import { classifyPaste } from './paste.ts';
import { type PlatformKey, UNKNOWN_PLATFORM } from './platform.ts';
import type { Reference } from './reference.ts';
import { sortTags } from './tag-order.ts';
import type { PlatformImage } from './tag-record.ts';

/** A manifest, and what is in it where it is one image that was read. */
interface SearchedManifest {
  readonly digest: Digest;
  readonly configDigest?: Digest;
  readonly layers?: readonly Digest[];
}

export interface SearchedImage extends SearchedManifest, PlatformImage {}

/** All tags of one digest: the popup's groups fit. */
export interface SearchedGroup extends SearchedManifest {
  readonly mediaType?: string;
  readonly tags: readonly string[];
  readonly images: readonly SearchedImage[];
  readonly attestations: readonly Digest[];
}

/** What is known of a repository: the popup's view fits. */
export interface Searched {
  /** Full name. A reference to another repository finds nothing here; without this it is not compared. */
  readonly repository?: string;
  readonly groups: readonly SearchedGroup[];
  readonly unknownTags?: readonly { readonly tag: string }[];
}

export interface Finding {
  /** What was found. The names are part of the stable surface (test/CONTRACT.md, `data-kind`). */
  readonly kind:
    | 'index'
    | 'image-manifest'
    | 'config'
    | 'layer'
    | 'attestation'
    | 'tag'
    | 'unknown';
  /** The tags that carry it, tag order. For a tag: all tags of its digest. For a part of a name: all that contain it. */
  readonly tags: readonly string[];
  readonly platform?: PlatformKey;
  readonly digest?: Digest;
  /** With `unknown`: the digests that begin with the digits given, when it is more than one. */
  readonly candidates?: readonly Digest[];
}

const NOTHING: Finding = { kind: 'unknown', tags: [] };

/** Finds what a text names. Never fails: what is not known is `unknown`. */
export function find(known: Searched, text: string): Finding {
  const paste = classifyPaste(text);
  switch (paste.kind) {
    case 'empty':
      return NOTHING;
    case 'digest':
      return findDigest(known.groups, paste.digest);
    case 'prefix':
      // Digits may be a tag as well (`20240115`, a commit): a tag of just that name comes first, a part of one last.
      return paste.algorithm === undefined
        ? (findTag(known, text.trim()) ??
            findPrefix(known, `:${paste.hex}`) ??
            findTagPart(known, text.trim()))
        : (findPrefix(known, `${paste.algorithm}:${paste.hex}`) ?? NOTHING);
    case 'reference':
      return findReference(known, paste.reference);
    case 'text':
      return findTag(known, paste.text) ?? findTagPart(known, paste.text);
  }
}

function findReference(known: Searched, { repository, tag, digest }: Reference): Finding {
  if (known.repository !== undefined && known.repository !== repository) return NOTHING;
  if (digest) return findDigest(known.groups, digest);
  return (tag !== undefined && findTag(known, tag)) || NOTHING;
}

/** The one digest with these digits; where there are several, all of them; undefined where there is none. */
function findPrefix({ groups }: Searched, start: string): Finding | undefined {
  const [first, ...more] = digestsWith(groups, start);
  if (first === undefined) return undefined;
  if (more.length > 0) return { ...NOTHING, candidates: [first, ...more] };
  return findDigest(groups, first);
}

function findTag(known: Searched, tag: string): Finding | undefined {
  const group = known.groups.find(({ tags }) => tags.includes(tag));
  if (group) return { kind: 'tag', tags: group.tags, digest: group.digest };
  const isListed = known.unknownTags?.some((unknown) => unknown.tag === tag);
  return isListed ? { kind: 'tag', tags: [tag] } : undefined;
}

function findTagPart(known: Searched, part: string): Finding {
  const wanted = part.toLowerCase();
  const all = [
    ...known.groups.flatMap(({ tags }) => tags),
    ...(known.unknownTags ?? []).map(({ tag }) => tag),
  ];
  const tags = sortTags(all.filter((tag) => tag.toLowerCase().includes(wanted)));
  return tags.length > 0 ? { kind: 'tag', tags } : NOTHING;
}

/** What a whole digest is, most telling role first, and the tags of every group in which it has that role. */
function findDigest(groups: readonly SearchedGroup[], digest: Digest): Finding {
  const top = groups.find((group) => group.digest === digest);
  if (top && isIndex(top)) return { kind: 'index', tags: top.tags, digest };
  const image = findPart(groups, 'image-manifest', digest, (one) => one.digest === digest);
  // Nobody has said what it is, and no index holds it as an image.
  if (top && top.mediaType === undefined && !image?.platform) {
    return { kind: 'unknown', tags: top.tags, digest };
  }
  return (
    image ??
    findPart(groups, 'config', digest, ({ configDigest }) => configDigest === digest) ??
    findPart(groups, 'layer', digest, ({ layers }) => layers?.includes(digest) ?? false) ??
    findAttestation(groups, digest)
  );
}

/** The groups that are such a manifest, even while nobody has said its platform, or hold one. */
function findPart(
  groups: readonly SearchedGroup[],
  kind: 'image-manifest' | 'config' | 'layer',
  digest: Digest,
  isIt: (manifest: SearchedManifest) => boolean,
): Finding | undefined {
  const holders = groups.filter((group) => isIt(group) || group.images.some(isIt));
  if (holders.length === 0) return undefined;
  const platforms = holders.flatMap(({ images }) => images.filter(isIt).map((i) => i.platform));
  const platform = platforms.find((key) => key !== UNKNOWN_PLATFORM) ?? platforms[0];
  return { kind, tags: tagsOf(holders), ...(platform !== undefined && { platform }), digest };
}

function findAttestation(groups: readonly SearchedGroup[], digest: Digest): Finding {
  const holders = groups.filter(({ attestations }) => attestations.includes(digest));
  if (holders.length === 0) return { ...NOTHING, digest };
  return { kind: 'attestation', tags: tagsOf(holders), digest };
}

/** By its media type; where nobody has said that, an index is what holds images other than itself. */
function isIndex({ digest, mediaType, images }: SearchedGroup): boolean {
  if (mediaType !== undefined) return manifestKind(mediaType) === 'index';
  return images.length > 0 && images.every((image) => image.digest !== digest);
}

function tagsOf(groups: readonly SearchedGroup[]): string[] {
  return sortTags(new Set(groups.flatMap(({ tags }) => tags)));
}

/** Every known digest that begins so, each once. A `start` that begins with the colon leaves the algorithm open. */
function digestsWith(groups: readonly SearchedGroup[], start: string): Digest[] {
  const found = new Set<Digest>();
  const consider = (digest: Digest | undefined): void => {
    const from = start.startsWith(':') ? digest?.indexOf(':') : 0;
    if (digest?.startsWith(start, from)) found.add(digest);
  };
  for (const group of groups) {
    for (const manifest of [group, ...group.images]) {
      consider(manifest.digest);
      consider(manifest.configDigest);
      manifest.layers?.forEach(consider);
    }
    group.attestations.forEach(consider);
  }
  return [...found];
}
