/** Tags that are to be looked at again when a time has come. */

/** Milliseconds that share a list: what is due in the same second is looked at together. */
const SLICE_MS = 1_000;

export class DueTags {
  readonly #slices = new Map<number, Set<string>>();

  /** @param at milliseconds since 1970 */
  add(tag: string, at: number): void {
    const slice = Math.floor(at / SLICE_MS);
    const tags = this.#slices.get(slice);
    if (tags) tags.add(tag);
    else this.#slices.set(slice, new Set([tag]));
  }

  /** Those whose time has come, and off the list; perhaps some whose time comes within this second: look, and add again. */
  take(now: number): readonly string[] {
    const due: string[] = [];
    for (const [slice, tags] of this.#slices) {
      if (slice * SLICE_MS > now) continue;
      for (const tag of tags) due.push(tag);
      this.#slices.delete(slice);
    }
    return due;
  }

  clear(): void {
    this.#slices.clear();
  }
}
