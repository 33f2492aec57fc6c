/**
 * One right message of every kind, as the two sides send them: what hostile ones are made of. Digests are made up. By type,
 * so that the compiler misses a new one here.
 */
import type { Finding } from '../../src/core/finding.ts';
import type { DrawnAnswer } from '../../src/messaging/drawn.ts';
import type { PageRequest, PopupRequest } from '../../src/messaging/protocol.ts';
import type { SheetTree } from '../../src/messaging/sheet.ts';
import type { PopupMessage } from '../../src/messaging/told-groups.ts';
import type { FailureView, TagView } from '../../src/messaging/view.ts';
import { digestNumber } from '../core/samples.ts';
import { redis as REDIS } from '../messaging/names.ts';

type Samples<Message extends { readonly type: string }> = {
  readonly [Type in Message['type']]: Extract<Message, { readonly type: Type }>;
};

const NGINX = 'library/nginx';
const DIGEST = digestNumber(1);
const OTHER = digestNumber(2);
const FAILURE: FailureView = {
  kind: 'rate-limited',
  until: 1_790_000_000_000,
  status: 429,
  host: 'h',
};
const SOME = { tag: '1.26', platforms: ['linux/amd64'], differing: ['linux/arm64'] };

const PAGE_REQUEST: Samples<PageRequest> = {
  resume: { type: 'resume' },
  watch: {
    type: 'watch',
    repository: NGINX,
    tags: ['1.27', 'latest'],
    visible: 1,
    urlDigest: DIGEST,
  },
  look: { type: 'look', repository: NGINX, width: 640, unfolded: ['1.27'] },
  list: { type: 'list', repository: NGINX, page: 2, name: '1.2', ordering: '-name' },
  opened: { type: 'opened', repository: NGINX, tags: ['1.27'] },
  accepts: { type: 'accepts', repository: NGINX, tag: '1.27' },
  lines: { type: 'lines', repository: NGINX, lines: [['1.27', 'latest'], ['1.26']], visible: 2 },
  retry: { type: 'retry' },
};
export const PAGE_REQUESTS: readonly PageRequest[] = Object.values(PAGE_REQUEST);

const TAG: TagView = {
  tag: '1.27',
  state: 'ready',
  digest: DIGEST,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  evidence: 'registry',
  conflict: OTHER,
  aliases: ['latest'],
  sameImages: [],
  someImages: [SOME],
  sameImageId: [],
  images: [{ platform: 'linux/amd64', digest: OTHER, configDigest: DIGEST, layers: [DIGEST] }],
  imagesFrom: 'hub',
  attestations: [OTHER],
  failure: FAILURE,
  staleSince: 1_790_000_000_000,
  imageId: { platform: 'linux/amd64', digest: DIGEST },
};

const TREE: SheetTree = [
  'text',
  {
    element: 'button',
    attributes: { 'data-copies': DIGEST, type: 'button', class: 'copy' },
    children: [{ element: 'span', attributes: {}, children: ['copy'] }],
  },
];

const PAGE_ANSWER: Samples<DrawnAnswer> = {
  tags: {
    type: 'tags',
    repository: NGINX,
    known: 1,
    total: 2,
    style: 'p{margin:0}',
    tags: [
      {
        tag: '1.27',
        attributes: { 'data-state': 'ready', 'data-digest': DIGEST, 'data-aliases': 'latest' },
        tree: TREE,
        failure: FAILURE,
      },
    ],
  },
  listed: { type: 'listed', repository: NGINX, page: 1, tags: ['1.27'], failure: FAILURE },
  sheet: {
    type: 'sheet',
    repository: NGINX,
    tag: '1.27',
    tree: TREE,
    style: 'p{margin:0}',
    asking: false,
  },
  lines: {
    type: 'lines',
    repository: NGINX,
    lines: [
      {
        tags: ['1.27', 'latest'],
        verdict: 'split',
        asking: false,
        tree: TREE,
        about: TREE,
        failure: FAILURE,
      },
    ],
  },
};
export const PAGE_ANSWERS: readonly DrawnAnswer[] = Object.values(PAGE_ANSWER);

const FINDING: Finding = {
  kind: 'unknown',
  tags: ['1.27'],
  count: 1_234,
  platform: 'linux/amd64',
  digest: DIGEST,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  version: { tag: '1.27', by: 'images' },
  hex: '0123456',
  candidates: [{ kind: 'layer', tags: ['1.26'], digest: OTHER }],
  others: [{ kind: 'unknown', tags: [], candidates: [{ kind: 'config', tags: ['1.26'] }] }],
  elsewhere: { repository: REDIS, tag: '7' },
};

