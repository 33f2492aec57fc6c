/** What stands in bodies: manifests, the Hub API's tags, the list of tags, tokens, refusals. All begin as bytes. */

import type { Descriptor } from '../../src/core/descriptor.ts';
import { isDigest } from '../../src/core/digest.ts';
import { FAILURE_KINDS, type Failure } from '../../src/core/failure.ts';
import { attestationsOf, imagesOfIndex, nestedIndexesOf } from '../../src/core/index-children.ts';
import type { Manifest } from '../../src/core/manifest.ts';
import { manifestKind } from '../../src/core/media-type.ts';
import { parseManifest } from '../../src/core/parse-manifest.ts';
import { platformKey } from '../../src/core/platform.ts';
import { isRepositoryName } from '../../src/core/repository.ts';
import { ok } from '../../src/core/result.ts';
import { isTag } from '../../src/core/tag.ts';
import { decodeUtf8, parseJson } from '../../src/http/json.ts';
import { parseLoginAnswer } from '../../src/hub/login-answer.ts';
import { isWall, parseTagPage } from '../../src/hub/page-answer.ts';
import type { HubTag } from '../../src/hub/tag-answer.ts';
import { registryFailure } from '../../src/registry/errors.ts';
import type { Exchange } from '../../src/registry/exchange.ts';
import { listTags } from '../../src/registry/tag-list.ts';
import { parseTokenAnswer } from '../../src/registry/token-answer.ts';
import { schema1, signedSchema1 } from '../fixtures/generated-schema1.ts';
import { captureBody, HUB_CAPTURES } from '../fixtures/hub-captures.ts';
import { document, type ManifestRow } from '../fixtures/manifest-row.ts';
import { manifestRows } from '../fixtures/repository.ts';
import { fullMediaType } from '../fixtures/type-names.ts';
import type { Draw } from './draw.ts';
import { type FuzzedParser, fuzzed, must, type Outcome } from './fuzzed.ts';
import { bytesOf, mutatedJson } from './json.ts';
import { isPlain } from './prototypes.ts';
import { asHeader, hostileText } from './texts.ts';

type Bytes = Uint8Array<ArrayBuffer>;

function closedFailure({ kind, detail = '' }: Failure, ...kinds: readonly string[]): Outcome {
  must(FAILURE_KINDS.includes(kind), `a known failure, not ${kind}`);
  must(kinds.length === 0 || kinds.includes(kind), `${kind} is not what this can fail with`);
  must(detail.length <= 200, 'a short detail');
  return 'failure';
}

const MANIFEST_KEYS = [
  ...[
    'schemaVersion',
    'mediaType',
    'manifests',
    'config',
    'layers',
    'blobs',
    'fsLayers',
    'subject',
  ],
  ...['annotations', 'artifactType', 'digest', 'size', 'platform', 'urls', 'data', 'os', 'variant'],
  ...['architecture', 'os.version', 'name', 'tag'],
];

/** Real documents of every kind, small enough that thousands of them can be changed and read. */
const DOCUMENTS = [
  ...[
    'hello-world-2023',
    'nginx-index-2024',
    'oras-artifacts',
    'regclient-nested',
    'hello-world-2017-11',
  ]
    .flatMap((table) => manifestRows(table))
    .map((row: ManifestRow) => ({ type: fullMediaType(row.type), document: document(row) }))
    .filter((one) => JSON.stringify(one.document).length < 6_000),
  ...[schema1(), signedSchema1()].map(({ mediaType, bytes }) => ({
    type: mediaType,
    document: parseJson(bytes ?? new Uint8Array()),
  })),
];

interface DrawnManifest {
  readonly type: string;
  readonly bytes: Bytes;
}

function drawnManifest(draw: Draw): DrawnManifest {
  const { type, document: right } = draw.pick(DOCUMENTS);
  const said = draw.chance(0.8)
    ? type
    : draw.pick([draw.pick(DOCUMENTS).type, '', hostileText(draw)]);
  return { type: said, bytes: bytesOf(draw, mutatedJson(draw, right, MANIFEST_KEYS)) };
}

