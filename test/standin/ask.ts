/** Asks the stand-in the way a client does: with a token where one is needed. For tests. */
import { ACCEPT } from '../../src/core/media-type.ts';

export interface Asker {
  manifest(
    method: 'GET' | 'HEAD',
    repository: string,
    reference: string,
    accept?: string,
  ): Promise<Response>;
  /** A path of the registry behind the repository's name, such as `tags/list`. */
  registry(repository: string, path: string): Promise<Response>;
  hub(path: string): Promise<Response>;
}

export function asker(fetcher: typeof fetch): Asker {
  async function authorised(repository: string): Promise<Record<string, string>> {
    const query = `service=registry.docker.io&scope=repository:${repository}:pull`;
    const answer: unknown = await (await fetcher(`https://auth.docker.io/token?${query}`)).json();
    const token =
      typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : '';
    return { authorization: `Bearer ${String(token)}` };
  }

  return {
    async manifest(method, repository, reference, accept = ACCEPT) {
      const headers = { ...(await authorised(repository)), ...(accept !== '' && { accept }) };
      const path = `${repository}/manifests/${reference}`;
      return fetcher(`https://registry-1.docker.io/v2/${path}`, { method, headers });
    },
    async registry(repository, path) {
      const headers = await authorised(repository);
      return fetcher(`https://registry-1.docker.io/v2/${repository}/${path}`, { headers });
    },
    hub: (path) => fetcher(`https://hub.docker.com${path}`),
  };
}
