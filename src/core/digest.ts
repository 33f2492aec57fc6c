/**
 * Digests: `algorithm:hex`, the name of exact bytes. Docker Hub uses sha256; sha512 is registered too.
 * Grammar: OCI image specification, descriptor.md, section "Digests".
 */
import { type InputError, inputError } from './input-error.ts';
import { err, ok, type Result } from './result.ts';

declare const digestBrand: unique symbol;

/** A digest that `isDigest` has accepted: `sha256:` and 64, or `sha512:` and 128, lower-case hex digits. */
export type Digest = string & { readonly [digestBrand]: true };

const SHAPE = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Hex digits of each registered algorithm. */
const HEX_LENGTH = new Map([
  ['sha256', 64],
  ['sha512', 128],
]);

/** Whether a text is a digest in its one canonical form. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && SHAPE.test(text);
}

/** Reads a digest; white space around it is no mistake. The error says whether the algorithm, the length or a digit is wrong. */
export function parseDigest(text: string): Result<Digest, InputError> {
  const given = text.trim();
  if (isDigest(given)) return ok(given);
  if (given === '') return err(inputError('digest', 'empty', given));
  const colon = given.indexOf(':');
  if (colon < 0) return err(inputError('digest', 'bad-separator', given));
  const algorithm = given.slice(0, colon);
  const hex = given.slice(colon + 1);
  const length = HEX_LENGTH.get(algorithm.toLowerCase());
  if (length === undefined) return err(inputError('digest', 'unknown-algorithm', algorithm));
  if (/[^0-9a-fA-F]/.test(hex)) return err(inputError('digest', 'bad-character', hex));
  if (hex.length !== length) return err(inputError('digest', 'bad-length', hex));
  return err(inputError('digest', 'upper-case', given));
}

/** The hex part cut to `digits` (Docker's own short form has 12), without the algorithm. */
export function shortHex(digest: Digest, digits = 12): string {
  const start = digest.indexOf(':') + 1;
  return digest.slice(start, start + digits);
}
