/** What the parts of a row are told. They are drawn in the worker, so nothing is called back: data attributes say what controls do. */
import type { Digest } from '../../core/digest.ts';
import type { PlatformKey } from '../../core/platform.ts';
import type { RepositoryName } from '../../core/repository.ts';
import type { TagView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';

/** What the hash in the address of a layers page is. */
export interface LayersAddress {
  readonly urlDigest: Digest;
  readonly urlKind: 'index' | 'image-manifest' | 'attestation' | 'unknown';
  readonly urlPlatform?: PlatformKey;
}

export interface RowProps {
  readonly repository: RepositoryName;
  readonly view: TagView;
  /** On how many of how many tags the relations rest. */
  readonly known: number;
  readonly total?: number;
  readonly text: Text;
  readonly layers?: LayersAddress;
  readonly isOpen: boolean;
  /** Whether the line of relations may wrap, and shows every tag. */
  readonly isUnfolded: boolean;
  /** Pixels that the line of relations has. */
  readonly width: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What all parts of a row get. */
export interface RowPart {
  readonly part: RowProps;
}
