import { describe, expect, it } from 'vitest';
import {
  readManifestUses,
  readRepositoryUses,
  readStoredListing,
  readStoredManifest,
  readStoredNames,
  readTagRows,
} from '../../src/background/stored-rows.ts';
import {
  LISTINGS,
  MANIFESTS,
  NAMES,
  REPOSITORY_USES,
  TAG_ROWS,
  USES,
} from '../fuzz/stored-samples.ts';

const [row] = TAG_ROWS;
const [listing] = LISTINGS;
const [use] = USES;
const [names] = NAMES;
const [repositoryUse] = REPOSITORY_USES;
const manifest = { ...MANIFESTS[0], bytes: new Uint8Array([1, 2]) };

describe('what comes back from the database', () => {
  it('is taken as it was written, without what only the database needs', () => {
    const { repository: _repository, writtenAt: _writtenAt, ...written } = { ...row };
    expect(readTagRows(TAG_ROWS)[0]).toEqual(written);
    expect(readTagRows(TAG_ROWS)).toHaveLength(TAG_ROWS.length);
    expect(readStoredListing(listing)).toEqual(listing);
    expect(readStoredManifest(manifest)).toEqual(manifest);
    expect(readManifestUses(USES)).toEqual(USES);
    expect(readStoredNames(names)).toEqual(names);
    expect(readRepositoryUses(REPOSITORY_USES)).toEqual(REPOSITORY_USES);
  });

  it.each([
    ['no row', null],
    ['a tag that is none', { ...row, tag: '../up' }],
    ['a digest that is none', { ...row, registry: { at: 1, digest: 'sha256:beef' } }],
    ['no time', { ...row, registry: { digest: undefined } }],
    ['images that are none', { ...row, hub: { at: 1, listed: true, images: [{}] } }],
  ])('leaves out a tag row with %s, and keeps the others', (_what, broken) => {
    expect(readTagRows([row, broken, row])).toHaveLength(2);
  });

  it.each([
    ['nothing', undefined],
    ['another name', { ...listing, repository: 'nginx' }],
    ['pages that are no numbers', { ...listing, walk: { ...listing?.walk, pages: ['1'] } }],
    ['an endless walk', { ...listing, walk: { ...listing?.walk, last: Number.POSITIVE_INFINITY } }],
    ['pages that were never asked', { ...listing, whole: { at: 1, asked: [{ pages: [0] }] } }],
    ['a listing of all without a beginning', { ...listing, whole: { asked: [] } }],
  ])('takes %s for no listing', (_what, broken) => {
    expect(readStoredListing(broken)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['a name that is none among them', { ...names, names: ['1.27', '../up'] }],
    ['no time', { ...names, at: undefined }],
  ])('takes %s for no names', (_what, broken) => {
    expect(readStoredNames(broken)).toBeUndefined();
  });

  it.each([
    ['text for bytes', { ...repositoryUse, tagBytes: '640' }],
    ['less than nothing', { ...repositoryUse, nameBytes: -1 }],
    ['more than can be counted', { ...repositoryUse, listingBytes: 2 ** 60 }],
    ['no time', { ...repositoryUse, usedAt: Number.NaN }],
  ])('takes %s for no word on how much is kept', (_what, broken) => {
    expect(readRepositoryUses([broken])).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['text for bytes', { ...manifest, bytes: '{}' }],
    ['a list for bytes', { ...manifest, bytes: [1, 2] }],
    ['no digest', { ...manifest, digest: 'latest' }],
  ])('takes %s for no manifest', (_what, broken) => {
    expect(readStoredManifest(broken)).toBeUndefined();
  });

  it('counts no size that is none', () => {
    expect(readManifestUses([{ ...use, size: Number.NaN }, use, { ...use, size: -1 }])).toEqual([
      use,
    ]);
  });
});
