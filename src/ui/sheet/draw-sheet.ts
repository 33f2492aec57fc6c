/** Draws the opened part of an annotation in the worker, with the components that the popup uses. */
import { h } from 'preact';
import type { RepositoryName } from '../../core/repository.ts';
import type { SheetTree } from '../../messaging/sheet.ts';
import type { TagDetail } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { flatten } from './flatten.ts';
import style from './sheet.css?inline';
import { TagSheet } from './tag-sheet.tsx';

export interface DrawnSheet {
  readonly tree: SheetTree;
  /** Goes beside the annotation's own styles. */
  readonly style: string;
}

/** @param now milliseconds since 1970 */
export function drawSheet(
  text: Text,
  now: () => number = Date.now,
): (detail: TagDetail, repository: RepositoryName) => DrawnSheet {
  return (detail, repository) => ({
    tree: flatten(
      h(TagSheet, {
        detail,
        repository,
        text,
        now: now(),
        // A page spends no pulls, so nothing on it offers to.
        canRead: false,
        isFailureSaid: true,
      }),
    ),
    style,
  });
}
