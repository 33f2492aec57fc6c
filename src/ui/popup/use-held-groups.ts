/**
 * The groups that stay on screen until the worker has answered what is in the find box. While somebody types, answers to
 * less of it come: one that leaves no group takes none away.
 */
import { useRef } from 'preact/hooks';
import type { RepositoryView } from '../../messaging/view.ts';

/** @param isTold whether the view answers what is in the box */
export function useHeldGroups(
  view: RepositoryView | undefined,
  sought: string,
  isTold: boolean,
): RepositoryView | undefined {
  /** What was on screen last. */
  const shown = useRef(view);
  /** The last that answered an empty box. */
  const all = useRef(view);
  if (view?.window.sought === '') all.current = view;
  const isEmpty = view !== undefined && !isTold && view.groups.length === 0;
  const held = isEmpty ? (sought === '' ? all : shown).current : undefined;
  shown.current = held && view ? { ...view, groups: held.groups, window: held.window } : view;
  return shown.current;
}
