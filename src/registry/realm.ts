/**
 * From the challenge of a 401 to the address of the token service. The challenge comes from outside: it may change
 * the path and the service, but neither the host that is asked nor what is asked for.
 */
import type { RepositoryName } from '../core/repository.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import { pullScope, TOKEN_HOST, TOKEN_SERVICE } from './endpoints.ts';

/** The address to ask before any challenge was seen: realm and service are stable (captured 2015 to 2026). */
export function knownTokenUrl(repository: RepositoryName): URL {
  return tokenUrl(new URL(`https://${TOKEN_HOST}/token`), TOKEN_SERVICE, repository);
}

/** Any repository that is there for everybody will do to find out whether the token service takes an account. */
export function testTokenUrl(): URL {
  return tokenUrl(new URL(`https://${TOKEN_HOST}/token`), TOKEN_SERVICE, 'library/hello-world');
}

/**
 * The address that a challenge names; the known one where there is no challenge at all. `undefined` where the header
 * is unreadable, names another host than auth.docker.io, or a scope that is not this repository's.
 */
export function challengedTokenUrl(
  header: string | null,
  repository: RepositoryName,
): URL | undefined {
  if (header === null) return knownTokenUrl(repository);
  const bearer = parseChallenges(header).find((challenge) => challenge.scheme === 'bearer');
  if (bearer === undefined || !isForThis(bearer, repository)) return undefined;
  const realm = URL.parse(bearer.parameters.get('realm') ?? '');
  if (realm === null || !isTokenService(realm)) return undefined;
  return tokenUrl(realm, bearer.parameters.get('service') ?? TOKEN_SERVICE, repository);
}

function isTokenService(realm: URL): boolean {
  // `host` holds the port where it is not https' own.
  return (
    realm.protocol === 'https:' &&
    realm.host === TOKEN_HOST &&
    realm.username === '' &&
    realm.password === ''
  );
}

/** A scope may list several resources and ask for more than `pull`; one of them must be this repository. */
function isForThis(challenge: Challenge, repository: RepositoryName): boolean {
  const scope = challenge.parameters.get('scope');
  if (scope === undefined) return true;
  return scope.split(' ').some((resource) => resource.startsWith(`repository:${repository}:`));
}

/** Asks for `pull` alone, whatever the challenge would grant. */
function tokenUrl(realm: URL, service: string, repository: string): URL {
  const url = new URL(realm);
  // Emptied, not resolved anew: a path that begins with two slashes would then name another host.
  url.search = '';
  url.hash = '';
  url.searchParams.set('service', service);
  url.searchParams.set('scope', pullScope(repository));
  return url;
}
