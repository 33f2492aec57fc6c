/** What an annotation on a page is told, and what it calls back: the whole border between it and the page layer. */
import type { SheetAction, SheetTree } from '../../messaging/sheet.ts';
import type { Text } from '../../text/text.ts';

/** What the worker drew, and the stylesheet that it needs. */
export interface Drawn {
  readonly tree: SheetTree;
  readonly style: string;
}

/** What is the same of a tag's annotation and a line's word. */
export interface ShownProps {
  readonly theme: 'light' | 'dark';
  readonly text: Text;
  readonly isOpen: boolean;
  onToggle(isOpen: boolean): void;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onRetry(): void;
}

export interface AnnotationProps extends ShownProps {
  readonly tag: string;
  /** Of a layers page, which has a line more. */
  readonly isTall: boolean;
  /** Left out before the worker's first word. */
  readonly row?: Drawn;
  /** The opened part; left out while the worker draws it. */
  readonly sheet?: Drawn;
  /** All tags are to be shown, or no more than fit. */
  onUnfold(): void;
  /** A control of the opened part was used. */
  onAct(action: SheetAction): void;
  /** `here` where the tag's row is on this page; else the address of the tags page filtered to it. */
  rowOf(tag: string): string;
  onGoTo(tag: string): void;
}

export interface LineProps extends ShownProps {
  /** Left out before the worker's first word. */
  readonly word?: Drawn;
  readonly about?: SheetTree;
}
