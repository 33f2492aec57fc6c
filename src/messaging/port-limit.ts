/**
 * How many ports one tab may hold. A page opens one or two; a page's process that was taken over could open thousands, each
 * with a session of its own in the worker.
 */

export const MAX_PORTS = 20;

export interface PortLimit {
  /**
   * Counts a port in; the oldest of that tab is ended where there are too many.
   * @returns counts it out again
   */
  add(tab: number | undefined, end: () => void): () => void;
}

export function createPortLimit(): PortLimit {
  /** Oldest first. */
  const open = new Map<number | undefined, Set<() => void>>();

  return {
    add(tab, end) {
      const ends = open.get(tab) ?? new Set();
      open.set(tab, ends);
      const remove = () => {
        ends.delete(end);
        if (ends.size === 0 && open.get(tab) === ends) open.delete(tab);
      };
      ends.add(end);
      const [oldest] = ends;
      if (ends.size > MAX_PORTS) oldest?.();
      return remove;
    },
  };
}
