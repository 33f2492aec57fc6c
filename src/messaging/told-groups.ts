/**
 * A view tells hundreds of groups, and the next one mostly the same again. To hand over, check and compare all of them takes
 * longer than a key may, so on one port a group that has not changed since it was told goes by its digest alone. Both ends
 * keep the same groups by the same rule: nobody has to say which.
 */
import type { Digest } from '../core/digest.ts';
import { isSameData } from '../core/same-data.ts';
import { MAX_WINDOW, type PopupAnswer } from './protocol.ts';
import type { GroupView, RepositoryView } from './view.ts';

/** A view on its way: a digest stands for the group as it was told last. */
export interface BriefView extends Omit<RepositoryView, 'groups'> {
  readonly groups: readonly (GroupView | Digest)[];
}

type Told = Extract<PopupAnswer, { type: 'repository' }>;

/** A `PopupAnswer` on its way. */
export type PopupMessage =
  | Exclude<PopupAnswer, Told>
  | { readonly type: 'repository'; readonly view: BriefView };

/** The worker's end, one for each port: what to send for an answer. */
export function createBriefAnswers(): (answer: PopupAnswer) => PopupMessage {
  const told = new ToldGroups();
  return (answer) => {
    if (answer.type !== 'repository') return answer;
    const { view } = answer;
    const groups = view.groups.map((group) =>
      isSameData(told.get(group.digest), group) ? group.digest : group,
    );
    told.keep(view.groups);
    return { type: 'repository', view: { ...view, groups } };
  };
}

/** The asker's end: the answer that was meant; nothing where it names a group that was never told. */
export function createFullAnswers(): (message: PopupMessage) => PopupAnswer | undefined {
  const told = new ToldGroups();
  return (message) => {
    if (message.type !== 'repository') return message;
    const groups: GroupView[] = [];
    for (const one of message.view.groups) {
      const group = typeof one === 'string' ? told.get(one) : one;
      if (!group) return undefined;
      groups.push(group);
    }
    told.keep(groups);
    return { type: 'repository', view: { ...message.view, groups } };
  };
}

/** Groups that are kept, the last told ones: two views of the largest window. */
const MOST = 2 * MAX_WINDOW;

class ToldGroups {
  /** From the one that was told longest ago. */
  readonly #told = new Map<Digest, GroupView>();

  get(digest: Digest): GroupView | undefined {
    return this.#told.get(digest);
  }

  keep(groups: readonly GroupView[]): void {
    for (const group of groups) {
      this.#told.delete(group.digest);
      this.#told.set(group.digest, group);
    }
    for (const digest of this.#told.keys()) {
      if (this.#told.size <= MOST) break;
      this.#told.delete(digest);
    }
  }
}
