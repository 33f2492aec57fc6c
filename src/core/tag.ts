/**
 * Tags: the changeable names of a repository. Grammar: OCI distribution specification, "Pulling manifests".
 */
import { type InputError, inputError } from './input-error.ts';
import { err, ok, type Result } from './result.ts';

const MAX_LENGTH = 128;
const SHAPE = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const SIGNATURE = /^sha256-[0-9a-f]{64}(?:\.(?:att|sbom|sig))?$/;

/** Whether a text can be a tag. */
export function isTag(text: unknown): text is string {
  return typeof text === 'string' && SHAPE.test(text);
}

/** Reads a tag; white space around it is no mistake. */
export function parseTag(text: string): Result<string, InputError> {
  const given = text.trim();
  if (SHAPE.test(given)) return ok(given);
  if (given === '') return err(inputError('tag', 'empty', given));
  if (/[^A-Za-z0-9._-]/.test(given)) return err(inputError('tag', 'bad-character', given));
  if (given.length > MAX_LENGTH) return err(inputError('tag', 'too-long', given));
  // What is left begins with a separator, which only the inside of a tag may hold.
  return err(inputError('tag', 'bad-separator', given));
}

/**
 * Whether a tag is a place where cosign and other tools keep signatures and attestations of another manifest
 * (`sha256-<hex>.sig`; the bare form is the referrers tag schema of the distribution specification). No image hides there.
 */
export function isSignatureTag(tag: string): boolean {
  return SIGNATURE.test(tag);
}
