/**
 * From the text of a document to the manifest that it is. A document says what it is in up to three ways (the header that
 * it came with, its own `mediaType`, its shape), and they must not contradict each other.
 */
import { type Failure, failure } from './failure.ts';
import { field, note, openPlace, optionalText, type Place } from './json-place.ts';
import type { Manifest } from './manifest.ts';
import { readManifest } from './manifest-readers.ts';
import {
  bareMediaType,
  manifestKind,
  OCI_ARTIFACT,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA_1,
} from './media-type.ts';
import { err, ok, type Result } from './result.ts';

/**
 * Reads a manifest. `mediaType` is the `Content-Type` that it came with; the document may leave its own out, but must not
 * contradict it. Errors: `malformed` with the path of the first mistake in `detail`; `unsupported` for a media type that
 * is none of the known manifests.
 */
export function parseManifest(text: string, mediaType: string): Result<Manifest, Failure> {
  const problems: string[] = [];
  const document = parseJson(text);
  if (document === undefined) return malformed('document: not JSON');
  const place = openPlace(document, '', problems);
  const type = place && mediaTypeOf(place, bareMediaType(mediaType));
  const manifest = place && type !== undefined ? readManifest(place, type) : undefined;
  const [problem] = problems;
  if (problem !== undefined) return malformed(problem);
  if (manifest) return ok(manifest);
  return err(failure('unsupported', { detail: `media type ${type?.slice(0, 80) ?? 'unknown'}` }));
}

function malformed(detail: string): Result<never, Failure> {
  return err(failure('malformed', { detail }));
}

/** Undefined for what is no JSON, or too deep for the machine; JSON itself knows no undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The document's own type; else the header's; else what its shape says (OCI lets a document leave its type out). */
function mediaTypeOf(place: Place, header: string): string | undefined {
  const own = bareMediaType(optionalText(place, 'mediaType') ?? '');
  const isHeaderKnown = manifestKind(header) !== 'unknown' || header === OCI_ARTIFACT;
  if (own !== '' && isHeaderKnown && own !== header) {
    return note(place, 'mediaType', 'not the one of the header');
  }
  if (own !== '') return own;
  if (isHeaderKnown) return header;
  if (field(place, 'schemaVersion') === 1) return SCHEMA_1;
  if (Array.isArray(field(place, 'manifests'))) return OCI_INDEX;
  if (field(place, 'config') !== undefined) return OCI_MANIFEST;
  return header;
}
