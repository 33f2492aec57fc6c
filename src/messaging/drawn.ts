/**
 * What goes to a page: the worker's answers with everything that is to be seen in them drawn already (`page-drawing.ts`),
 * because a content script is loaded into every page of Docker Hub and has to stay small.
 */
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { PageAnswer } from './protocol.ts';
import type { SheetTree } from './sheet.ts';
import type { FailureView, LineView, TagView } from './view.ts';

/** The attributes that one tag's word gives an annotation: test/CONTRACT.md, section 3. */
export const ROW_ATTRIBUTES = [
  'data-state',
  'data-evidence',
  'data-digest',
  'data-media-type',
  'data-conflict',
  'data-aliases',
  'data-same-images',
  'data-platforms',
  'data-image-id',
  'data-failure',
  'data-url-digest',
  'data-url-kind',
  'data-url-platform',
] as const;

/** What has nothing to say is left out. */
export type RowAttributes = Readonly<Partial<Record<(typeof ROW_ATTRIBUTES)[number], string>>>;

export interface DrawnRow {
  readonly tag: string;
  readonly attributes: RowAttributes;
  /** What stands in the row, without the opened part. Left out while it is far from the screen and will change soon. */
  readonly tree?: SheetTree;
  readonly failure?: FailureView;
}

export interface DrawnLine {
  readonly tags: readonly string[];
  readonly verdict: LineView['verdict'];
  readonly asking: boolean;
  readonly failure?: FailureView;
  /** The word beside the line, and what it opens to. */
  readonly tree: SheetTree;
  readonly about: SheetTree;
}

type Undrawn<Type> = Extract<PageAnswer, { readonly type: Type }>;
/** Of what is drawn: with the first such answer on a port only. */
interface Styled {
  readonly style?: string;
}

export type DrawnAnswer =
  | (Omit<Undrawn<'tags'>, 'tags' | 'repository'> &
      Styled & { readonly repository: string; readonly tags: readonly DrawnRow[] })
  | (Omit<Undrawn<'lines'>, 'lines' | 'repository'> &
      Styled & { readonly repository: string; readonly lines: readonly DrawnLine[] })
  /** Its styles are those of the dock. */
  | (Undrawn<'listed'> & Styled)
  | Undrawn<'sheet'>;

/** What a row's drawing depends on beside what is known of its tag. */
export interface RowSetting {
  readonly repository: RepositoryName;
  /** On how many of how many tags the relations rest. */
  readonly known: number;
  readonly total?: number;
  /** Pixels that the line of relations has. */
  readonly width: number;
  readonly isOpen: boolean;
  /** Whether the line of relations may wrap, and shows every tag. */
  readonly isUnfolded: boolean;
  /** The hash in a layers page's address. */
  readonly urlDigest?: Digest;
}

/** How things look: put into the worker from outside, for nothing in it knows. */
export interface PageLooks {
  row(view: TagView, setting: RowSetting): Required<Pick<DrawnRow, 'attributes' | 'tree'>>;
  /** Of the same row. */
  attributes(view: TagView, setting: RowSetting): RowAttributes;
  line(view: LineView, repository: RepositoryName): Pick<DrawnLine, 'tree' | 'about'>;
  readonly styles: { readonly row: string; readonly line: string; readonly dock: string };
}
