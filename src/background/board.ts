/**
 * All that is known of one repository at this moment, in memory: one entry a tag, what its listing gave, and the relations
 * over them, kept up to date tag by tag. It asks nobody; whoever learns something writes it here.
 */
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { TagRecord } from '../core/tag-record.ts';
import { readKeptBoard } from './kept-board.ts';
import {
  type Ask,
  FRESH_MS,
  IDLE,
  isFresh,
  type TagEntry,
  type TagRow,
  withoutFailures,
} from './knowledge.ts';
import { createListeners } from './listeners.ts';
import type { ManifestShelf } from './manifests.ts';
import type { Related } from './related.ts';
import { digestsOf, rowOf } from './rows.ts';
import { SpokenTags } from './spoken-tags.ts';
import type { ListingRow, Store, WalkRow, WholeRow } from './store.ts';

export interface BoardDeps {
  readonly repository: RepositoryName;
  readonly store: Store;
  readonly shelf: Pick<ManifestShelf, 'facts' | 'recall'>;
  now(): number;
  /** Resolves when rows may be written without keeping anybody from an answer. */
  quiet(): Promise<void>;
}

let made = 0;

export class Board {
  /** Its own: a board that replaces another of the same repository asks its own questions. */
  readonly id: number;
  readonly repository: RepositoryName;
  /** Resolves once what was kept of this repository is here. */
  readonly loaded: Promise<void>;
  /** The last walk through the tag pages that came to its end. */
  listing: ListingRow | undefined;
  /** A later one that was cut off, or is under way. */
  walk: WalkRow | undefined;
  /** The listing of all tags, where somebody has begun one. */
  whole: WholeRow | undefined;
  /** Where the present walk stands. Call `changed` after writing any of these. */
  listingAsk: Ask = IDLE;
  /** In tags, while a walk is under way and its length is known. */
  progress: { readonly done: number; readonly total: number } | undefined;
  /** How many tags the repository has, as the last who knew it said. */
  total: number | undefined;
  /** Another board takes its place: what comes now is not kept. */
  isRetired = false;
  readonly #deps: BoardDeps;
  readonly #entries = new Map<string, TagEntry>();
  readonly #listeners = createListeners();
  /** Rows that changed since they were last kept, and those whose manifests were not looked for on the shelf since. */
  readonly #unkept = new Set<string>();
  readonly #unrecalled = new Set<string>();
  /** What waits for a quiet moment. */
  #writing: Promise<void> | undefined;
  /** How much is waiting so, or being written. */
  #unwritten = 0;
  #keeping: Promise<unknown> = Promise.resolve();
  readonly #spoken: SpokenTags;

