/** The two hosts of Docker Hub's registry and the addresses on them (OCI distribution specification, "Endpoints"). */
import type { RepositoryName } from '../core/repository.ts';

/** The registry itself. */
export const REGISTRY_HOST = 'registry-1.docker.io';
/** Its token service: no other host is ever asked for a token. */
export const TOKEN_HOST = 'auth.docker.io';
/** How the registry calls itself towards the token service (captured in its 401 answers, 2015 to 2026). */
export const TOKEN_SERVICE = 'registry.docker.io';

/** A repository name is letters, digits, `._-` and `/` only, so that it stands in a path as it is. */
export function manifestUrl(repository: RepositoryName, reference: string): URL {
  const name = encodeURIComponent(reference).replace('%3A', ':');
  return new URL(`https://${REGISTRY_HOST}/v2/${repository}/manifests/${name}`);
}

/** Without `n`: Docker Hub then answers with all tags at once (captured 2026-10: python, 3,974 tags). */
export function tagListUrl(repository: RepositoryName): URL {
  return new URL(`https://${REGISTRY_HOST}/v2/${repository}/tags/list`);
}

/** "API version check": the smallest thing to ask for. Answered with 401 where no token is sent. */
export function baseUrl(): URL {
  return new URL(`https://${REGISTRY_HOST}/v2/`);
}

/** What a token must allow: to read this one repository. */
export function pullScope(repository: string): string {
  return `repository:${repository}:pull`;
}