function checkManifest({ type, bytes }: DrawnManifest): Outcome {
  const text = decodeUtf8(bytes);
  if (text === undefined) return 'failure';
  const result = parseManifest(text, type);
  if (!result.ok) return closedFailure(result.error, 'malformed', 'unsupported');
  const manifest = result.value;
  must(isPlain(manifest), 'plain data');
  for (const one of descriptorsOf(manifest)) checkDescriptor(one);
  if (manifest.kind === 'index') checkChildren(manifest.manifests.length, manifest);
  return 'value';
}

function descriptorsOf(manifest: Manifest): readonly Descriptor[] {
  if (manifest.kind === 'legacy') return [];
  const subject = manifest.subject ? [manifest.subject] : [];
  if (manifest.kind === 'index') return [...manifest.manifests, ...subject];
  return [...manifest.layers, ...(manifest.config ? [manifest.config] : []), ...subject];
}

function checkDescriptor({ digest, size, platform, mediaType }: Descriptor): void {
  must(isDigest(digest), 'a digest');
  must(Number.isSafeInteger(size) && size >= 0, 'a number of bytes');
  must(mediaType !== '', 'a media type');
  must(!/[\s=]/.test(platformKey(platform)), 'a key that stands in a list');
}

function checkChildren(entries: number, index: Extract<Manifest, { kind: 'index' }>): void {
  const images = imagesOfIndex(index);
  const others = attestationsOf(index).length + nestedIndexesOf(index).length;
  must(images.length + others <= entries, 'no entry is two things');
}

const HUB_KEYS = [
  ...['count', 'next', 'previous', 'results', 'name', 'digest', 'media_type', 'images', 'message'],
  ...['last_updated', 'os', 'architecture', 'variant', 'os_version', 'full_size', 'errinfo'],
];

const PAGES = HUB_CAPTURES.map((capture) => {
  const value: unknown = JSON.parse(captureBody(capture));
  if (capture.shape === 'page') return value;
  return { count: 1, next: null, results: Array.isArray(value) ? value : [value] };
});

function checkHubPage(bytes: Bytes): Outcome {
  must(typeof isWall(bytes) === 'boolean', 'a wall or none');
  const page = parseTagPage(bytes);
  if (page === undefined) return 'failure';
  if (page.kind === 'wall') return 'value';
  must(isPlain(page), 'plain data');
  must(
    page.count === undefined || (Number.isSafeInteger(page.count) && page.count >= 0),
    'a count',
  );
  for (const tag of page.tags) checkHubTag(tag);
  return 'value';
}

function checkHubTag({ name, digest, mediaType, images, lastUpdated }: HubTag): void {
  must(isTag(name), 'a tag');
  must(digest === undefined || isDigest(digest), 'a digest');
  must(mediaType === undefined || manifestKind(mediaType) !== 'unknown', 'a manifest');
  must(images === undefined || images.length > 0, 'images or none');
  must(
    images?.every((image) => image.digest === undefined || isDigest(image.digest)) ?? true,
    'digests',
  );
  must(lastUpdated === undefined || !Number.isNaN(Date.parse(lastUpdated)), 'a time');
}

const TAG_LIST = { name: 'library/nginx', tags: ['1.27.5', '1.27', 'latest', 'sha256-abc.sig'] };
const LINKS = [
  '',
  '<?last=b>; rel="next"',
  '</v2/library/nginx/tags/list?last=c>; rel=next',
  '<//evil.example>; rel=next',
];

interface DrawnList {
  readonly pages: readonly { readonly body: Bytes; readonly link: string }[];
}

function drawnList(draw: Draw): DrawnList {
  const pages = draw.some(1, 3, () => ({
    body: bytesOf(draw, mutatedJson(draw, TAG_LIST, ['name', 'tags', 'next'])),
    link: asHeader(draw.chance(0.2) ? hostileText(draw) : draw.pick(LINKS)),
  }));
  return { pages };
}

