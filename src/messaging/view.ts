/** What the worker tells the page and the popup: finished views, so that nobody but the worker computes relations. */
import type { AcceptCase, AcceptOutcome } from '../core/accept.ts';
import type { Digest } from '../core/digest.ts';
import type { FailureKind } from '../core/failure.ts';
import type { Finding } from '../core/finding.ts';
import type { PlatformKey } from '../core/platform.ts';
import type { Evidence } from '../core/tag-record.ts';

/** `loading` until the registry has answered (or failed) and the Hub API too; the other three are where a row ends. */
type TagState = 'loading' | 'ready' | 'partial' | 'failed';

export interface FailureView {
  readonly kind: FailureKind;
  /** When it ends, milliseconds since 1970, where known. */
  readonly until?: number;
  readonly status?: number;
  readonly host?: string;
}

export interface ImageView {
  readonly platform: PlatformKey;
  readonly digest: Digest;
  readonly configDigest?: Digest;
  /** Popup only, once its manifest was read. */
  readonly layers?: readonly Digest[];
}

/** A tag that shares some images with another one, and not all. */
export interface SomeImagesView {
  readonly tag: string;
  /** Where both have the same image. */
  readonly platforms: readonly PlatformKey[];
  /** Where both have an image, and not the same: with the above, a rollout in progress. */
  readonly differing: readonly PlatformKey[];
}

/** The most exact name for what a floating tag (`latest`, `1`, `bookworm`) is now. */
export interface VersionView {
  /** A tag that names a version. */
  readonly tag: string;
  /** How it is known to be the same, strongest first. Never by a label. */
  readonly by: 'digest' | 'images' | 'image-id';
  /** The weaker evidence of the two tags: `hub` is not confirmed. */
  readonly evidence: Evidence;
}

/** One tag, as a row of the page shows it. Attributes of the stable surface follow from it one to one. */
export interface TagView {
  readonly tag: string;
  readonly state: TagState;
  readonly digest?: Digest;
  readonly mediaType?: string;
  readonly evidence?: Evidence;
  /** The digest that the Hub API named, where the registry names another. */
  readonly conflict?: Digest;
  /** Other tags with this digest, tag order. */
  readonly aliases: readonly string[];
  /** Other tags with the same runnable images under another digest, tag order. */
  readonly sameImages: readonly string[];
  /** Tags that share some platforms only: at most ten, tag order. */
  readonly someImages: readonly SomeImagesView[];
  /** Other tags that share only an image ID, tag order. */
  readonly sameImageId: readonly string[];
  /** Runnable images; empty while unknown. */
  readonly images: readonly ImageView[];
  /** On whose word the images rest. */
  readonly imagesFrom?: 'hub' | 'bytes';
  readonly attestations: readonly Digest[];
  readonly failure?: FailureView;
  /** When this was learnt, milliseconds since 1970; only where it is older than five minutes. */
  readonly staleSince?: number;
  /** Config digest for the preferred platform, once known, and which platform that is. */
  readonly imageId?: { readonly platform: PlatformKey; readonly digest: Digest };
  /** Of a floating tag, where one is known. */
  readonly version?: VersionView;
}

/** What one `Accept` header makes the registry answer for a tag: as the rules say, and as it said when it was asked. */
export interface AcceptView {
  readonly accept: AcceptCase;
  readonly computed: AcceptOutcome;
  readonly asked?: AcceptOutcome;
  /** Why it could not be asked. */
  readonly failure?: FailureView;
}

/** What everybody says of one manifest whose bytes were fetched here, side by side. */
export interface CheckView {
  /** Left out for the manifest that the tag itself points to. */
  readonly platform?: PlatformKey;
  /** The digest that was asked for. */
  readonly digest: Digest;
  /** The hash of the bytes, made here. */
  readonly computed: Digest;
  /** Size of those bytes. */
  readonly bytes?: number;
  /** The `Docker-Content-Digest` that came with them, where there was one. */
  readonly header?: Digest;
  /** What the registry's HEAD for the tag says now; of the tag's own manifest only. */
  readonly head?: Digest;
  /** What the Hub API says of the tag, or of its image for that platform. */
  readonly hub?: Digest;
}

/** All that is known of one tag: what its opened annotation, and its opened group in the popup, show. */
export interface TagDetail {
  readonly view: TagView;
  /** On how many of how many tags the relations rest. */
  readonly known: number;
  readonly total?: number;
  readonly preferredPlatform: PlatformKey;
  readonly accepts: readonly AcceptView[];
  /** Whether the four are being asked for. */
  readonly isAskingAccepts: boolean;
  readonly checks: readonly CheckView[];
  /** Manifests that are being read, and those that could not be. */
  readonly reading: readonly Digest[];
  readonly unread: readonly { readonly digest: Digest; readonly failure: FailureView }[];
}

