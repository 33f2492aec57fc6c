/**
 * The one protocol between the worker and its two kinds of askers: a content script (`page` port) and the extension's
 * own pages (`popup` port). Long-lived ports, because an answer comes in steps; a port that closes is asked anew.
 * `schemas-page.ts` and `schemas-popup.ts` hold the runtime check of each message, both ways.
 */
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { ListForm } from '../core/supported-tags/render.ts';
import type { SheetTree } from './sheet.ts';
import type {
  AccountView,
  FailureView,
  LineView,
  RepositoryView,
  StoredView,
  TagDetail,
  TagView,
} from './view.ts';

/** Most tags that one `watch` may name, and most digests that one `visible` may. */
export const MAX_WATCHED = 1_000;
/** Most groups that one view tells. */
export const MAX_WINDOW = 600;
/** Characters of a text in the find box. */
export const MAX_SOUGHT = 100_000;
/** Most tags whose details one asker may have open. */
export const MAX_OPENED = 100;

/** Pixels: no screen is wider. */
export const MAX_WIDTH = 20_000;

/** Port of a content script. It may ask for the repository of its own tab's address and for nothing else. */
export const PAGE_PORT = 'page';
/** Port of the extension's own pages. */
export const POPUP_PORT = 'popup';

/** What the address of a tags page asks for. */
export interface TagsAddress {
  /** From 1. */
  readonly page: number;
  /** The filter of the page, as the person typed it. */
  readonly name?: string;
  readonly ordering?: string;
}

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
      /** The hash in a layers page's address. */
      readonly urlDigest?: Digest;
      /** Of a tags page: without tags, what is known of the rows that will come there is told. */
      readonly address?: TagsAddress;
    }
  /** What decides how rows are drawn: the pixels that each has, and the rows that show all their tags. */
  | {
      readonly type: 'look';
      readonly repository: string;
      /** At most `MAX_WIDTH`. */
      readonly width: number;
      /** At most `MAX_OPENED`. */
      readonly unfolded: readonly string[];
    }
  /**
   * Which tags the address of a tags page asks for, in the Hub API's own order: at most 25. Asked only where no row can
   * be found (test/CONTRACT.md, "Elsewhere on the site"), so that the dock can name them.
   */
  | ({ readonly type: 'list'; readonly repository: string } & TagsAddress)
  /** Replaces the set of tags whose annotations are opened: their sheets are told, and told again when they change. */
  | { readonly type: 'opened'; readonly repository: string; readonly tags: readonly string[] }
  /** Asks the registry what each `Accept` header gets: four HEADs. The tag's sheet says what came. */
  | { readonly type: 'accepts'; readonly repository: string; readonly tag: string }
  /** Replaces the lines of the "Supported tags" list on this page; those in the viewport first, `visible` of them. */
  | {
      readonly type: 'lines';
      readonly repository: string;
      /** The tags of each line. At most `MAX_WATCHED` tags in all. */
      readonly lines: readonly (readonly string[])[];
      readonly visible: number;
    }
  /**
   * Before all else on a port that takes the place of a lost one, where a clock has opened it and no person: hosts that are
   * left alone are not tried for it.
   */
  | { readonly type: 'resume' }
  /** Ask again about what failed, now. Heeded once in a few seconds. */
  | { readonly type: 'retry' };

/** What a page is to be told. It is drawn on its way (`drawn.ts`). */
export type PageAnswer =
  | {
      readonly type: 'tags';
      readonly repository: RepositoryName;
      /** On how many of how many tags the relations rest. */
      readonly known: number;
      readonly total?: number;
      /** Only the tags whose view changed since the last answer on this port. */
      readonly tags: readonly TagView[];
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
    }
  /** The opened part of one annotation, and the styles that it needs. */
  | {
      readonly type: 'sheet';
      readonly repository: string;
      readonly tag: string;
      readonly tree: SheetTree;
      readonly style: string;
      /** Whether something in it is still to come by itself. */
      readonly asking: boolean;
    }
  /** Only the lines whose view changed since the last answer on this port; known by their tags. */
  | {
      readonly type: 'lines';
      readonly repository: RepositoryName;
      readonly lines: readonly LineView[];
    };

/**
 * A group on screen, and the place that it was told at. Where it is at another one by now, because tags that come before it
 * were listed, the window is as far from there: what a person reads stays in it.
 */
export interface NearGroup {
  readonly digest: Digest;
  readonly place: number;
}

