/**
 * What the worker does for whoever asks, as the sessions of pages and popups see it: one of each, shared by all of them.
 * `worker.ts` puts them together.
 */
import type { PlatformKey } from '../core/platform.ts';
import type { StoredView } from '../messaging/view.ts';
import type { Clock } from '../platform/clock.ts';
import type { Accepts } from './accepts.ts';
import type { Account } from './account.ts';
import type { Boards } from './boards.ts';
import type { DrawSheet } from './draw-sheet.ts';
import type { ExpectedRows } from './expected-rows.ts';
import type { FreeRegistry } from './gated.ts';
import type { HeadPace } from './head-pace.ts';
import type { Heads } from './heads.ts';
import type { HubWords } from './hub-words.ts';
import type { ImageIds } from './image-ids.ts';
import type { Ledger } from './ledger.ts';
import type { MakeList } from './make-list.ts';
import type { ManifestShelf } from './manifests.ts';
import type { TagNames } from './tag-names.ts';
import type { TagPages } from './tag-pages.ts';
import type { WholeListings } from './whole-listings.ts';

export interface Services {
  readonly clock: Clock;
  readonly boards: Boards;
  readonly registry: FreeRegistry;
  readonly tagPages: TagPages;
  readonly tagNames: TagNames;
  readonly expectedRows: ExpectedRows;
  readonly heads: Heads;
  /** Of long listings and confirmations. */
  readonly headPace: HeadPace;
  readonly hubWords: HubWords;
  readonly shelf: ManifestShelf;
  readonly accepts: Accepts;
  readonly imageIds: ImageIds;
  readonly ledger: Ledger;
  readonly account: Account;
  readonly wholes: WholeListings;
  readonly drawSheet: DrawSheet;
  readonly makeList: MakeList;
  /** Whether the settings and the machine are known; `onPlatformChange` calls when they are. */
  isReady(): boolean;
  preferredPlatform(): PlatformKey;
  /** Each of these calls on every such event; the returned function ends it. */
  onPlatformChange(call: () => void): () => void;
  onPullsChange(call: () => void): () => void;
  onRetry(call: () => void): () => void;
  /** Everything was forgotten: boards at hand are retired. */
  onClear(call: () => void): () => void;
  /** Whether what is learnt is lost with the worker. */
  isForgetful(): boolean;
  onForgetful(call: () => void): () => void;
  /** Somebody has come: a host that is left alone is asked by one question, whatever it did for others. */
  tryHosts(): void;
  /** Somebody wants to try again: a host that was out of reach may be back. */
  reopen(): void;
  stored(): Promise<StoredView>;
  /** Forgets tags, listings and manifests. Says whether none of them is kept any more. */
  clear(): Promise<boolean>;
}