/** What a declared line of a "Supported tags" list is worth. Verdicts are part of the stable surface. */
export interface LineView {
  /** As declared, in that order. */
  readonly tags: readonly string[];
  readonly verdict: 'same' | 'split' | 'missing' | 'unknown';
  /** Whether an answer is still to come. */
  readonly asking: boolean;
  /**
   * What all tags point to that are neither `lagging` nor `missing`. Left out where that is the same images under several
   * digests, where there are none, and while a tag is not told.
   */
  readonly digest?: Digest;
  /**
   * The tags that are not what most are (on a tie: what the tag declared first is), and the platforms on which they have
   * another image or lack one; none where only the digest is known to be another, or where all they have besides are
   * further platforms. Empty until it is certain what most are.
   */
  readonly lagging: readonly { readonly tag: string; readonly platforms: readonly PlatformKey[] }[];
  /** Tags that the registry does not have. */
  readonly missing: readonly string[];
  /** Why it could not be told. */
  readonly failure?: FailureView;
}

/** One alias group, as the popup shows it. */
export interface GroupView {
  readonly digest: Digest;
  readonly tags: readonly string[];
  readonly mediaType?: string;
  /** The weakest evidence among its tags: a group is confirmed when every tag in it is. */
  readonly evidence: Evidence;
  /** Of a group that is one image, once its manifest was read: config and layers, whether its platform is known or not. */
  readonly configDigest?: Digest;
  readonly layers?: readonly Digest[];
  readonly images: readonly ImageView[];
  readonly imagesFrom?: 'hub' | 'bytes';
  readonly attestations: readonly Digest[];
  /** First tags of at most fifty groups with the same images, in another wrapper, and how many more there are. */
  readonly sameImages: readonly string[];
  readonly furtherSameImages?: number;
  /** First tags of at most ten groups that share some platforms. */
  readonly someImages: readonly SomeImagesView[];
  /** Of at most fifty. */
  readonly sameImageId: readonly string[];
  /** The most exact version that its tags have, or that is known to be the same. */
  readonly version?: VersionView;
  /**
   * The image ID (config digest) of the platform preferred here. `pulls`: manifest GETs that revealing it takes at
   * most. Left out where there is no image ID (artifact, schema 1).
   */
  readonly imageId?: {
    readonly platform: PlatformKey;
    readonly digest?: Digest;
    readonly pulls: 0 | 1 | 2;
    readonly busy: boolean;
    /** Why the last try gave none. */
    readonly failure?: FailureView;
  };
  /** Tags of this group that Docker Hub's API still lists under another digest. */
  readonly conflicts: readonly { readonly tag: string; readonly digest: Digest }[];
  /** Why the registry could not be asked about one of its tags. */
  readonly failure?: FailureView;
  readonly staleSince?: number;
}

/** What the registry last said of pulls, and what this extension made of them. */
export interface PullMeterView {
  /** Absent before any answer; `unlimited` when a 2xx came without the headers. */
  readonly limit?: number | 'unlimited';
  readonly remaining?: number;
  readonly windowSeconds?: number;
  /**
   * By when all of the limit is back, milliseconds since 1970: the registry names no moment, but no pull counts for longer
   * than its window. Left out where nothing is spent, or nothing is known.
   */
  readonly resetsBy?: number;
  /** Manifest GETs of this extension in the last window. */
  readonly spent: number;
}

/** Which part of a repository's groups a view tells: a list shows what is on screen, and asks for more as it is scrolled. */
export interface WindowView {
  /** The text in the find box that this answers, as it was sent. */
  readonly sought: string;
  /** What that text names; left out while it is empty. */
  readonly finding?: Finding;
  /** Groups that the text leaves; all of them while it is empty. */
  readonly matching: number;
  /** Place of the first told group among those, from 0. */
  readonly from: number;
  /** Place of the group of the tag that was opened, among those; left out where none of them has it. */
  readonly askedPlace?: number;
  /** Whether any group at all has the tag that was opened. */
  readonly isAskedKnown: boolean;
}

/** What reading further manifests would cost: image IDs and layers stand in them alone. */
export interface SeekPlan {
  /** Which groups one click reads, in the order shown: newest first. */
  readonly groups: readonly Digest[];
  /** Manifest GETs that it takes at most. */
  readonly pulls: number;
  /** All groups whose image for the preferred platform was not read. */
  readonly unread: number;
}

