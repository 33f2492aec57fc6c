/**
 * The pieces that both protocols' runtime checks are made of. A message is input like any other: a port says who opened
 * it, and nothing about what comes through it.
 */
import * as v from 'valibot';
import { type Digest, isDigest } from '../core/digest.ts';
import { FAILURE_KINDS } from '../core/failure.ts';
import { isRepositoryName, type RepositoryName } from '../core/repository.ts';
import { isTag } from '../core/tag.ts';

export const digest = v.custom<Digest>(isDigest);
export const repository = v.custom<RepositoryName>(isRepositoryName);
export const tag = v.custom<string>(isTag);
export const tags = v.array(tag);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Milliseconds since 1970. */
export const moment = v.pipe(v.number(), v.finite());
export const evidence = v.picklist(['hub', 'registry', 'bytes']);
export const imagesFrom = v.picklist(['hub', 'bytes']);

export const failure = v.object({
  kind: v.picklist(FAILURE_KINDS),
  until: v.exactOptional(moment),
  status: v.exactOptional(count),
  host: v.exactOptional(v.string()),
});

export const image = v.object({
  platform: v.string(),
  digest,
  configDigest: v.exactOptional(digest),
  layers: v.exactOptional(v.array(digest)),
});

const platforms = v.array(v.string());
export const someImages = v.array(v.object({ tag, platforms, differing: platforms }));

export const version = v.object({
  tag,
  by: v.picklist(['digest', 'images', 'image-id']),
  evidence,
});
