/** What was put into a box that asks for a repository. */
import { locate } from './hub-location.ts';
import { type InputError, inputError } from './input-error.ts';
import { HUB_SITE } from './paste-words.ts';
import { parseReference, type Reference } from './reference.ts';
import { err, ok, type Result } from './result.ts';

/** What stands before a reference in a terminal, in a Dockerfile and in a Kubernetes status. */
const BEFORE_REFERENCE = /^(?:(?:[$#] )?docker (?:image )?pull |from |docker-pullable:\/\/)/i;

const SCHEME = /^https?:\/\//i;

/**
 * Reads it: a name, a reference with tag and digest, a pull command, or
 * an address of Docker Hub. The error names the piece that is wrong.
 */
export function readSubject(text: string): Result<Reference, InputError> {
  const named = text.trim().replace(BEFORE_REFERENCE, '').trim();
  if (named === '') return err(inputError('repository', 'empty', named));
  const bare = named.replace(SCHEME, '');
  if (HUB_SITE.test(bare)) {
    const found = addressed(`https://${bare}`);
    return found ? ok(found) : err(inputError('reference', 'no-image-page', named));
  }
  const space = /\s/.exec(bare)?.[0];
  return space === undefined
    ? parseReference(bare)
    : err(inputError('reference', 'bad-character', space));
}

function addressed(address: string): Reference | undefined {
  const page = locate(address);
  if (page.kind === 'layers') return page;
  return page.kind === 'tags' || page.kind === 'overview'
    ? { repository: page.repository }
    : undefined;
}
