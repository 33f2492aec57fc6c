/** What the registry's answers to HEAD and GET of a manifest say, and whether it may be believed. */
import { type Digest, isDigest } from '../core/digest.ts';
import { type Failure, failure } from '../core/failure.ts';
import { SIGNED_SCHEMA_1 } from '../core/media-type.ts';
import { err, ok, type Result } from '../core/result.ts';
import { statedLength } from '../http/body.ts';
import type { HttpAnswer } from '../http/transport.ts';
import { contentDigest, contentMediaType, hashLike } from './content.ts';

/** What a tag points to. */
export interface ManifestHead {
  readonly digest: Digest;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  /** Bytes of the manifest, where stated. */
  readonly size?: number;
}

/** A manifest whose bytes hash to `digest`. */
export interface ManifestBytes {
  readonly digest: Digest;
  /** As the registry's `Content-Type` says: lower case, without parameters. */
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What `Docker-Content-Digest` said beside them; nothing follows from it but who is wrong. */
  readonly header?: Digest;
}

/** `malformed` where the registry does not name a digest and a media type. */
export function readHead(answer: HttpAnswer, reference: string): Result<ManifestHead, Failure> {
  const digest = contentDigest(answer.headers);
  if (digest === undefined) return err(wrong('malformed', answer, 'HEAD without a digest'));
  if (isDigest(reference) && contradicts(digest, reference)) {
    return err(wrong('malformed', answer, 'HEAD names another digest'));
  }
  const mediaType = contentMediaType(answer.headers);
  if (mediaType === undefined) return err(wrong('malformed', answer, 'HEAD without a media type'));
  const size = statedLength(answer.headers);
  return ok({
    digest: isDigest(reference) ? reference : digest,
    mediaType,
    ...(size === 0 ? {} : { size }),
  });
}

/** A registry may name the same bytes by another algorithm than the one it was asked by; that is no contradiction. */
function contradicts(named: Digest, asked: Digest): boolean {
  return named !== asked && named.split(':')[0] === asked.split(':')[0];
}

/** `digest-mismatch` where the bytes are not those of the digest; `unsupported` for a signed schema 1 manifest. */
export async function readManifest(
  answer: HttpAnswer,
  digest: Digest,
): Promise<Result<ManifestBytes, Failure>> {
  const mediaType = contentMediaType(answer.headers);
  const header = contentDigest(answer.headers);
  const said = header !== undefined && { header };
  // The digest in the header decides nothing: the bytes say themselves whether they are what was asked for.
  const computed = await hashLike(digest, answer.body);
  if (computed !== digest) {
    if (mediaType === SIGNED_SCHEMA_1) return err(wrong('unsupported', answer, 'signed schema 1'));
    const found = { computed, ...said, bytes: answer.body.byteLength };
    return err({ ...wrong('digest-mismatch', answer, 'bytes hash to another digest'), found });
  }
  if (mediaType === undefined) return err(wrong('malformed', answer, 'GET without a media type'));
  return ok({ digest, mediaType, bytes: answer.body, ...said });
}

function wrong(
  kind: 'malformed' | 'digest-mismatch' | 'unsupported',
  answer: HttpAnswer,
  detail: string,
): Failure {
  return failure(kind, { host: answer.host, status: answer.status, detail });
}
