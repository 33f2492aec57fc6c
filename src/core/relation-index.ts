/**
 * The relations between the tags of one repository, kept up to date while tags are learnt one by one: a listing of
 * twenty thousand tags brings a change every few milliseconds, and none of them may cost more than the tags and images
 * that it is about. What a change leaves to do is done when somebody next asks.
 */
import { aliasGroup, type Member } from './alias-groups.ts';
import type { Digest } from './digest.ts';
import { OrderedGroups } from './ordered-groups.ts';
import type { AliasGroup, Relations, SharedPlatforms } from './relations.ts';
import { SharedImages } from './shared-images.ts';
import { tagKey } from './tag-order.ts';
import { isSameRecord, type TagRecord } from './tag-record.ts';

/** The tags that point to one digest, in tag order, and the group that was last made of them. */
interface Slot {
  readonly digest: Digest;
  readonly members: Member[];
  group?: AliasGroup;
}

interface Place {
  readonly slot: Slot;
  readonly member: Member;
}

export class RelationIndex implements Relations {
  readonly #places = new Map<string, Place>();
  readonly #slots = new Map<Digest, Slot>();
  /** Those whose group is to be made anew. */
  readonly #changed = new Set<Slot>();
  readonly #ordered = new OrderedGroups();
  /** Made when it is first asked for: whoever wants groups alone does not pay for it. */
  #shared: SharedImages | undefined;

  /** How many tags there are. */
  get size(): number {
    return this.#places.size;
  }

  /** Takes up what is known of a tag, in place of what was. @returns whether that is something else than before */
  put(record: TagRecord): boolean {
    const before = this.#places.get(record.tag);
    if (before && isSameRecord(before.member.record, record)) return false;
    const key = before?.member.key ?? tagKey(record.tag);
    if (before) this.#take(before);
    const slot = this.#slots.get(record.digest) ?? { digest: record.digest, members: [] };
    this.#slots.set(record.digest, slot);
    const member = { record, key };
    slot.members.splice(placeOf(key, slot.members), 0, member);
    this.#places.set(record.tag, { slot, member });
    this.#changed.add(slot);
    return true;
  }

  /** Forgets a tag. @returns whether there was anything to forget */
  drop(tag: string): boolean {
    const before = this.#places.get(tag);
    if (!before) return false;
    this.#take(before);
    this.#places.delete(tag);
    return true;
  }

  get groups(): readonly AliasGroup[] {
    this.#settle();
    return this.#ordered.list();
  }

  groupWith(digest: Digest): AliasGroup | undefined {
    this.#settle();
    return this.#slots.get(digest)?.group;
  }

  groupOf(tag: string): AliasGroup | undefined {
    this.#settle();
    return this.#places.get(tag)?.slot.group;
  }

  aliasesOf(tag: string): readonly string[] {
    return this.groupOf(tag)?.tags.filter((other) => other !== tag) ?? [];
  }

  sameImages({ digest }: AliasGroup): readonly AliasGroup[] {
    const group = this.groupWith(digest);
    return group ? this.#images().sameImages(group) : [];
  }

  sharedPlatforms({ digest }: AliasGroup, most?: number): readonly SharedPlatforms[] {
    const group = this.groupWith(digest);
    return group ? this.#images().sharedPlatforms(group, most) : [];
  }

  sameImageId({ digest }: AliasGroup): readonly AliasGroup[] {
    const group = this.groupWith(digest);
    return group ? this.#images().sameImageId(group) : [];
  }

  /** The tags whose records speak of this digest: they point to it, or it is one of their images. In no order. */
  *tagsAbout(digest: Digest): Iterable<string> {
    this.#settle();
    yield* this.#slots.get(digest)?.group?.tags ?? [];
    for (const group of this.#images().holding(digest)) {
      if (group.digest !== digest) yield* group.tags;
    }
  }

  /** Place of a known tag in tag order; after all others where it is not known. */
  keyOf(tag: string): string {
    return this.#places.get(tag)?.member.key ?? tagKey(tag);
  }

  #take({ slot, member }: Place): void {
    slot.members.splice(placeOf(member.key, slot.members), 1);
    this.#changed.add(slot);
  }

  #settle(): void {
    for (const slot of this.#changed) {
      const { digest, members, group: before } = slot;
      const [first, ...rest] = members;
      const after = first && aliasGroup(digest, [first, ...rest]);
      if (before) {
        this.#ordered.remove(before);
        this.#shared?.remove(before);
      }
      if (after) {
        slot.group = after;
        this.#ordered.add(after);
        this.#shared?.add(after);
      } else {
        delete slot.group;
        this.#slots.delete(digest);
      }
    }
    this.#changed.clear();
  }

  #images(): SharedImages {
    if (this.#shared) return this.#shared;
    this.#shared = new SharedImages();
    for (const group of this.groups) this.#shared.add(group);
    return this.#shared;
  }
}

/** Where the key stands among the members, or would stand: by halves. */
function placeOf(key: string, members: readonly Member[]): number {
  let [from, to] = [0, members.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((members[middle]?.key ?? '') < key) from = middle + 1;
    else to = middle;
  }
  return from;
}
