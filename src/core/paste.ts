/**
 * What a person may have pasted: a digest or the first digits of one, as Docker's tools and pages cut it, a reference,
 * an address of Docker Hub, or a part of a tag's name.
 */
import { type Digest, isDigest } from './digest.ts';
import { locate } from './hub-location.ts';
import { type InputError, inputError } from './input-error.ts';
import { parseReference, type Reference } from './reference.ts';
import { err, ok, type Result } from './result.ts';

export type Paste =
  | { readonly kind: 'empty' }
  | { readonly kind: 'digest'; readonly digest: Digest }
  /** The first digits of some digest, lower case. Without an algorithm before them they may be a tag as well. */
  | { readonly kind: 'prefix'; readonly hex: string; readonly algorithm?: string }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'text'; readonly text: string };

/** `sha256:` (or `sha256-`, as in addresses) and what follows; or digits alone. Cut texts end in dots. */
const DIGITS = /^(?:(sha256|sha512)[:-])?([0-9a-f]{7,128})(?:…|\.\.\.)?$/i;

/** What stands before a reference in a terminal, in a Dockerfile and in a Kubernetes status. */
const BEFORE_REFERENCE = /^(?:(?:[$#] )?docker (?:image )?pull |from |docker-pullable:\/\/)/i;

const SCHEME = /^https?:\/\//i;
const HUB_SITE = /^hub\.docker\.com(?:[/:?#]|$)/i;

const WHOLE = new Map([
  [64, 'sha256'],
  [128, 'sha512'],
]);

/** Never fails: what is nothing else is `text`. */
export function classifyPaste(text: string): Paste {
  const given = text.trim();
  if (given === '') return { kind: 'empty' };
  const match = DIGITS.exec(given);
  if (match) return readDigits(match[1]?.toLowerCase(), (match[2] ?? '').toLowerCase());
  const reference = readAddress(given) ?? readReference(given);
  return reference ? { kind: 'reference', reference } : { kind: 'text', text: given };
}

/**
 * Reads what was put into a box that asks for a repository: a name, a reference with tag and digest, a pull command, or
 * an address of Docker Hub. The error names the piece that is wrong.
 */
export function readSubject(text: string): Result<Reference, InputError> {
  const named = text.trim().replace(BEFORE_REFERENCE, '').trim();
  if (named === '') return err(inputError('repository', 'empty', named));
  const bare = named.replace(SCHEME, '');
  if (HUB_SITE.test(bare)) {
    const found = readAddress(`https://${bare}`);
    return found ? ok(found) : err(inputError('reference', 'no-image-page', named));
  }
  const space = /\s/.exec(bare)?.[0];
  return space === undefined
    ? parseReference(bare)
    : err(inputError('reference', 'bad-character', space));
}

function readDigits(algorithm: string | undefined, hex: string): Paste {
  const digest = `${algorithm ?? WHOLE.get(hex.length) ?? ''}:${hex}`;
  if (isDigest(digest)) return { kind: 'digest', digest };
  return { kind: 'prefix', hex, ...(algorithm && { algorithm }) };
}

function readAddress(text: string): Reference | undefined {
  const page = locate(text);
  if (page.kind === 'layers') return page;
  return page.kind === 'tags' || page.kind === 'overview'
    ? { repository: page.repository }
    : undefined;
}

/** Only what cannot be a part of a tag's name: `nginx` alone filters, `nginx:1.27` and `library/nginx` refer. */
function readReference(text: string): Reference | undefined {
  const named = text.replace(BEFORE_REFERENCE, '').trim();
  if (!/[:@/]/.test(named)) return undefined;
  const reference = parseReference(named);
  return reference.ok ? reference.value : undefined;
}
