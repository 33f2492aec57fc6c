/** Clicks about one manifest that are not yet answered, through the lives of several workers: none may be paid for twice. */
import type { Digest } from '../core/digest.ts';
import type { PopupRequest } from './protocol.ts';

type ClickRequest = Extract<PopupRequest, { type: 'reveal' | 'read' | 'lookup' }>;

export class ClickQuestions {
  readonly #clicks = new Map<string, ClickRequest>();
  /** One that is about to be sent. */
  #unsent: string | undefined;

  get size(): number {
    return this.#clicks.size;
  }

  all(): Iterable<ClickRequest> {
    return this.#clicks.values();
  }

  add(request: ClickRequest): void {
    this.#unsent = keyOf(request.type, request.digest);
    this.#clicks.set(this.#unsent, request);
  }

  /** The one that was added last has been sent. */
  sent(): void {
    this.#unsent = undefined;
  }

  /** Whether somebody waits for that answer. */
  settle(type: ClickRequest['type'], digest: Digest): boolean {
    return this.#clicks.delete(keyOf(type, digest));
  }

  clear(): void {
    this.#clicks.clear();
  }

  /**
   * The worker is gone. Nobody can tell how much of its price it has spent: such a click is not made again.
   * @returns whether there was one
   */
  dropSpending(): boolean {
    const before = this.#clicks.size;
    for (const [key, { type }] of this.#clicks) {
      if (type !== 'lookup' && key !== this.#unsent) this.#clicks.delete(key);
    }
    return this.#clicks.size < before;
  }
}

function keyOf(type: ClickRequest['type'], digest: Digest): string {
  return `${type} ${digest}`;
}
