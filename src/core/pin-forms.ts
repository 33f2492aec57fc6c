/** Pins, as the files of common tools want them written: always a tag to read and the digest of all its platforms. */
import type { Digest } from './digest.ts';
import { formatPin } from './reference.ts';
import type { RepositoryName } from './repository.ts';

export const PIN_FORMS = [
  'plain',
  'dockerfile',
  'compose',
  'kubernetes',
  'helm',
  'terraform',
] as const;
export type PinForm = (typeof PIN_FORMS)[number];

/** @param digest the tag's own: the index where there is one. A platform's digest breaks every other platform. */
export function pinForm(
  _form: PinForm,
  repository: RepositoryName,
  tag: string,
  digest: Digest,
): string {
  return formatPin(repository, tag, digest);
}
