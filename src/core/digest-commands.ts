/** Commands that print a digest again on anybody's machine. */
import type { AcceptCase } from './accept.ts';
import type { Digest } from './digest.ts';
import type { PlatformKey } from './platform.ts';
import type { RepositoryName } from './repository.ts';

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
  /** For a POSIX shell; may have several lines. */
  readonly text: string;
  /** Manifest GETs that it makes: pulls of whoever runs it. */
  readonly pulls: 0 | 1 | 2;
}

export function digestCommands(
  _repository: RepositoryName,
  _tag: string,
  _subject: CommandSubject,
): readonly DigestCommand[] {
  return [];
}

/** The curl command of one row of the `Accept` table. */
export function acceptCommand(
  _repository: RepositoryName,
  _tag: string,
  _accept: AcceptCase,
): string {
  return '';
}