async function checkTagList({ pages }: DrawnList): Promise<Outcome> {
  const repository = TAG_LIST.name;
  if (!isRepositoryName(repository)) throw new Error('no repository name');
  let asked = 0;
  const exchange: Exchange = async (_repository, { url }) => {
    must(url.host === 'registry-1.docker.io', `nobody asks ${url.host}`);
    const page = pages[asked % pages.length];
    asked += 1;
    const headers = new Headers(page?.link ? { link: page.link } : {});
    const body = page?.body ?? new Uint8Array();
    return ok({ host: url.host, status: 200, headers, body });
  };
  const list = await listTags(exchange, repository, {});
  if (!list.ok) return closedFailure(list.error, 'malformed');
  must(list.value.every(isTag), 'tags');
  must(new Set(list.value).size === list.value.length, 'each once');
  return 'value';
}

const TOKEN_ANSWER = {
  token: 'eyJhbGciOiJSUzI1NiJ9.eyJhY2Nlc3MiOltdfQ.c2lnbmF0dXJl',
  access_token: 'eyJhbGciOiJSUzI1NiJ9.eyJhY2Nlc3MiOltdfQ.c2lnbmF0dXJl',
  expires_in: 300,
  issued_at: '2026-10-01T00:00:00Z',
};

function checkToken(bytes: Bytes): Outcome {
  const answer = parseTokenAnswer(bytes);
  if (answer === undefined) return 'failure';
  const { token, lifetimeMs } = answer;
  const sent = new Headers({ authorization: `Bearer ${token}` }).get('authorization');
  must(sent === `Bearer ${token}`, 'a token that a header can carry as it is');
  must(lifetimeMs > 0 && lifetimeMs <= 24 * 60 * 60 * 1000, 'a lifetime of a day at most');
  return 'value';
}

function checkLogin(bytes: Bytes): Outcome {
  const text = parseLoginAnswer(bytes);
  if (text === undefined) return 'failure';
  const sent = new Headers({ authorization: `Bearer ${text}` }).get('authorization');
  must(sent === `Bearer ${text}`, 'a token that a header can carry as it is');
  return 'value';
}

const REFUSAL = { errors: [{ code: 'TOOMANYREQUESTS', message: 'text for people', detail: {} }] };

function checkRefusal({ status, body }: { status: number; body: Bytes }): Outcome {
  const answer = { host: 'registry-1.docker.io', status, headers: new Headers(), body };
  const { detail = 'A', ...found } = registryFailure(answer, 0, 3_600);
  must(/^[A-Z0-9_]{1,64}$/.test(detail), 'a code, never free text');
  closedFailure(found);
  return detail === 'A' ? 'failure' : 'value';
}

function checkBytes(bytes: Bytes): Outcome {
  const text = decodeUtf8(bytes);
  const value = parseJson(bytes);
  if (text === undefined) {
    must(value === undefined, 'no JSON where there is no text');
    return 'failure';
  }
  must(Buffer.from(text).equals(bytes), 'the text is the bytes');
  must(isPlain(value), 'plain data');
  return value === undefined ? 'failure' : 'value';
}

export const BODY_PARSERS: readonly FuzzedParser[] = [
  fuzzed('manifests', 14_000, drawnManifest, checkManifest),
  fuzzed(
    'pages of tags',
    7_000,
    (draw) => bytesOf(draw, mutatedJson(draw, draw.pick(PAGES), HUB_KEYS)),
    checkHubPage,
  ),
  fuzzed('lists of tags', 4_000, drawnList, checkTagList),
  fuzzed(
    'token answers',
    5_000,
    (draw) => bytesOf(draw, mutatedJson(draw, TOKEN_ANSWER, Object.keys(TOKEN_ANSWER))),
    checkToken,
  ),
  fuzzed(
    'sign-ins at the web API',
    4_000,
    (draw) =>
      bytesOf(draw, mutatedJson(draw, { access_token: TOKEN_ANSWER.token }, ['access_token'])),
    checkLogin,
  ),
  fuzzed(
    'refusals',
    4_000,
    (draw) => ({
      status: draw.pick([400, 401, 403, 404, 408, 429, 500, 503, 307, 999]),
      body: bytesOf(draw, mutatedJson(draw, REFUSAL, ['errors', 'code', 'message'])),
    }),
    checkRefusal,
  ),
  fuzzed(
    'bytes of JSON',
    5_000,
    (draw) => bytesOf(draw, mutatedJson(draw, TAG_LIST, ['name', 'tags'])),
    checkBytes,
  ),
];
