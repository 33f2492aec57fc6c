/** Tells which groups are on screen, once scrolling has come to rest: groups that only fly by must cost nobody a pull. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Digest, isDigest } from '../../core/digest.ts';
import type { Row } from './list-rows.ts';

/** Milliseconds without a change that count as rest. */
const REST = 150;

export function useVisible(
  list: RefObject<HTMLOListElement | null>,
  rows: readonly Row[],
  onVisible: (digests: readonly Digest[]) => void,
): void {
  const told = useRef(onVisible);
  told.current = onVisible;
  const observer = useRef<ReturnType<typeof observeGroups>>(undefined);
  useEffect(() => {
    const made = observeGroups((digests) => told.current(digests));
    observer.current = made;
    return () => made.end();
  }, []);
  const order = rows.map((row) => (row.kind === 'group' ? row.group.digest : '')).join();
  useEffect(() => {
    if (list.current) observer.current?.watch(list.current);
  }, [order]);
}

function observeGroups(tell: (digests: readonly Digest[]) => void) {
  const watched = new Set<Element>();
  const visible = new Set<Element>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = '';
  const settle = () => {
    const digests = [...watched].filter((e) => visible.has(e)).flatMap(digestOf);
    if (digests.join() === last) return;
    last = digests.join();
    tell(digests);
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) visible.add(target);
      else visible.delete(target);
    }
    clearTimeout(timer);
    timer = setTimeout(settle, REST);
  });
  return {
    /** Takes the list's items as they stand now, in their order. */
    watch(root: HTMLOListElement) {
      const items = new Set<Element>(root.children);
      for (const gone of watched) {
        if (items.has(gone)) continue;
        observer.unobserve(gone);
        visible.delete(gone);
      }
      for (const item of items) if (!watched.has(item)) observer.observe(item);
      watched.clear();
      for (const item of items) watched.add(item);
    },
    end() {
      clearTimeout(timer);
      observer.disconnect();
    },
  };
}

function digestOf(item: Element): Digest[] {
  const digest = item.getAttribute('data-digest');
  return isDigest(digest) ? [digest] : [];
}
