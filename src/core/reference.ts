/**
 * References: `repository[:tag][@digest]`, what one gives to `docker pull`.
 * Grammar: distribution/reference, reference.go.
 */
import { type Digest, parseDigest } from './digest.ts';
import { type InputError, inputError } from './input-error.ts';
import { familiarName, parseRepository, type RepositoryName } from './repository.ts';
import { err, ok, type Result } from './result.ts';
import { parseTag } from './tag.ts';

export interface Reference {
  readonly repository: RepositoryName;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** Reads a reference to Docker Hub. The error names the first part that is wrong. */
export function parseReference(text: string): Result<Reference, InputError> {
  const given = text.trim();
  if (given === '') return err(inputError('reference', 'empty', given));
  if (/\s/.test(given)) return err(inputError('reference', 'bad-character', given));
  const at = given.indexOf('@');
  const named = at < 0 ? given : given.slice(0, at);
  // A colon before the last slash is a port, not the mark of a tag.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const repository = parseRepository(colon < 0 ? named : named.slice(0, colon));
  if (!repository.ok) return repository;
  const tag = colon < 0 ? undefined : parseTag(named.slice(colon + 1));
  if (tag?.ok === false) return tag;
  const digest = at < 0 ? undefined : parseDigest(given.slice(at + 1));
  if (digest?.ok === false) return digest;
  return ok({
    repository: repository.value,
    ...(tag && { tag: tag.value }),
    ...(digest && { digest: digest.value }),
  });
}

/** What one writes to get exactly this image and still read which tag it was: `nginx:1.27@sha256:…`. */
export function formatPin(repository: RepositoryName, tag: string, digest: Digest): string {
  return `${familiarName(repository)}:${tag}@${digest}`;
}
