import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { field } from '../../src/core/json-place.ts';
import { OCI_ARTIFACT, OCI_INDEX, OCI_MANIFEST, SCHEMA_1 } from '../../src/core/media-type.ts';
import { parseManifest } from '../../src/core/parse-manifest.ts';
import { ATTESTATION, entry, imageOf, indexOf, refusal } from './manifest-documents.ts';

describe('a malformed document', () => {
  it.each([
    ['not JSON', '{"schemaVersion": 2,', 'document: not JSON'],
    ['empty', '', 'document: not JSON'],
    ['half', JSON.stringify(indexOf([entry(1)])).slice(0, 90), 'document: not JSON'],
    ['null', 'null', 'document: not an object'],
    ['a list', '[]', 'document: not an object'],
    ['a text', '"x"', 'document: not an object'],
  ])('that is %s is named', (_what, text, detail) => {
    const error = { kind: 'malformed', detail };
    expect(parseManifest(text, OCI_INDEX)).toEqual({ ok: false, error });
  });

  it.each([
    [indexOf([], { schemaVersion: 1 }), 'schemaVersion: not 2'],
    [{ manifests: [] }, 'schemaVersion: not 2'],
    [indexOf(undefined), 'manifests: missing'],
    [indexOf({}), 'manifests: not a list'],
    [indexOf([null]), 'manifests[0]: not an object'],
    [indexOf([entry(1), entry(2, { digest: 'sha256:abc' })]), 'manifests[1].digest: not a digest'],
    [indexOf([entry(1, { digest: 7 })]), 'manifests[0].digest: not a digest'],
    [indexOf([entry(1, { size: -1 })]), 'manifests[0].size: not a number of bytes'],
    [indexOf([entry(1, { size: 1.5 })]), 'manifests[0].size: not a number of bytes'],
    [indexOf([entry(1, { size: '5' })]), 'manifests[0].size: not a number of bytes'],
    [indexOf([entry(1, { mediaType: '' })]), 'manifests[0].mediaType: missing'],
    [indexOf([entry(1, { mediaType: 1 })]), 'manifests[0].mediaType: not a text'],
    [indexOf([entry(1, { platform: 'x' })]), 'manifests[0].platform: not an object'],
    [indexOf([entry(1, { platform: { os: 1 } })]), 'manifests[0].platform.os: not a text'],
    [indexOf([entry(1, { urls: [1] })]), 'manifests[0].urls: not a list of texts'],
    [
      indexOf([entry(1, { annotations: { a: 1 } })]),
      'manifests[0].annotations: holds a value that is not a text',
    ],
    [imageOf({ config: undefined }), 'config: not an object'],
    [imageOf({ layers: undefined }), 'layers: missing'],
    [imageOf({ layers: [entry(1), 5] }), 'layers[1]: not an object'],
    [imageOf({ subject: [] }), 'subject: not an object'],
  ])('is refused with the path: %#', (document, detail) => {
    expect(refusal(document)).toBe(`malformed ${detail}`);
  });

  it.each([
    [indexOf([], { layers: [] }), 'layers'],
    [indexOf([], { config: entry(1) }), 'config'],
    [imageOf({ manifests: [] }), 'manifests'],
    [imageOf({ fsLayers: [] }), 'fsLayers'],
  ])('that could be two kinds at once is refused (CVE-2021-41190): %#', (document, name) => {
    expect(refusal(document)).toBe(`malformed ${name}: contradicts the media type`);
  });

  it('gains nothing from __proto__', () => {
    const place = { object: Object.create({ manifests: [] }), path: '', problems: [] };
    expect(field(place, 'manifests')).toBeUndefined();
    const text = `{"schemaVersion":2,"mediaType":"${OCI_INDEX}","__proto__":{"manifests":[]}}`;
    expect(parseManifest(text, '')).toMatchObject({ error: { detail: 'manifests: missing' } });
    const annotated = `{"schemaVersion":2,"manifests":[],"annotations":{"__proto__":"x"}}`;
    const result = parseManifest(annotated, OCI_INDEX);
    expect(result).toMatchObject({
      ok: true,
      value: { annotations: new Map([['__proto__', 'x']]) },
    });
  });

  it('gives its last word where a key comes twice, as JSON.parse and Go have it', () => {
    const twice = `{"schemaVersion":2,"manifests":[1],"manifests":[]}`;
    expect(parseManifest(twice, OCI_INDEX)).toMatchObject({ ok: true, value: { manifests: [] } });
  });

  it('may be as deep as it likes', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(parseManifest(deep, OCI_INDEX)).toMatchObject({ error: { kind: 'malformed' } });
    const inside = `{"schemaVersion":2,"manifests":[],"x":${deep}}`;
    const result = parseManifest(inside, OCI_INDEX);
    if (!result.ok) expect(result.error.kind).toBe('malformed');
  });

  it('never throws, whatever the JSON', () => {
    const types = fc.constantFrom(OCI_INDEX, OCI_MANIFEST, SCHEMA_1, OCI_ARTIFACT, '');
    const base = fc.constantFrom(indexOf([entry(1), ATTESTATION]), imageOf());
    const documents = fc
      .tuple(base, fc.constantFrom('manifests', 'config', 'layers', 'subject', 'x'), fc.jsonValue())
      .map(([document, name, value]) => JSON.stringify({ ...document, [name]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), documents), types, (text, type) => {
        const result = parseManifest(text, type);
        return result.ok || ['malformed', 'unsupported'].includes(result.error.kind);
      }),
    );
  });
});
