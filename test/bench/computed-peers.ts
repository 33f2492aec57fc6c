/**
 * What other tools would send for a table of tags and digests, computed from how they are documented to work; none of them
 * is run. Each command is a process of its own and begins without a token: one request that is refused and names the
 * token service, one for the token, and one that is answered (OCI distribution specification, token authentication).
 */

export interface ComputedPeer {
  readonly tool: string;
  /** Of all names, then of one tag. */
  readonly commands: readonly [names: string, digest: string];
  /** Where it is written that the digest of a tag is asked for by HEAD, which is no pull. */
  readonly source: string;
}

const REQUESTS_A_COMMAND = 3;

export const COMPUTED_PEERS: readonly ComputedPeer[] = [
  {
    tool: 'crane',
    commands: ['crane ls', 'crane digest'],
    source: 'google/go-containerregistry, pkg/crane/digest.go: a HEAD where no platform is named',
  },
  {
    tool: 'regctl',
    commands: ['regctl tag ls', 'regctl image digest'],
    source: 'regclient/regclient, cmd/regctl/image.go and manifest.go: `manifest head`, a HEAD',
  },
  {
    tool: 'oras',
    commands: ['oras repo tags', 'oras resolve'],
    source: 'oras-project/oras, cmd/oras/root/resolve.go; oras-go resolves a tag by HEAD',
  },
];

/** Requests of any of them for so many tags; pulls: none. */
export function computedRequests(tags: number): number {
  return REQUESTS_A_COMMAND * (1 + tags);
}
