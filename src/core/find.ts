/**
 * Answers "what is this?" for anything pasted, from what is known of one repository: is it an index, one platform's
 * manifest, an image ID, a layer, an attestation or a tag, and which tags carry it. Asks nobody.
 */
import { findDigest, holdersOf } from './find-digest.ts';
import { findPart } from './find-part.ts';
import type { Finding, Searched } from './finding.ts';
import { type FoundHash, type Paste, readPaste } from './paste.ts';
import type { PastedName } from './paste-words.ts';
import { groupNamed } from './searched-names.ts';

const NOTHING: Finding = { kind: 'unknown', tags: [] };

/** Most telling first: an index says more than one platform's manifest. What is not known comes last. */
const ORDER: readonly Finding['kind'][] = [
  'index',
  'image-manifest',
  'config',
  'layer',
  'attestation',
  'tag',
  'unknown',
];

/** Finds what a text names. Never fails: what is not known is `unknown`. */
export function find(known: Searched, text: string): Finding {
  const paste = readPaste(text);
  if (paste.text === '') return NOTHING;
  const [first = NOTHING, ...rest] = findAll(known, paste);
  const others = rest.filter(({ digest }) => digest === undefined || digest !== first.digest);
  const elsewhere = paste.names.find((name) => !isHere(known, name));
  return { ...first, ...(others.length > 0 && { others }), ...(elsewhere && { elsewhere }) };
}

function findAll(known: Searched, paste: Paste): readonly Finding[] {
  const hashes = findHashes(known, paste);
  if (paste.names.length > 0) return [...hashes, ...findNamedTags(known, paste)];
  // Digits may be a tag as well (`20240115`, a commit): a tag of just that name comes first, a part of one last.
  const exact = findTag(known, paste.text);
  if (exact) return [exact, ...hashes.filter(isKnown)];
  const mayBePart = paste.hashes.every(({ algorithm }) => algorithm === undefined);
  const part = mayBePart && !hashes.some(isKnown) ? findPart(known, paste.text) : undefined;
  return part ? [part] : hashes;
}

function isKnown({ kind, tags, candidates }: Finding): boolean {
  return kind !== 'unknown' || tags.length > 0 || candidates !== undefined;
}

function isHere({ repository }: Searched, name: PastedName | undefined): boolean {
  return repository === undefined || name === undefined || name.repository === repository;
}

/** Each hash that is not said to be another repository's, the most telling first. */
function findHashes(known: Searched, paste: Paste): readonly Finding[] {
  const hashes = paste.hashes.filter(({ of }) => isHere(known, of));
  const held = holdersOf(known.groups, hashes);
  // Sorting keeps the order of the text among equals; what is a layer by its own line is asked about last.
  return hashes
    .map((hash) => ({ hash, finding: findHash(hash, held(hash)) }))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || Number(isLayer(a)) - Number(isLayer(b)))
    .map(({ finding }) => finding);
}

function isLayer({ hash }: { readonly hash: FoundHash }): boolean {
  return hash.isLayer === true;
}

function rank(finding: Finding): number {
  return isKnown(finding) ? ORDER.indexOf(finding.kind) : ORDER.length;
}

/** The one digest with these digits; where there are several, all of them. */
function findHash(
  { hex, digest }: FoundHash,
  held: ReturnType<ReturnType<typeof holdersOf>>,
): Finding {
  const found = [...held].map(([one, groups]) => findDigest(groups, one));
  const [first, ...more] = found.sort((a, b) => rank(a) - rank(b));
  if (first === undefined) return { ...NOTHING, ...(digest && { digest }), hex };
  if (more.length > 0) return { ...NOTHING, hex, candidates: [first, ...more] };
  return first;
}

function findNamedTags(known: Searched, paste: Paste): readonly Finding[] {
  const named = paste.names.filter((name) => isHere(known, name)).map(({ tag }) => tag);
  return [...new Set(named)].flatMap((tag) =>
    tag === undefined ? [] : (findTag(known, tag) ?? []),
  );
}

function findTag(known: Searched, tag: string): Finding | undefined {
  const group = groupNamed(known.groups, tag);
  if (group) {
    const { tags, digest, version } = group;
    return { kind: 'tag', tags, digest, ...(version && { version }) };
  }
  const isListed = known.unknownTags?.some((unknown) => unknown.tag === tag);
  return isListed ? { kind: 'tag', tags: [tag] } : undefined;
}
