/** Rows as they were drawn last: a page that is visited again, or shows what another one does, gets them at once. */
import type { PageLooks } from './drawn.ts';

/** Of some kilobytes each. */
export const MOST_REMEMBERED = 400;

/** What says how long ago something was, or how long a wait is, is drawn each time. */
export function rememberRows(row: PageLooks['row']): PageLooks['row'] {
  const drawn = new Map<string, ReturnType<PageLooks['row']>>();
  return (view, setting) => {
    if (view.staleSince !== undefined || view.failure) return row(view, setting);
    const from = JSON.stringify([view, setting]);
    const found = drawn.get(from) ?? row(view, setting);
    drawn.delete(from);
    drawn.set(from, found);
    const [oldest] = drawn.keys();
    if (oldest !== undefined && drawn.size > MOST_REMEMBERED) drawn.delete(oldest);
    return found;
  };
}
