/**
 * Asks the registry for a tag's digest on our own: a token, then a HEAD. It shares no line with the extension, because
 * what the extension shows is held against it.
 */
import * as v from 'valibot';

const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Longest wait for one answer, milliseconds. */
const PATIENCE = 15_000;

/** Whether anything answers at that address within so many milliseconds. */
export function isReachable(url: string, patience: number): Promise<boolean> {
  const asked = fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patience) });
  return asked.then(
    () => true,
    () => false,
  );
}

/** Digests by tag. Throws where the registry does not name one. */
export async function independentHeads(
  repository: string,
  tags: readonly string[],
  ask: typeof fetch,
): Promise<ReadonlyMap<string, string>> {
  const authorization = `Bearer ${await pullToken(repository, ask)}`;
  const digests = new Map<string, string>();
  for (const tag of tags) {
    const { status, headers } = await ask(
      `https://registry-1.docker.io/v2/${repository}/manifests/${tag}`,
      {
        method: 'HEAD',
        headers: { accept: ACCEPT, authorization },
        signal: AbortSignal.timeout(PATIENCE),
      },
    );
    const digest = headers.get('docker-content-digest');
    if (digest === null) {
      throw new Error(`An independent HEAD of ${repository}:${tag} was answered ${status}`);
    }
    digests.set(tag, digest);
  }
  return digests;
}

async function pullToken(repository: string, ask: typeof fetch): Promise<string> {
  const url = new URL('https://auth.docker.io/token');
  url.searchParams.set('service', 'registry.docker.io');
  url.searchParams.set('scope', `repository:${repository}:pull`);
  const answer = await ask(url, { signal: AbortSignal.timeout(PATIENCE) });
  return v.parse(v.object({ token: v.string() }), await answer.json()).token;
}
