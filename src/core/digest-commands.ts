/**
 * Commands with which anybody prints the same digests again, without this extension: what the registry says of the tag
 * (HEAD, no pull), or the hash of the bytes themselves. Checked against the tools' own texts: crane, cmd/crane/doc/
 * crane_digest.md and pkg/crane/digest.go; skopeo, docs/skopeo-inspect.1.md; buildx, docs/reference/
 * buildx_imagetools_inspect.md.
 */
import { ACCEPT_HEADERS, type AcceptCase } from './accept.ts';
import { CONFIG_OF, curlConfig, curlHash, curlHead, hashOf } from './curl-commands.ts';
import type { Digest } from './digest.ts';
import { type PlatformKey, parsePlatformKey } from './platform.ts';
import { familiarName, type RepositoryName } from './repository.ts';
import { shell } from './shell-text.ts';

export const COMMAND_TOOLS = ['curl', 'crane', 'skopeo', 'buildx'] as const;
export type CommandTool = (typeof COMMAND_TOOLS)[number];

/** Whose digest is to be printed. */
export type CommandSubject =
  /** What the tag points to. */
  | { readonly kind: 'top' }
  /** The image manifest of one platform. */
  | { readonly kind: 'platform'; readonly platform: PlatformKey; readonly digest: Digest }
  /** The config that this image manifest names: the classic image store's image ID. */
  | { readonly kind: 'config'; readonly platform: PlatformKey; readonly manifest: Digest };

export interface DigestCommand {
  readonly tool: CommandTool;
  /** For a POSIX shell; may have several lines. Prints the digest, with its algorithm, and nothing else. */
  readonly text: string;
  /** Manifest GETs that it makes: pulls of whoever runs it. */
  readonly pulls: 0 | 1 | 2;
}

/** One command for each tool, in the order of `COMMAND_TOOLS`. */
export function digestCommands(
  repository: RepositoryName,
  tag: string,
  subject: CommandSubject,
): readonly DigestCommand[] {
  const tagged = `${familiarName(repository)}:${tag}`;
  switch (subject.kind) {
    case 'top':
      return topCommands(repository, tag, tagged);
    case 'platform':
      return platformCommands(repository, tagged, subject.platform, subject.digest);
    case 'config':
      return configCommands(repository, subject.manifest);
  }
}

/** The curl command of one row of the `Accept` table: prints the digest, or says that the registry answered 404. No pull. */
export function acceptCommand(repository: RepositoryName, tag: string, accept: AcceptCase): string {
  return curlHead(repository, tag, ACCEPT_HEADERS[accept]);
}

function topCommands(
  repository: RepositoryName,
  tag: string,
  tagged: string,
): readonly DigestCommand[] {
  return [
    { tool: 'curl', pulls: 0, text: acceptCommand(repository, tag, 'all') },
    { tool: 'crane', pulls: 0, text: shell`crane digest ${tagged}` },
    {
      tool: 'skopeo',
      pulls: 1,
      text: shell`skopeo inspect --raw ${`docker://docker.io/${repository}:${tag}`} | skopeo manifest-digest /dev/stdin`,
    },
    {
      tool: 'buildx',
      pulls: 1,
      text: shell`docker buildx imagetools inspect ${tagged} | sed -n 's/^Digest: *//p'`,
    },
  ];
}

/** The registry's word for a digest would be an echo of the question, so these hash the bytes. */
function platformCommands(
  repository: RepositoryName,
  tagged: string,
  platform: PlatformKey,
  digest: Digest,
): readonly DigestCommand[] {
  const pinned = `${familiarName(repository)}@${digest}`;
  return [
    { tool: 'curl', pulls: 1, text: curlHash(repository, digest) },
    craneDigest(tagged, pinned, platform, digest),
    {
      tool: 'skopeo',
      pulls: 1,
      text: shell`skopeo inspect --raw ${`docker://docker.io/${repository}@${digest}`} | skopeo manifest-digest /dev/stdin`,
    },
    {
      tool: 'buildx',
      pulls: 1,
      text: `${shell`docker buildx imagetools inspect --raw ${pinned}`} | ${hashOf(digest)}`,
    },
  ];
}

/** From the tag, as crane's `os/arch[/variant][:osversion]`: it reads the index, then the image. */
function craneDigest(
  tagged: string,
  pinned: string,
  key: PlatformKey,
  digest: Digest,
): DigestCommand {
  const platform = parsePlatformKey(key);
  if (platform === undefined) {
    const text = `${shell`crane manifest ${pinned}`} | ${hashOf(digest)}`;
    return { tool: 'crane', pulls: 1, text };
  }
  const { os, architecture, variant, osVersion } = platform;
  const path = [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
  const named = osVersion === undefined ? path : `${path}:${osVersion}`;
  return { tool: 'crane', pulls: 2, text: shell`crane digest --platform ${named} ${tagged}` };
}

/** Read from the manifest that names it: a config's own bytes are on other hosts, and the hash would be no other. */
function configCommands(repository: RepositoryName, manifest: Digest): readonly DigestCommand[] {
  const pinned = `${familiarName(repository)}@${manifest}`;
  const source = `docker://docker.io/${repository}@${manifest}`;
  const manifests = {
    crane: shell`crane manifest ${pinned}`,
    skopeo: shell`skopeo inspect --raw ${source}`,
    buildx: shell`docker buildx imagetools inspect --raw ${pinned}`,
  };
  return [
    { tool: 'curl', pulls: 1, text: curlConfig(repository, manifest) },
    { tool: 'crane', pulls: 1, text: `${manifests.crane} | ${CONFIG_OF}` },
    { tool: 'skopeo', pulls: 1, text: `${manifests.skopeo} | ${CONFIG_OF}` },
    { tool: 'buildx', pulls: 1, text: `${manifests.buildx} | ${CONFIG_OF}` },
  ];
}
