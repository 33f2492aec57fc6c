/**
 * registry-1.docker.io as Docker Hub runs it (captures of 2015 to 2026; OCI distribution specification): tokens, HEAD and
 * GET of manifests with Accept negotiation, pull limits, tag list. No CORS headers anywhere.
 */
import { DOCKER_LIST, OCI_INDEX, OCI_MANIFEST } from '../../src/core/media-type.ts';
import type { FixtureManifest } from '../fixtures/repository.ts';
import { mayRead } from './accounts.ts';
import { type Answer, answer, json, type Question } from './exchange.ts';
import { type PullLimits, withLimits } from './pull-limits.ts';
import { errorAnswer, unauthorized } from './registry-errors.ts';
import { tagList } from './tag-list.ts';
import type { TokenService } from './token-service.ts';
import type { World, WorldRepository } from './world.ts';

/** Whose the pulls of nobody's account are (RFC 5737: an address for documentation). */
const ADDRESS = '192.0.2.1';

const ROUTE = /^\/v2\/([a-z0-9._/-]+?)\/(manifests|blobs|tags)\/([^/]+)$/;

export function registryAnswer(
  question: Question,
  world: World,
  tokens: TokenService,
  anonymous: PullLimits,
): Answer {
  const { url, headers } = question;
  const route = ROUTE.exec(decodeURIComponent(url.pathname));
  const name = route?.[1] ?? '';
  const pass = tokens.check(headers['authorization'], name);
  if (pass.kind !== 'ok')
    return unauthorized(name, pass.kind === 'missing' ? undefined : pass.kind);
  if (route === null) return errorAnswer(404, 'NOT_FOUND', 'page not found');
  const repository = world.repositories.get(name);
  // A missing repository and a private one cannot be told apart.
  if (repository === undefined || !mayRead(pass.account, repository)) {
    return unauthorized(name, 'other-scope');
  }
  const [, , area, reference = ''] = route;
  if (area === 'tags') return tagList(repository, url);
  if (area === 'blobs') return blobRedirect(reference);
  const limits = pass.account?.limits ?? anonymous;
  const described = manifestAnswer(question, repository, reference, limits);
  return withLimits(described, limits, pass.account?.name ?? ADDRESS);
}

function manifestAnswer(
  { method, headers }: Question,
  repository: WorldRepository,
  reference: string,
  limits: PullLimits,
): Answer {
  if (method === 'GET' && limits.limit !== undefined && limits.remaining <= 0) {
    return tooManyPulls();
  }
  const found = negotiate(repository, reference, headers['accept']);
  if (typeof found === 'string') return errorAnswer(404, 'MANIFEST_UNKNOWN', found);
  if (method === 'GET' && found.bytes === undefined) {
    return errorAnswer(404, 'MANIFEST_UNKNOWN', 'bytes never published');
  }
  if (method === 'GET' && limits.limit !== undefined) limits.remaining -= 1;
  const body = method === 'GET' ? (found.bytes ?? new Uint8Array()) : new Uint8Array();
  return answer(200, found.mediaType, body, {
    'content-length': String(found.bytes?.length ?? found.size),
    'docker-content-digest': found.digest,
    'docker-distribution-api-version': 'registry/2.0',
    etag: `"${found.digest}"`,
    'strict-transport-security': 'max-age=31536000',
  });
}

/** The manifest that this `Accept` header gets, or the message of the 404. */
function negotiate(
  { tags, manifests }: WorldRepository,
  reference: string,
  accept: string | undefined,
): FixtureManifest | string {
  const tag = tags.get(reference);
  const digest = tag === undefined || tag.only === 'hub' ? reference : tag.digest;
  const found = manifests.get(digest);
  if (found === undefined) return 'manifest unknown';
  const accepted = (accept ?? '').split(',').map((type) => type.trim().split(';')[0]);
  if (accepted.includes(found.mediaType)) return found;
  if (found.mediaType === OCI_INDEX) {
    return 'OCI index found, but accept header does not support OCI indexes';
  }
  if (found.mediaType === OCI_MANIFEST) {
    return 'OCI manifest found, but accept header does not support OCI manifests';
  }
  if (found.mediaType === DOCKER_LIST && tag !== undefined) {
    const child = found.children?.find(
      ({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64',
    );
    return manifests.get(child?.digest ?? '') ?? 'manifest unknown';
  }
  // All else comes as it is, without any Accept header too (2025; until 2021 that gave schema 1).
  return found;
}

function tooManyPulls(): Answer {
  const message =
    'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit';
  return json({ errors: [{ code: 'TOOMANYREQUESTS', message }] }, 429);
}

/** Blobs live on other hosts, which do not exist here. */
function blobRedirect(digest: string): Answer {
  const path = `registry-v2/docker/registry/v2/blobs/${digest.replace(':', '/')}/data`;
  return answer(307, 'application/octet-stream', '', {
    location: `https://production.cloudfront.docker.com/${path}?verify=stand-in`,
  });
}