  constructor(deps: BoardDeps) {
    made += 1;
    this.id = made;
    this.#deps = deps;
    this.repository = deps.repository;
    this.#spoken = new SpokenTags({
      entries: this.#entries,
      facts: deps.shelf.facts,
      now: deps.now,
      horizon: () => this.#horizon(),
    });
    this.loaded = this.#load();
  }

  /** What is known of a tag: an empty entry for one that nobody has spoken of. */
  entry(tag: string): TagEntry {
    return this.#entries.get(tag) ?? { tag, hubAsk: IDLE, registryAsk: IDLE };
  }

  /** How many tags it has an entry of. */
  get size(): number {
    return this.#entries.size;
  }

  entries(): Iterable<TagEntry> {
    return this.#entries.values();
  }

  /** Replaces parts of an entry. New words are kept in the store, questions are not. */
  update(tag: string, change: Partial<Omit<TagEntry, 'tag'>>): void {
    this.#entries.set(tag, { ...this.entry(tag), ...change });
    if (change.hub || change.registry) {
      this.#unkept.add(tag);
      this.#unrecalled.add(tag);
    }
    this.#spoken.touch(tag);
    this.told();
  }

  /** Makes everything that failed, and every tag that was not found, fit to be asked again at once. */
  forgetFailures(): void {
    for (const entry of [...this.#entries.values()]) {
      this.#entries.set(entry.tag, withoutFailures(entry, this.#deps.now()));
    }
    this.#spoken.touchAll();
    if (this.listingAsk.state === 'failed') this.listingAsk = IDLE;
    this.told();
  }

  /** The listing has changed. */
  changed(): void {
    this.told();
  }

  /** A manifest was read. */
  read(digest: Digest): void {
    this.#spoken.read(digest);
    this.told();
  }

  onChange(call: () => void): () => void {
    return this.#listeners.add(call);
  }

  /** The relations over all that is known now: the same object for as long as they have not changed. */
  related(): Related {
    return this.#spoken.related();
  }

  /** Tags whose digest nobody has told, or that the registry does not have; without those of signatures. In no order. */
  unspoken(): ReadonlySet<string> {
    return this.#spoken.unspoken();
  }

  /** Tags of signatures, without those that the registry does not have. */
  signatures(): ReadonlySet<string> {
    return this.#spoken.signatures();
  }

  /** What is known of a digest that tags point to. */
  record(digest: Digest): TagRecord | undefined {
    return this.related().relations.groupWith(digest)?.record;
  }

  /** Whether the registry has said lately that some tag points to it. */
  isConfirmed(digest: Digest): boolean {
    const tags = this.related().relations.groupWith(digest)?.tags ?? [];
    return tags.some((tag) => {
      const { registry } = this.entry(tag);
      return registry?.digest === digest && isFresh(registry, this.#deps.now());
    });
  }

  /**
   * Takes from the shelf what it keeps of the manifests that new rows name, and writes the rows into the store in a quiet
   * moment. Resolves once all that was known when it was called is written, whoever began to write it.
   */
  async keep(): Promise<void> {
    const recalling = this.isRetired ? [] : this.#take(this.#unrecalled);
    if (this.#unkept.size > 0) this.#writing ??= this.untilWritten(this.#write());
    this.#keeping = Promise.all([this.#keeping, this.#writing, this.#recall(recalling)]);
    await this.#keeping;
  }

  /** Whether all that is known is written. */
  get isKept(): boolean {
    return this.#unkept.size === 0 && this.#unwritten === 0;
  }

  /** While this goes on, something of the board is still to be written. */
  async untilWritten<T>(writing: Promise<T>): Promise<T> {
    this.#unwritten += 1;
    try {
      return await writing;
    } finally {
      this.#unwritten -= 1;
    }
  }

  /** Digests that this board speaks of: of tags and of their images. */
  *digests(): Iterable<Digest> {
    for (const entry of this.#entries.values()) yield* digestsOf(entry);
  }

  async #write(): Promise<void> {
    await this.#deps.quiet();
    this.#writing = undefined;
    const rows = this.#take(this.#unkept);
    if (!this.isRetired) await this.#deps.store.writeTags(this.repository, rows);
  }

  #take(tags: Set<string>): readonly TagRow[] {
    const rows = [...tags].map((tag) => rowOf(this.entry(tag)));
    tags.clear();
    return rows;
  }

  async #load(): Promise<void> {
    const { store, repository, now } = this.#deps;
    const kept = await readKeptBoard(store, repository, now);
    this.listing ??= kept.listing;
    this.walk ??= kept.walk;
    this.whole ??= kept.whole;
    this.total ??= this.listing?.count;
    for (const row of kept.rows) {
      // What was learnt while the store was being read is newer, word by word.
      const entry = { ...rowOf(row), hubAsk: IDLE, registryAsk: IDLE };
      this.#entries.set(row.tag, { ...entry, ...this.#entries.get(row.tag) });
    }
    this.#spoken.touchAll();
    await this.#recall(this.#entries.values());
  }

  /** Takes from the shelf what it keeps of these rows' manifests, and of the images of their indexes. */
  async #recall(rows: Iterable<TagRow>): Promise<void> {
    const { shelf } = this.#deps;
    const digests = new Set<Digest>();
    for (const row of rows) for (const digest of digestsOf(row)) digests.add(digest);
    await shelf.recall(digests);
    const images = new Set<Digest>();
    for (const digest of digests) {
      for (const image of shelf.facts(digest)?.index?.images ?? []) images.add(image.digest);
    }
    await shelf.recall(images);
  }

  /** Something beside what is known has changed that views show. */
  told(): void {
    this.#listeners.callAll();
  }

  /**
   * After a listing that saw all tags, a word from before it that nobody repeated no longer counts as an alias. The newest
   * thousand of a larger repository say nothing of the others.
   */
  #horizon(): number {
    const { listing, whole } = this;
    const listedAt = listing?.complete ? listing.at : Number.NEGATIVE_INFINITY;
    const wholeAt = whole?.endedAt === undefined ? whole?.before : whole.at;
    return Math.max(listedAt, wholeAt ?? Number.NEGATIVE_INFINITY) - FRESH_MS;
  }
}
