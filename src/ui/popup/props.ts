/** What the popup is told, and what it calls back: the whole border between it and its entrypoint. */
import type { Digest } from '../../core/digest.ts';
import type { InputError } from '../../core/input-error.ts';
import type { RepositoryName } from '../../core/repository.ts';
import type { NearGroup, PopupAnswer } from '../../messaging/protocol.ts';
import type { AccountView, RepositoryView, TagDetail } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import type { AccessNoticeProps } from '../shared/access-notice.tsx';
import type { ExportActions } from './use-export.ts';

/** What the registry said of a digest that no known tag points to. */
export type LookedUp = Extract<PopupAnswer, { readonly type: 'looked-up' }>;
/** What reading further manifests came to. */
export type Sought = Extract<PopupAnswer, { readonly type: 'sought' }>;

/** How far a seek is. */
export interface Seeking {
  readonly hex: string;
  /** Manifests that were fetched for it, the one under way included. */
  readonly pulls: number;
}

/** The questions of the find box that what is known cannot answer. */
export interface FindActions {
  /** Asks the registry for the digest: one HEAD, free. Never resolves where another repository is opened meanwhile. */
  onLookup(digest: Digest): Promise<LookedUp>;
  /** A click on the button that names its price, in pulls: reads manifests of these groups until one holds `hex`. */
  onSeek(hex: string, groups: readonly Digest[], pulls: number): Promise<Sought>;
  /** Opens the repository that a pasted text names, with that text in the find box. */
  onOpenElsewhere(repository: RepositoryName, find: string): void;
}

/** The listing of all tags of a large repository. */
export interface ListingActions {
  /** A click: lists all tags, or goes on with it. */
  onListAll(): void;
  onPauseListing(): void;
  /** Opens the explorer in a tab, for this repository. */
  onExplorer(): void;
}

export interface PopupActions extends FindActions, ExportActions, ListingActions {
  /** Another repository was asked for, or a tag of it. */
  onRepository(name: RepositoryName, tag?: string): void;
  /**
   * Which groups are to be told: `count` of those that the text in the find box leaves, from place `from` on. The view's
   * `window` says which those are that came: where `near`, one of them, has another place by now, they have moved with it.
   */
  onWindow(sought: string, from: number, count: number, near?: NearGroup): void;
  /** The groups on screen, in the order shown, a moment after scrolling came to rest. */
  onVisible(digests: readonly Digest[]): void;
  /** A click on the button that names its price. */
  onReveal(digest: Digest): void;
  /** Replaces the set of groups that are opened, each by one of its tags. */
  onOpened(tags: readonly string[]): void;
  /** Asks what each `Accept` header gets for a tag: four free requests. */
  onAccepts(tag: string): void;
  /** A click on a control that names its price, one pull: a group's manifest, or that of one of its images. */
  onRead(digest: Digest): void;
  onRetry(): void;
  onOptions(): void;
}

export interface PopupProps extends PopupActions {
  readonly text: Text;
  /** Left out where neither the tab nor the address names a repository. */
  readonly repository?: RepositoryName;
  /** A text that was given for a repository and is no name: shown in the box with what is wrong. */
  readonly given?: string;
  /** The tag that the popup was opened for: its group is scrolled to and marked. */
  readonly tag?: string;
  /** What the find box holds at first. */
  readonly find?: string;
  /** What is wrong with a text that was given for a tag. */
  readonly wrongTag?: InputError;
  /** Hosts that the browser keeps this extension from. */
  readonly access: AccessNoticeProps;
  /** Left out until the worker has answered. */
  readonly account?: AccountView;
  /** Left out before the first manifest of a seek. */
  readonly seeking?: Seeking;
  /** Left out until the worker has answered. */
  readonly view?: RepositoryView;
  /** Of the groups that are opened, by the tag that each was opened by. */
  readonly details: ReadonlyMap<string, TagDetail>;
  /** Whether this is the browser's own popup, which closes at the next click elsewhere, and not a tab. */
  readonly inPopup?: boolean;
  /** Milliseconds since 1970; given in tests and pictures, else the clock's. */
  readonly now?: number;
}
