/**
 * Repository names. People write `nginx`, Docker Hub's registry knows `library/nginx`, and `docker.io/library/nginx` is
 * the same once more. Inside the extension there is one form only: the registry's.
 * Grammar: OCI distribution specification, "Pulling manifests"; familiar names: distribution/reference, normalize.go.
 */
import { type InputError, inputError } from './input-error.ts';
import { err, ok, type Result } from './result.ts';

declare const repositoryBrand: unique symbol;

/** A full name as Docker Hub's registry knows it: two or more components, official images under `library/`. */
export type RepositoryName = string & { readonly [repositoryBrand]: true };

const MAX_LENGTH = 255;
const OFFICIAL = 'library/';
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;

/** Names under which Docker Hub's registry goes in references. */
const HUB_HOSTS = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/** Whether a text is a full name in its one canonical form (`library/nginx`, never `nginx`). */
export function isRepositoryName(text: unknown): text is RepositoryName {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return false;
  const components = text.split('/');
  const [first = ''] = components;
  // `docker pull` would ask the host `ghcr.io` for `ghcr.io/x`, whoever copied that name from Docker Hub.
  if (components.length < 2 || isHost(first)) return false;
  return components.every((component) => COMPONENT.test(component));
}

/** Reads a repository name in any form that `docker pull` takes; white space around it is no mistake. */
export function parseRepository(text: string): Result<RepositoryName, InputError> {
  const given = text.trim();
  if (given === '') return err(inputError('repository', 'empty', given));
  const path = withoutHubHost(given);
  if (!path.ok) return path;
  const name = withNamespace(path.value);
  if (isRepositoryName(name)) return ok(name);
  return err(wrongIn(path.value, name));
}

/** The full name that a familiar one stands for, where it is one: for a page's own texts, which name no host. */
export function fullName(familiar: string): RepositoryName | undefined {
  const name = withNamespace(familiar);
  return isRepositoryName(name) ? name : undefined;
}

/** The name as people write it: `nginx` for `library/nginx`. */
export function familiarName(name: RepositoryName): string {
  return isOfficial(name) ? name.slice(OFFICIAL.length) : name;
}

/** Whether this is one of Docker's official images. */
export function isOfficial(name: RepositoryName): boolean {
  return name.startsWith(OFFICIAL) && !name.includes('/', OFFICIAL.length);
}

/** The two halves that Docker Hub's own API and pages want apart. */
export function splitRepository(name: RepositoryName): {
  namespace: string;
  name: string;
} {
  const slash = name.indexOf('/');
  return { namespace: name.slice(0, slash), name: name.slice(slash + 1) };
}

function withNamespace(name: string): string {
  return name.includes('/') ? name : OFFICIAL + name;
}

/** The path behind Docker Hub's own host, where that is named; any other host is an error. */
function withoutHubHost(given: string): Result<string, InputError> {
  const slash = given.indexOf('/');
  const isNamed = slash >= 0 && HUB_HOSTS.has(given.slice(0, slash).toLowerCase());
  const path = isNamed ? given.slice(slash + 1) : given;
  const end = path.indexOf('/');
  const first = path.slice(0, Math.max(end, 0));
  return isHost(first) ? err(inputError('registry', 'other-registry', first)) : ok(path);
}

/** Docker's own rule for a first component (distribution/reference, normalize.go): a dot, a colon, or `localhost`. */
function isHost(first: string): boolean {
  return /[.:]/.test(first) || first === 'localhost';
}

/** Names the first character or component that is wrong, not the whole of a text that is mostly right. */
function wrongIn(path: string, name: string): InputError {
  if (path === '') return inputError('repository', 'empty', path);
  const character = /[^A-Za-z0-9._/-]/u.exec(path)?.[0];
  if (character !== undefined) return inputError('repository', 'bad-character', character);
  const components = path.split('/');
  const shouted = components.find((component) => /[A-Z]/.test(component));
  if (shouted !== undefined) return inputError('repository', 'upper-case', shouted);
  if (name.length > MAX_LENGTH) return inputError('repository', 'too-long', path);
  // An empty component is to be seen only between its slashes.
  const odd = components.find((component) => !COMPONENT.test(component)) || path;
  return inputError('repository', 'bad-separator', odd);
}