export type PopupRequest =
  /** As of a page. */
  | { readonly type: 'resume' }
  /** The view was not understood: it is to be told once more, and each of its groups in full. */
  | { readonly type: 'retell' }
  | { readonly type: 'open'; readonly repository: string; readonly tag?: string }
  /** The groups on screen: their tags are confirmed by HEAD, their image IDs read within the allowance. */
  | { readonly type: 'visible'; readonly digests: readonly Digest[] }
  /** A click on the button that names its price. */
  | { readonly type: 'reveal'; readonly digest: Digest }
  | { readonly type: 'retry' }
  /** Replaces the set of groups that are opened, each by one of its tags: their details are told. */
  | { readonly type: 'opened'; readonly tags: readonly string[] }
  /** Asks the registry what each `Accept` header gets for a tag: four HEADs. */
  | { readonly type: 'accepts'; readonly tag: string }
  /** A click on a control that names its price, one pull: the manifest of one group or of one of its images. */
  | { readonly type: 'read'; readonly digest: Digest }
  /** Whether the registry has a manifest of this digest in the open repository: one HEAD. */
  | { readonly type: 'lookup'; readonly digest: Digest }
  /**
   * A click on a control that names its price: reads the preferred platform's manifests of these groups one after
   * another, until one has a config or a layer that begins with `hex`. At most as many pulls as `pulls` says.
   */
  | {
      readonly type: 'seek';
      readonly hex: string;
      readonly groups: readonly Digest[];
      readonly pulls: number;
    }
  /** Which groups the view is to tell; until it is asked, all where they are at most `MAX_WINDOW`, else the first of them. */
  | {
      readonly type: 'window';
      /** The text in the find box; at most `MAX_SOUGHT` characters. */
      readonly sought: string;
      /** Place of the first group among those that the text leaves, from 0. */
      readonly from: number;
      /** At most `MAX_WINDOW`. */
      readonly count: number;
      readonly near?: NearGroup;
    }
  /**
   * A click: lists all tags of the open repository (again), for as long as this port is open. The view's `whole` says how
   * far that is.
   */
  | { readonly type: 'list-all' }
  /** A click: what is under way ends, and no further request is made. */
  | { readonly type: 'pause-listing' }
  /** The Supported-tags list of all that is known, in one form. */
  | { readonly type: 'export'; readonly form: ListForm }
  /** Confirms every known tag by HEAD: `confirming` in the view says how far that is. */
  | {
      readonly type: 'confirm';
      /**
       * What the registry has said since then counts for the list, however long all of it takes; milliseconds since 1970.
       * Left out: since now.
       */
      readonly since?: number;
    }
  /** A click: what was not asked yet is not. */
  | { readonly type: 'stop-confirming' }
  /** What is kept on this machine. */
  | { readonly type: 'stored' }
  /** Forget tags, listings and manifests. Settings stay, and so does the record of spent pulls. */
  | { readonly type: 'clear' }
  /** How the account stands; told again whenever that changes, for as long as the port is open. */
  | { readonly type: 'account' }
  /** Tests user name and access token once at the token service, and keeps them where it takes them. */
  | {
      readonly type: 'sign-in';
      readonly username: string;
      readonly token: string;
      /** Keep them on this machine, and not only until the browser is closed. */
      readonly remember: boolean;
      /** Send them to hub.docker.com too, for listing tags. */
      readonly useForListing: boolean;
    }
  /** Changes these two of an account that is signed in. */
  | {
      readonly type: 'account-choices';
      readonly remember: boolean;
      readonly useForListing: boolean;
    }
  /** Forgets the account, its tokens, and all that was learnt. */
  | { readonly type: 'sign-out' };

export type PopupAnswer =
  | { readonly type: 'repository'; readonly view: RepositoryView }
  /** The answer to `reveal`: that click was seen to, whatever came of it. The view says what. */
  | { readonly type: 'revealed'; readonly digest: Digest }
  /** Of an opened group; told again when it changes. */
  | { readonly type: 'detail'; readonly repository: string; readonly detail: TagDetail }
  /** The answer to `read`: that click was seen to. */
  | { readonly type: 'read'; readonly digest: Digest }
  /** The answer to `lookup`. Without media type and failure: the registry has no manifest of that digest there. */
  | {
      readonly type: 'looked-up';
      readonly digest: Digest;
      readonly mediaType?: string;
      readonly failure?: FailureView;
    }
  /** On the way to the answer to `seek`: the next manifest is about to be fetched, which makes so many. */
  | { readonly type: 'seeking'; readonly hex: string; readonly pulls: number }
  /** The answer to `seek`: how many manifests were fetched for it, and the digest that was found. */
  | {
      readonly type: 'sought';
      readonly hex: string;
      readonly pulls: number;
      readonly found?: Digest;
      readonly failure?: FailureView;
    }
  /** The answer to `export`. */
  | {
      readonly type: 'exported';
      readonly repository: string;
      readonly form: ListForm;
      readonly content: string;
      /** Whether some of its lines are not confirmed by the registry. */
      readonly isUnconfirmed: boolean;
    }
  /** The answer to `stored`, and to `clear` once that is done. */
  | { readonly type: 'stored'; readonly stored: StoredView }
  /** The answer to `account`, and to what changes it. */
  | { readonly type: 'account'; readonly account: AccountView };