/** The listing of all tags of a repository that has more than list themselves: what it costs, and how far it is. */
export interface WholeListingView {
  /**
   * `planning`: the names are being asked for. `offered`: nothing was asked yet beyond what lists itself. `running`.
   * `paused`: by a click, or because nobody looked. `done`: all that anybody could tell is known.
   */
  readonly state: 'planning' | 'offered' | 'running' | 'paused' | 'done';
  /** Requests to Docker Hub's web API that are left. */
  readonly requests: number;
  /** HEAD requests to the registry that are left; free, as all of it is. */
  readonly heads: number;
  /** About how long that takes, seconds. */
  readonly seconds: number;
  /** In tags: how many are known, of how many. */
  readonly done: number;
  readonly total: number;
  /** While running: nothing is asked before, so that half of Docker Hub's limit stays the person's. Milliseconds since 1970. */
  readonly waitsUntil?: number;
  /** With that: Docker Hub has said that its limit is used up. */
  readonly isLimited?: true;
  /** While running: nobody else has started it, so that it ends with whoever is told this. */
  readonly isYours?: true;
  /** The registry does not name the tags: it takes at least so many requests. */
  readonly isGuess?: true;
  /** Why it does not go on by itself. */
  readonly failure?: FailureView;
  /** When it was done, milliseconds since 1970. */
  readonly doneAt?: number;
}

export interface ConfirmingView {
  /** In tags. */
  readonly done: number;
  readonly total: number;
  /** About how long the rest takes, seconds; left out where that is a moment. */
  readonly seconds?: number;
}

export interface UnconfirmedView {
  /** HEADs that it takes, one a tag. */
  readonly tags: number;
  /** About how long that takes, seconds. */
  readonly seconds: number;
}

export interface RepositoryView {
  /** Full name, `library/` included. */
  readonly repository: string;
  /** `loading` until the listing has ended; `failed` where no tag at all is known. */
  readonly state: 'loading' | 'ready' | 'failed';
  /** With `ready`: what kept the listing from its end. */
  readonly failure?: FailureView;
  /** Whether an answer about what is on screen is still to come (a HEAD, an image ID). */
  readonly asking?: boolean;
  /** Tags that the relations rest on, and how many the repository has, once known. */
  readonly known: number;
  readonly total?: number;
  /** While a listing runs, the one of the first thousand tags or that of all. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Left out where the repository lists itself, or while nobody knows how many tags it has. */
  readonly whole?: WholeListingView;
  /** While all tags are being confirmed by the registry (`confirm`). */
  readonly confirming?: ConfirmingView;
  /** Whether a list made now would rest on tags that the registry has not confirmed. */
  readonly isUnconfirmed: boolean;
  /** What confirming them takes, where that is so much that a person is to be asked first. */
  readonly unconfirmed?: UnconfirmedView;
  /** Alias groups in all. */
  readonly groupCount: number;
  readonly window: WindowView;
  /** The groups of the window, and no others: a repository may have ten thousand. */
  readonly groups: readonly GroupView[];
  /** What reading further manifests for the find box would cost; none to read unless a hash stands in it that is not known. */
  readonly seek: SeekPlan;
  /** Tags whose digest nobody could tell, with the reason: at most 200, the one that was opened among them. */
  readonly unknownTags: readonly { readonly tag: string; readonly failure?: FailureView }[];
  /** How many more of those there are, where they are too many to be named. */
  readonly furtherUnknown?: { readonly missing: number; readonly unknown: number };
  /** How many tags hold signatures of other manifests; in no group, and not among those without a digest. */
  readonly signatureTags: number;
  readonly preferredPlatform: PlatformKey;
  readonly meter: PullMeterView;
  /** What is learnt is lost with the worker: the browser keeps nothing for this extension. */
  readonly isForgetful?: true;
}

/** What is kept on this machine between visits. */
export interface StoredView {
  readonly tags: number;
  readonly manifests: number;
  /** Of all that is kept, about. */
  readonly bytes: number;
  /** What is learnt is lost with the worker: the browser keeps nothing for this extension. */
  readonly isForgetful?: true;
}

/** The account at Docker Hub, as the options page shows it. Never the access token. */
export interface AccountView {
  /** `refused`: the token service does not take it (any more); nothing of it is kept but the name. */
  readonly state: 'none' | 'session' | 'remembered' | 'refused';
  readonly username?: string;
  /** Whether the access token may be sent to hub.docker.com too, for listing tags. */
  readonly useForListing: boolean;
  /** Whether a sign-in is being tested. */
  readonly isBusy: boolean;
  /** Why the last sign-in, or the last change of its choices, came to nothing. */
  readonly failure?: FailureView;
  /** Why hub.docker.com did not take it, where it may be used for listing. */
  readonly listingFailure?: FailureView;
}
