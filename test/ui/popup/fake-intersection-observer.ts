/** An IntersectionObserver that a test moves by hand: happy-dom lays nothing out. */
import { vi } from 'vitest';

type Entry = Pick<IntersectionObserverEntry, 'target' | 'isIntersecting'>;

export class FakeIntersectionObserver {
  static latest: FakeIntersectionObserver | undefined;
  readonly observed = new Set<Element>();
  readonly call: (entries: readonly Entry[]) => void;

  static install(): void {
    vi.stubGlobal('IntersectionObserver', FakeIntersectionObserver);
  }

  /** Says of observed elements whether they are on screen. */
  static tell(...entries: readonly (readonly [Element, boolean])[]): void {
    const observer = FakeIntersectionObserver.latest;
    observer?.call(
      entries
        .filter(([target]) => observer.observed.has(target))
        .map(([target, isIntersecting]) => ({ target, isIntersecting })),
    );
  }

  constructor(call: (entries: readonly Entry[]) => void) {
    this.call = call;
    FakeIntersectionObserver.latest = this;
  }

  observe(element: Element): void {
    this.observed.add(element);
  }

  unobserve(element: Element): void {
    this.observed.delete(element);
  }

  disconnect(): void {
    this.observed.clear();
  }
}