const POPUP_REQUEST: Samples<PopupRequest> = {
  resume: { type: 'resume' },
  retell: { type: 'retell' },
  open: { type: 'open', repository: NGINX, tag: '1.27' },
  visible: { type: 'visible', digests: [DIGEST, OTHER] },
  reveal: { type: 'reveal', digest: DIGEST },
  retry: { type: 'retry' },
  opened: { type: 'opened', tags: ['1.27'] },
  accepts: { type: 'accepts', tag: '1.27' },
  read: { type: 'read', digest: DIGEST },
  lookup: { type: 'lookup', digest: DIGEST },
  seek: { type: 'seek', hex: '0123456789ab', groups: [DIGEST], pulls: 3 },
  window: {
    type: 'window',
    sought: '1.2',
    from: 100,
    count: 50,
    near: { digest: DIGEST, place: 110 },
  },
  'list-all': { type: 'list-all' },
  'pause-listing': { type: 'pause-listing' },
  export: { type: 'export', form: 'markdown' },
  confirm: { type: 'confirm', since: 1_700_000_000_000 },
  'stop-confirming': { type: 'stop-confirming' },
  stored: { type: 'stored' },
  clear: { type: 'clear' },
  account: { type: 'account' },
  'sign-in': {
    type: 'sign-in',
    username: 'alice',
    token: 'dckr_pat_made-up',
    remember: true,
    useForListing: false,
  },
  'account-choices': { type: 'account-choices', remember: false, useForListing: true },
  'sign-out': { type: 'sign-out' },
};
export const POPUP_REQUESTS: readonly PopupRequest[] = Object.values(POPUP_REQUEST);

const POPUP_ANSWER: Samples<PopupMessage> = {
  repository: {
    type: 'repository',
    view: {
      repository: NGINX,
      state: 'ready',
      known: 1,
      total: 2,
      progress: { done: 1, total: 2 },
      whole: {
        state: 'running',
        requests: 243,
        heads: 12,
        seconds: 162.5,
        done: 1_000,
        total: 23_907,
        waitsUntil: 1_790_000_000_000,
        isLimited: true,
        isYours: true,
        isGuess: true,
        failure: FAILURE,
        doneAt: 1_790_000_000_000,
      },
      confirming: { done: 1, total: 2, seconds: 3 },
      isUnconfirmed: true,
      unconfirmed: { tags: 400, seconds: 60 },
      groupCount: 9_000,
      window: {
        sought: '0123456',
        finding: FINDING,
        matching: 500,
        from: 100,
        askedPlace: 7,
        isAskedKnown: true,
      },
      seek: { groups: [DIGEST], pulls: 2, unread: 30 },
      groups: [
        {
          digest: DIGEST,
          tags: ['1.27', 'latest'],
          evidence: 'registry',
          images: TAG.images,
          attestations: [],
          sameImages: ['1.0'],
          furtherSameImages: 3,
          someImages: [SOME],
          sameImageId: [],
          imageId: { platform: 'linux/amd64', pulls: 1, busy: false },
          conflicts: [{ tag: 'latest', digest: OTHER }],
        },
        OTHER,
      ],
      unknownTags: [{ tag: 'old', failure: FAILURE }],
      furtherUnknown: { missing: 1, unknown: 2 },
      signatureTags: 1,
      preferredPlatform: 'linux/amd64',
      meter: {
        limit: 100,
        remaining: 97,
        windowSeconds: 3_600,
        resetsBy: 1_790_000_000_000,
        spent: 3,
      },
      isForgetful: true,
    },
  },
  detail: {
    type: 'detail',
    repository: NGINX,
    detail: {
      view: TAG,
      known: 1,
      preferredPlatform: 'linux/amd64',
      accepts: [{ accept: 'all', computed: { kind: 'index', digest: DIGEST } }],
      isAskingAccepts: false,
      checks: [{ digest: DIGEST, computed: DIGEST, bytes: 1_234 }],
      reading: [OTHER],
      unread: [{ digest: OTHER, failure: FAILURE }],
    },
  },
  'looked-up': { type: 'looked-up', digest: DIGEST, mediaType: 'text/html' },
  sought: { type: 'sought', hex: '0123456789ab', pulls: 1, found: DIGEST },
  exported: {
    type: 'exported',
    repository: NGINX,
    form: 'markdown',
    content: '# nginx',
    isUnconfirmed: true,
  },
  stored: { type: 'stored', stored: { tags: 1, manifests: 2, bytes: 3, isForgetful: true } },
  revealed: { type: 'revealed', digest: DIGEST },
  read: { type: 'read', digest: DIGEST },
  seeking: { type: 'seeking', hex: '0123456789ab', pulls: 2 },
  account: {
    type: 'account',
    account: {
      state: 'session',
      username: 'alice',
      useForListing: true,
      isBusy: false,
      failure: FAILURE,
      listingFailure: { kind: 'denied' },
    },
  },
};
export const POPUP_ANSWERS: readonly PopupMessage[] = Object.values(POPUP_ANSWER);
