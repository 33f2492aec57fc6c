/** What curl takes to ask Docker Hub's registry for a digest, with nothing else than a POSIX shell's own tools. */
import type { Digest } from './digest.ts';
import { ACCEPT } from './media-type.ts';
import type { RepositoryName } from './repository.ts';
import { shell } from './shell-text.ts';

/** HEAD: what the registry says that this is. Without `accept` curl's own header goes, which allows anything. */
export function curlHead(
  repository: RepositoryName,
  reference: string,
  accept: string | undefined,
): string {
  // The header's name is in small letters over HTTP/2 and need not be over HTTP/1.1.
  const digest = `tr -d '\\r' | sed -n 's/^[Dd]ocker-[Cc]ontent-[Dd]igest: *//p'`;
  return `${askToken(repository)}\n${curl('-fsSI', repository, reference, accept)} | ${digest}`;
}

/** GET of the manifest's bytes, and their hash. */
export function curlHash(repository: RepositoryName, digest: Digest): string {
  return `${askToken(repository)}\n${curl('-fsS', repository, digest, ACCEPT)} | ${hashOf(digest)}`;
}

/** GET of an image manifest, and the digest of the config that it names. */
export function curlConfig(repository: RepositoryName, manifest: Digest): string {
  return `${askToken(repository)}\n${curl('-fsS', repository, manifest, ACCEPT)} | ${CONFIG_OF}`;
}

/** Picks the config's digest out of a manifest, however its JSON is spaced and its fields are ordered. */
export const CONFIG_OF = `tr -d '[:space:]' | sed -n 's/.*"config":{[^}]*"digest":"\\([^"]*\\)".*/\\1/p'`;

/** Hashes what comes in, and writes it as a digest of the same algorithm. macOS has `shasum` where others have `sha256sum`. */
export function hashOf(digest: Digest): string {
  const bits = digest.startsWith('sha512:') ? '512' : '256';
  return `{ sha${bits}sum 2>/dev/null || shasum -a ${bits}; } | sed 's/^/sha${bits}:/; s/ .*//'`;
}

/** A token for reading this repository, without an account: every request to the registry needs one. */
function askToken(repository: RepositoryName): string {
  const scope = `repository:${repository}:pull`;
  const address = `https://auth.docker.io/token?service=registry.docker.io&scope=${scope}`;
  return shell`token=$(curl -fsS ${address} | sed 's/.*"token": *"\([^"]*\)".*/\1/')`;
}

function curl(
  options: string,
  repository: RepositoryName,
  reference: string,
  accept: string | undefined,
): string {
  const address = `https://registry-1.docker.io/v2/${repository}/manifests/${reference}`;
  const types = accept === undefined ? '' : `${shell` -H ${`Accept: ${accept}`}`} \\\n `;
  return `curl ${options} -H "Authorization: Bearer $token"${types} ${shell`${address}`}`;
}
