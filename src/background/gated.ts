/** The clients as the worker asks with them: behind their gates, and without what costs pulls. */
import type { HubClient } from '../hub/client.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { Gates } from './gate.ts';

/** The part of the web API that answers questions. */
export type FreeHub = Pick<HubClient, 'tagPage' | 'tag'>;
/** The part of the registry that costs no pull. */
export type FreeRegistry = Pick<RegistryClient, 'warm' | 'head' | 'tags'>;

/** The same client, which stops asking after a 429. Manifests are to be had through `pull.ts` only. */
export function gatedRegistry(client: RegistryClient, gates: Gates): FreeRegistry {
  return {
    warm(repository) {
      void gates.registry.ifOpen(() => client.warm(repository));
    },
    head: (...question) => gates.registry.pass(() => client.head(...question)),
    tags: (...question) => gates.names.pass(() => client.tags(...question)),
  };
}

/** The same client, which stops asking after a 429. */
export function gatedHub(client: HubClient, { hub }: Gates): FreeHub {
  return {
    tagPage: (...question) => hub.pass(() => client.tagPage(...question)),
    tag: (...question) => hub.pass(() => client.tag(...question)),
  };
}
