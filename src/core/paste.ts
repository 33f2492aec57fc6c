/**
 * What a person may have pasted: a digest or the first digits of one, as Docker's tools and pages cut it, a reference,
 * an address of Docker Hub, a line of a tool's output, or several lines that a box without lines has joined. Such a text
 * may name a repository, a tag and several hashes at once.
 */
import {
  type PastedHash,
  type PastedName,
  readHash,
  readName,
  readWord,
  type Standing,
  wordsOf,
} from './paste-words.ts';
import { parseRepository } from './repository.ts';
import { isTag } from './tag.ts';

export interface FoundHash extends PastedHash {
  /** Whose it is, where the text says so: beside it in a row, or in a reference. */
  readonly of?: PastedName;
  /** Printed by `docker pull` as a layer. */
  readonly isLayer?: boolean;
}

export interface Paste {
  /** Without white space around it. */
  readonly text: string;
  /** Each once, in the order of the text; at most `MAX_HASHES`. */
  readonly hashes: readonly FoundHash[];
  readonly names: readonly PastedName[];
}

export const MAX_HASHES = 100;

/** Never fails: what is nothing else is text. */
export function readPaste(text: string): Paste {
  const words = wordsOf(text);
  const hashes: FoundHash[] = [];
  const names: PastedName[] = [];
  let pulling: PastedName | undefined;
  for (let at = 0; at < words.length; ) {
    const step = readRow(words, at) ?? readPulling(words, at) ?? readAlone(words, at, names.at(-1));
    if (step.isPulling) pulling = step.names[0];
    names.push(...step.names);
    hashes.push(...step.hashes.map((hash) => ownedBy(hash, hash.of ?? pulling)));
    at += step.length;
  }
  return { text: text.trim(), hashes: distinct(hashes).slice(0, MAX_HASHES), names };
}

/** The repository that a text names, where it names one: the first that comes with a tag or a hash, else the first. */
export function namedIn(text: string): PastedName | undefined {
  const { hashes, names } = readPaste(text);
  return (
    hashes.find(({ of }) => of !== undefined)?.of ??
    names.find(({ tag }) => tag !== undefined) ??
    names[0]
  );
}

/** What some words in a row are together. */
interface Step {
  readonly names: readonly PastedName[];
  readonly hashes: readonly FoundHash[];
  readonly length: number;
  readonly isPulling?: boolean;
}

const NONE = '<none>';

/** Words from an ID to the end of what `docker images` prints in its column `CREATED` (`About a minute ago`). */
const CREATED_WORDS = 5;

/** `REPOSITORY TAG [DIGEST] IMAGE ID CREATED …`: `docker images` up to Engine 28, Podman and nerdctl. */
function readRow(words: readonly string[], at: number): Step | undefined {
  const [repository = '', tag = '', ...rest] = words.slice(at, at + 4 + CREATED_WORDS);
  const columns = rest[0] === NONE || (isId(rest[0]) && isId(rest[1])) ? 2 : 1;
  const ids = rest.slice(0, columns);
  const created = rest.slice(columns, columns + CREATED_WORDS);
  if (!isId(ids.at(-1)) || !(created.includes('ago') || created[0] === 'N/A')) return undefined;
  if (readHash(repository) || !(tag === NONE || isTag(tag))) return undefined;
  const name = parseRepository(repository);
  if (!name.ok && repository !== NONE) return undefined;
  const names = name.ok ? [{ repository: name.value, ...(tag !== NONE && { tag }) }] : [];
  const hashes = ids.map(readHash).filter((hash) => hash !== undefined);
  return { names, hashes: hashes.map((hash) => ownedBy(hash, names[0])), length: 2 + columns };
}

/** Twelve digits, or all of them: `--no-trunc`. */
function isId(word: string | undefined): boolean {
  const hash = word === undefined ? undefined : readHash(word);
  return hash !== undefined && (hash.digest !== undefined || hash.hex.length === 12);
}

/** `1.27: Pulling from library/nginx`: whose the hashes are that follow. */
function readPulling(words: readonly string[], at: number): Step | undefined {
  const [tag = '', pulling, from, repository = ''] = words.slice(at, at + 4);
  if (pulling !== 'Pulling' || from !== 'from' || !tag.endsWith(':')) return undefined;
  const name = readName(repository, 'announced');
  if (!name) return undefined;
  const named = tag.slice(0, -1);
  const names = [{ ...name, ...(isTag(named) && { tag: named }) }];
  return { names, hashes: [], length: 4, isPulling: true };
}

/** One word by itself, and what the word before it says of it. `last`: the name that was read last. */
function readAlone(words: readonly string[], at: number, last: PastedName | undefined): Step {
  const word = words[at] ?? '';
  const before = words[at - 1] ?? '';
  const { hash, name } = readWord(word, standingOf(words, at));
  // `IMAGE ID …` of Engine 29: the reference stands just before its ID.
  const besides = last && isId(word) && readWord(before).name ? last : undefined;
  const owned = hash && ownedBy(hash, name ?? besides);
  return {
    names: name ? [name] : [],
    hashes: owned ? [{ ...owned, ...(word.endsWith(':') && { isLayer: true }) }] : [],
    length: 1,
  };
}

function standingOf(words: readonly string[], at: number): Standing {
  if (words.length === 1) return 'alone';
  return isAnnounced(words, at) ? 'announced' : 'beside';
}

/**
 * `docker pull nginx`, `FROM nginx`, `image: nginx`, `"RepoTags":["nginx…`. Only there one bare word names a repository,
 * and not in `failed to pull image`.
 */
function isAnnounced(words: readonly string[], at: number): boolean {
  const [first = '', before = ''] = [words[at - 2], words[at - 1]];
  if (before === 'pull') return at === 1 || PULLERS.has(first);
  if (before === 'FROM' || (at === 1 && /^from$/i.test(before))) return true;
  // Quotes stand between a key of JSON and its colon.
  const label = before === ':' ? `${first}:` : before;
  return LABELS.has(label.toLowerCase());
}

const PULLERS = new Set(['docker', 'image', 'podman', 'nerdctl']);
const LABELS = new Set(['image:', 'repository:', 'repotags:', 'repodigests:']);

function ownedBy(hash: FoundHash, of: PastedName | undefined): FoundHash {
  return of ? { ...hash, of } : hash;
}

/** Without those that another one, which is longer, says too. */
function distinct(hashes: readonly FoundHash[]): readonly FoundHash[] {
  const few = hashes.slice(0, MAX_HASHES * 2);
  return few.filter(
    (hash, at) =>
      !few.some(
        (other, where) =>
          where !== at &&
          other.hex.startsWith(hash.hex) &&
          (other.hex.length > hash.hex.length || where < at),
      ),
  );
}
