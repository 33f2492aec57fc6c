/** How the worker has the opened part of an annotation drawn: put in from outside, for nothing in here knows how things look. */
import type { RepositoryName } from '../core/repository.ts';
import type { SheetTree } from '../messaging/sheet.ts';
import type { TagDetail } from '../messaging/view.ts';

export type DrawSheet = (
  detail: TagDetail,
  repository: RepositoryName,
) => { readonly tree: SheetTree; readonly style: string };
