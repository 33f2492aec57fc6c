/**
 * A tab's address says what it shows, so that reloading it, a bookmark and the browser's Back lead there. The browser's own
 * popup has none of these.
 */
import { openedFor, type PopupSubject, subjectQuery } from './opened-for.ts';

/** The part of a window that this is about. */
export interface TabWindow {
  readonly location: { readonly search: string };
  readonly history: Pick<History, 'pushState' | 'replaceState'>;
  addEventListener(type: 'popstate', call: () => void): void;
}

export interface TabHistory {
  /** The person goes to it from what is shown now, which Back leads to. */
  goTo(subject: PopupSubject): void;
}

/** @param onMoved the person has gone back, or forward again, to this */
export function tabHistory(tab: TabWindow, onMoved: (subject: PopupSubject) => void): TabHistory {
  const subject = () => openedFor(tab.location.search, undefined);
  tab.addEventListener('popstate', () => onMoved(subject()));
  return {
    goTo(next) {
      const address = `?${subjectQuery(next)}`;
      if (address === tab.location.search) return;
      // Nobody wants back to a page that asks which repository.
      if (subject().repository) tab.history.pushState(undefined, '', address);
      else tab.history.replaceState(undefined, '', address);
    },
  };
}
