/** Whether what the worker told is the end of it: then a worker that sleeps may go on sleeping. */
import type { RepositoryView, TagDetail } from './view.ts';

/** Whether nothing more is to come by itself. */
export function isSettled(view: RepositoryView | undefined): boolean {
  if (view === undefined || view.state === 'loading' || view.asking) return false;
  return view.whole?.state !== 'planning' && view.whole?.state !== 'running';
}

export function isFinal({ view, isAskingAccepts, reading }: TagDetail): boolean {
  return view.state !== 'loading' && !isAskingAccepts && reading.length === 0;
}
