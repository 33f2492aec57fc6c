/**
 * The words of a pasted text, one by one: a hash, a reference, or noise. Whatever prints them (`docker images`,
 * `docker inspect`, `kubectl describe`, a web page) puts quotes, brackets and commas around them.
 */
import { type Digest, isDigest } from './digest.ts';
import { locate } from './hub-location.ts';
import { parseReference, type Reference } from './reference.ts';
import type { RepositoryName } from './repository.ts';

/** A whole digest, or the first digits of one. */
export interface PastedHash {
  /** Lower case; 7 digits or more. */
  readonly hex: string;
  /** `sha256` or `sha512`; left out where the text names none and the length does not say it. */
  readonly algorithm?: string;
  /** Where it is whole. */
  readonly digest?: Digest;
}

/** A repository that a text names, and the tag that it names there. */
export type PastedName = Pick<Reference, 'repository' | 'tag'>;

/** What one word is. A reference with a digest is both. */
export interface WordReading {
  readonly hash?: PastedHash;
  readonly name?: PastedName;
}

/** How a word stands in its text: beside other words, as the whole text, or where the word before says that it is a name. */
export type Standing = 'beside' | 'alone' | 'announced';

/** `sha256:` (or `sha256-`, as in addresses) and what follows; or digits alone. Cut texts end in dots. */
const DIGITS = /^(?:(sha256|sha512)[:-])?([0-9a-f]{7,128})(?:…|\.\.\.)?$/i;

/** Between words; no name, tag, digest or address of an image holds any of these. */
const BETWEEN = /[\s"'`,;()[\]{}│├└─]+/;

/** Before an image's ID or reference in a Kubernetes status: `imageID: docker://sha256:…`. */
const RUNTIME = /^(?:docker-pullable|docker|containerd|cri-o):\/\//i;
const SCHEME = /^https?:\/\//i;
/** An address of Docker Hub's site, without its scheme. */
export const HUB_SITE = /^hub\.docker\.com(?:[/:?#]|$)/i;

/** A digest that is still being typed, or was cut shorter than anybody prints one: no repository of that name. */
const BEGUN_DIGEST = /^sha(?:256|512):/i;

const HUB_HOST = /^(?:index\.|registry-1\.)?docker\.io\//i;
const NUMBER_FIRST = /^[0-9.]+[:/]/;

/** First words of platform keys: `linux/amd64` beside a hash is no repository. */
const SYSTEMS = new Set(['linux', 'windows', 'darwin', 'freebsd', 'unknown']);

const WHOLE = new Map([
  [64, 'sha256'],
  [128, 'sha512'],
]);

/** Characters of a text that are read: more than `docker inspect` prints of one image. */
const MAX_LENGTH = 65_536;

/** The words of a text, in order. A colon at the end stays: it says that a word is a label. */
export function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, MAX_LENGTH)
    .split(BETWEEN)
    .filter((word) => word !== '');
}

/** Reads one word. A bare word such as `nginx` is no name unless it is announced: most words are not. */
export function readWord(word: string, standing: Standing = 'beside'): WordReading {
  const bare = withoutStop(word).replace(RUNTIME, '');
  const hash = readHash(bare);
  if (hash) return { hash };
  const path = bare.replace(SCHEME, '');
  if (HUB_SITE.test(path)) return readAddress(`https://${path}`);
  const at = path.indexOf('@');
  const pinned = at < 0 ? undefined : readHash(path.slice(at + 1));
  // Without a digest, what stands before an `@` is a person: `me@example.com`.
  const isPinned = pinned?.algorithm !== undefined;
  const name = at < 0 ? readName(path, standing) : readPinned(path.slice(0, at), isPinned);
  return { ...(pinned && { hash: pinned }), ...(name && { name }) };
}

/** Labels end in a colon, sentences in a full stop, cut digests in three. */
function withoutStop(word: string): string {
  return word.endsWith(':') || (word.endsWith('.') && !word.endsWith('..'))
    ? word.slice(0, -1)
    : word;
}

/** Reads digits; undefined where a word is anything else. */
export function readHash(word: string): PastedHash | undefined {
  const match = DIGITS.exec(word);
  if (!match) return undefined;
  const hex = (match[2] ?? '').toLowerCase();
  const algorithm = match[1]?.toLowerCase() ?? WHOLE.get(hex.length);
  const digest = `${algorithm ?? ''}:${hex}`;
  return { hex, ...(algorithm && { algorithm }), ...(isDigest(digest) && { digest }) };
}

function readPinned(word: string, isPinned: boolean): PastedName | undefined {
  return isPinned ? readName(word, 'announced') : undefined;
}

/** Reads a name in any form that `docker pull` takes. */
export function readName(word: string, standing: Standing): PastedName | undefined {
  if (BEGUN_DIGEST.test(word)) return undefined;
  if (standing === 'alone' && !/[:/]/.test(word)) return undefined;
  if (standing === 'beside' && !isPlainlyName(word)) return undefined;
  const components = word.split('/');
  const isPath = components.length > 1;
  if (isPath && (SYSTEMS.has(components[0] ?? '') || components.every(isNumber))) return undefined;
  const reference = parseReference(word);
  return reference.ok ? withoutDigest(reference.value) : undefined;
}

/** By itself it names an image: not `and/or`, `application/json`, `80/tcp`, `10:20` or `127.0.0.1:80`. */
function isPlainlyName(word: string): boolean {
  if (HUB_HOST.test(word)) return true;
  return word.lastIndexOf(':') > word.lastIndexOf('/') && !NUMBER_FIRST.test(word);
}

/** Any page of Docker Hub that is about one repository; the layers page names a tag and a hash too. */
function readAddress(address: string): WordReading {
  const page = locate(address);
  if (page.kind === 'layers') {
    const hash = page.digest && readHash(page.digest);
    return { name: withoutDigest(page), ...(hash && { hash }) };
  }
  return page.kind === 'tags' || page.kind === 'overview'
    ? { name: { repository: page.repository } }
    : {};
}

function withoutDigest({
  repository,
  tag,
}: {
  readonly repository: RepositoryName;
  readonly tag?: string;
}): PastedName {
  return { repository, ...(tag !== undefined && { tag }) };
}

/** Dates (`2026/10/01`) are repositories by their grammar alone. */
function isNumber(component: string): boolean {
  return /^[0-9]+$/.test(component);
}
