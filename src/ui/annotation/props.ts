/** What the annotation is told, and what it calls back: the whole border between it and the page layer. */
import type { Digest } from '../../core/digest.ts';
import type { PlatformKey } from '../../core/platform.ts';
import type { RepositoryName } from '../../core/repository.ts';
import type { SheetAction, SheetTree } from '../../messaging/sheet.ts';
import type { TagView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';

/** What the hash in the address of a layers page is. */
export interface LayersAddress {
  readonly urlDigest: Digest;
  readonly urlKind: 'index' | 'image-manifest' | 'attestation' | 'unknown';
  readonly urlPlatform?: PlatformKey;
}

/** The opened part, as the worker drew it. */
export interface DrawnSheet {
  readonly tree: SheetTree;
  /** The stylesheet that goes beside the annotation's own. */
  readonly style: string;
}

export interface AnnotationProps {
  readonly repository: RepositoryName;
  readonly view: TagView;
  /** On how many of how many tags the relations rest. */
  readonly known: number;
  readonly total?: number;
  readonly theme: 'light' | 'dark';
  readonly text: Text;
  readonly layers?: LayersAddress;
  readonly isOpen: boolean;
  /** Left out while the worker draws it. */
  readonly sheet?: DrawnSheet;
  onToggle(isOpen: boolean): void;
  /** A control of the opened part was used. */
  onAct(action: SheetAction): void;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onRetry(): void;
  /** `here` where the tag's row is on this page; else the address of the tags page filtered to it. */
  rowOf(tag: string): string;
  onGoTo(tag: string): void;
  /** Milliseconds since 1970; given in tests and pictures, else the clock's. */
  readonly now?: number;
}

/** What all parts of the annotation get. */
export interface AnnotationPart extends AnnotationProps {
  readonly now: number;
}
