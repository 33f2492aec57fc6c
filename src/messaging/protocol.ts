/**
 * The one protocol between the worker and its two kinds of askers: a content script (`page` port) and the extension's
 * own pages (`popup` port). Long-lived ports, because an answer comes in steps; a port that closes is asked anew.
 * `schemas-page.ts` and `schemas-popup.ts` hold the runtime check of each message, both ways.
 */
import type { Digest } from '../core/digest.ts';
import type { PlatformKey } from '../core/platform.ts';
import type { FailureView, RepositoryView, StoredView, TagView } from './view.ts';

/** Most tags that one `watch` may name, and most digests that one `visible` may. */
export const MAX_WATCHED = 1_000;

/** Port of a content script. It may ask for the repository of its own tab's address and for nothing else. */
export const PAGE_PORT = 'page';
/** Port of the extension's own pages. */
export const POPUP_PORT = 'popup';

export type PageRequest =
  | {
      /**
       * Replaces the set of tags that this page shows. Rows in the viewport stand first; `visible` counts them. Without
       * tags it says that a page of this repository is there and its rows will come.
       */
      readonly type: 'watch';
      /** Full name, `library/` included. */
      readonly repository: string;
      /** At most `MAX_WATCHED`. */
      readonly tags: readonly string[];
      readonly visible: number;
    }
  /**
   * Which tags the address of a tags page asks for, in the Hub API's own order: at most 25. Asked only where no row can
   * be found (test/CONTRACT.md, "Elsewhere on the site"), so that the dock can name them.
   */
  | {
      readonly type: 'list';
      readonly repository: string;
      /** From 1. */
      readonly page: number;
      /** The filter of the page, as the person typed it. */
      readonly name?: string;
      readonly ordering?: string;
    }
  /** Ask again about what failed, now. */
  | { readonly type: 'retry' };

export type PageAnswer =
  | {
      readonly type: 'tags';
      readonly repository: string;
      /** On how many of how many tags the relations rest. */
      readonly known: number;
      readonly total?: number;
      /** Only the tags whose view changed since the last answer on this port. */
      readonly tags: readonly TagView[];
      /** The platform preferred here (settings, else this machine's), so that the page can mark it. */
      readonly preferredPlatform?: PlatformKey;
    }
  /** The answer to `list`, with the question's own fields; `tags` is empty where the Hub API names none, and with a `failure`. */
  | {
      readonly type: 'listed';
      readonly repository: string;
      readonly page: number;
      readonly name?: string;
      readonly ordering?: string;
      readonly tags: readonly string[];
      /** Why it could not be told. Told after all when a `retry` succeeds. */
      readonly failure?: FailureView;
    };

export type PopupRequest =
  | { readonly type: 'open'; readonly repository: string; readonly tag?: string }
  /** The groups on screen: their tags are confirmed by HEAD, their image IDs read within the allowance. */
  | { readonly type: 'visible'; readonly digests: readonly Digest[] }
  /** A click on the button that names its price. */
  | { readonly type: 'reveal'; readonly digest: Digest }
  | { readonly type: 'retry' }
  /** What is kept on this machine. */
  | { readonly type: 'stored' }
  /** Forget tags, listings and manifests. Settings stay, and so does the record of spent pulls. */
  | { readonly type: 'clear' };

export type PopupAnswer =
  | { readonly type: 'repository'; readonly view: RepositoryView }
  /** The answer to `reveal`: that click was seen to, whatever came of it. The view says what. */
  | { readonly type: 'revealed'; readonly digest: Digest }
  /** The answer to `stored`, and to `clear` once that is done. */
  | { readonly type: 'stored'; readonly stored: StoredView };
