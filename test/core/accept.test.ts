import { describe, expect, it } from 'vitest';
import {
  ACCEPT_CASES,
  type AcceptOutcome,
  type AcceptSubject,
  acceptOutcome,
} from '../../src/core/accept.ts';
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_ARTIFACT,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA_1,
  SIGNED_SCHEMA_1,
} from '../../src/core/media-type.ts';
import { platformKey } from '../../src/core/platform.ts';
import { manifestTable } from '../fixtures/repository.ts';
import { asDigest, digestNumber, image } from './samples.ts';

function outcomes(subject: AcceptSubject): Record<string, AcceptOutcome> {
  return Object.fromEntries(ACCEPT_CASES.map((accept) => [accept, acceptOutcome(accept, subject)]));
}

const digest = digestNumber(1);

describe('what each Accept header gets', () => {
  it('a Docker list: itself, or its linux/amd64 image by the digest of that', () => {
    // The tag of the 2021 post, which got schema 1 without a header then and this since.
    const table = manifestTable('amazoncorretto-2021');
    const top = asDigest(table.tags.get('11') ?? '');
    const children = table.manifests.get(top)?.children ?? [];
    const images = children.map((child) => ({
      platform: platformKey(child.platform),
      digest: asDigest(child.digest),
    }));
    const [amd64] = images;
    expect(amd64?.platform).toBe('linux/amd64');
    const list = { kind: 'index', digest: top, mediaType: DOCKER_LIST };
    const picked = { kind: 'image', digest: amd64?.digest, platform: 'linux/amd64' };
    expect(outcomes({ digest: top, mediaType: DOCKER_LIST, images })).toEqual({
      none: picked,
      'schema-2': picked,
      list,
      all: list,
    });
  });

  it('a Docker list whose first image is another one, has none of linux/amd64, or is not known', () => {
    const subject = { digest, mediaType: DOCKER_LIST };
    const of = (images?: AcceptSubject['images']) =>
      acceptOutcome('schema-2', { ...subject, ...(images && { images }) });
    expect(of([image('linux/arm64', 8), image('linux/amd64/v2', 7)])).toEqual({
      kind: 'image',
      digest: digestNumber(7),
      platform: 'linux/amd64/v2',
    });
    expect(of([image('windows/amd64', 8), image('unknown', 9)])).toEqual({ kind: 'refused' });
    expect(of([])).toEqual({ kind: 'refused' });
    expect(of()).toEqual({ kind: 'image', platform: 'linux/amd64' });
  });

  it.each([
    [OCI_INDEX, 'index'],
    [OCI_MANIFEST, 'image'],
  ])('%s: itself, or nothing', (mediaType, kind) => {
    const refused = { kind: 'refused' };
    expect(outcomes({ digest, mediaType, images: [image('linux/amd64', 7)] })).toEqual({
      none: refused,
      'schema-2': refused,
      list: refused,
      all: { kind, digest, mediaType },
    });
  });

  it.each([
    [DOCKER_MANIFEST, 'image'],
    [SCHEMA_1, 'schema-1'],
    [SIGNED_SCHEMA_1, 'schema-1'],
  ])('%s: always itself', (mediaType, kind) => {
    const itself = { kind, digest, mediaType };
    expect(outcomes({ digest, mediaType })).toEqual({
      none: itself,
      'schema-2': itself,
      list: itself,
      all: itself,
    });
  });

  it('something of unknown type: its digest with all four, and no guess besides', () => {
    const unknown = { kind: 'unknown' };
    const others = { none: unknown, 'schema-2': unknown, list: unknown };
    expect(outcomes({ digest })).toEqual({ ...others, all: { kind: 'unknown', digest } });
    expect(outcomes({ digest, mediaType: OCI_ARTIFACT })).toEqual({
      ...others,
      all: { kind: 'unknown', digest, mediaType: OCI_ARTIFACT },
    });
  });
});
