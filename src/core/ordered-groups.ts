/** All groups of a repository in their order, as a list that is made anew only when it is read after a change. */
import type { AliasGroup } from './relations.ts';
import { compareText } from './text-order.ts';

export class OrderedGroups {
  #list: readonly AliasGroup[] = [];
  /** Of the list, those that stand no more; and those that stand and are not in it. */
  readonly #gone = new Set<AliasGroup>();
  readonly #come = new Set<AliasGroup>();

  add(group: AliasGroup): void {
    this.#come.add(group);
  }

  remove(group: AliasGroup): void {
    if (!this.#come.delete(group)) this.#gone.add(group);
  }

  /** One walk along the list, and a sort of what is new: nothing else is compared with each other again. */
  list(): readonly AliasGroup[] {
    if (this.#gone.size === 0 && this.#come.size === 0) return this.#list;
    const coming = [...this.#come].sort((a, b) => compareText(a.key, b.key)).values();
    let next = coming.next();
    const list: AliasGroup[] = [];
    for (const group of this.#list) {
      if (this.#gone.has(group)) continue;
      while (!next.done && next.value.key < group.key) {
        list.push(next.value);
        next = coming.next();
      }
      list.push(group);
    }
    while (!next.done) {
      list.push(next.value);
      next = coming.next();
    }
    this.#gone.clear();
    this.#come.clear();
    this.#list = list;
    return list;
  }
}
