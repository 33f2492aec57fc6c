/**
 * The relations over what is spoken of one repository's tags. What is spoken of a tag rests on its entry, on manifests
 * that were read, on the time and on the last listing that saw all; when one of those changes, the tags that it is about
 * are looked at again, and no others.
 */
import type { Digest } from '../core/digest.ts';
import { isSignatureTag } from '../core/tag.ts';
import { DueTags } from './due-tags.ts';
import type { TagEntry } from './knowledge.ts';
import { type Related, RelatedIndex } from './related.ts';
import { changesAt, type FactsOf, isMissing, isSpoken, tagRecord } from './spoken.ts';

export interface SpokenTagsDeps {
  readonly entries: ReadonlyMap<string, TagEntry>;
  readonly facts: FactsOf;
  now(): number;
  /** What was said before, and by nobody since, does not count; milliseconds since 1970. */
  horizon(): number;
}

export class SpokenTags {
  readonly #deps: SpokenTagsDeps;
  readonly #index = new RelatedIndex();
  /** To be looked at before the next answer. */
  readonly #touched = new Set<string>();
  readonly #due = new DueTags();
  readonly #unspoken = new Set<string>();
  readonly #signatures = new Set<string>();
  /** As they were when all was looked at last. */
  #now = Number.NEGATIVE_INFINITY;
  #horizon = Number.NEGATIVE_INFINITY;

  constructor(deps: SpokenTagsDeps) {
    this.#deps = deps;
  }

  /** The entry of this tag has changed. */
  touch(tag: string): void {
    this.#touched.add(tag);
  }

  touchAll(): void {
    for (const tag of this.#deps.entries.keys()) this.#touched.add(tag);
  }

  /** This manifest was read: what it is, and what is in it, is known now. */
  read(digest: Digest): void {
    this.#look();
    for (const tag of this.#index.tagsAbout(digest)) this.#touched.add(tag);
  }

  related(): Related {
    this.#look();
    return this.#index.current();
  }

  /** Tags whose digest nobody has told, or that the registry does not have; without those of signatures. In no order. */
  unspoken(): ReadonlySet<string> {
    this.#look();
    return this.#unspoken;
  }

  /** Tags of signatures, without those that the registry does not have. */
  signatures(): ReadonlySet<string> {
    this.#look();
    return this.#signatures;
  }

  #look(): void {
    const now = this.#deps.now();
    const horizon = this.#deps.horizon();
    // A clock that was set back makes young what was old.
    if (now < this.#now || horizon !== this.#horizon) this.touchAll();
    this.#now = now;
    this.#horizon = horizon;
    for (const tag of this.#due.take(now)) this.#touched.add(tag);
    for (const tag of this.#touched) this.#lookAt(tag, now, horizon);
    this.#touched.clear();
  }

  #lookAt(tag: string, now: number, horizon: number): void {
    const entry = this.#deps.entries.get(tag);
    if (entry === undefined) return;
    this.#index.put(tag, tagRecord(entry, this.#deps.facts, now, horizon));
    if (isSignatureTag(tag)) mark(this.#signatures, tag, !isMissing(entry, now));
    else mark(this.#unspoken, tag, !isSpoken(entry, now));
    const at = changesAt(entry, now);
    if (at !== undefined) this.#due.add(tag, at);
  }
}

function mark(set: Set<string>, tag: string, isIn: boolean): void {
  if (isIn) set.add(tag);
  else set.delete(tag);
}
