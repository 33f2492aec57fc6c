/**
 * One right message of every kind, as the two sides send them: what hostile ones are made of. Digests are made up.
 */
import type {
  PageAnswer,
  PageRequest,
  PopupAnswer,
  PopupRequest,
} from '../../src/messaging/protocol.ts';
import type { SheetTree } from '../../src/messaging/sheet.ts';
import type { FailureView, TagView } from '../../src/messaging/view.ts';
import { digestNumber } from '../core/samples.ts';

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

export const PAGE_REQUESTS: readonly PageRequest[] = [
  { type: 'watch', repository: NGINX, tags: ['1.27', 'latest'], visible: 1 },
  { type: 'list', repository: NGINX, page: 2, name: '1.2', ordering: '-name' },
  { type: 'opened', repository: NGINX, tags: ['1.27'] },
  { type: 'accepts', repository: NGINX, tag: '1.27' },
  { type: 'lines', repository: NGINX, lines: [['1.27', 'latest'], ['1.26']], visible: 2 },
  { type: 'retry' },
];

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

export const PAGE_ANSWERS: readonly PageAnswer[] = [
  {
    type: 'tags',
    repository: NGINX,
    known: 1,
    total: 2,
    tags: [TAG],
  },
  { type: 'listed', repository: NGINX, page: 1, tags: ['1.27'], failure: FAILURE },
  {
    type: 'sheet',
    repository: NGINX,
    tag: '1.27',
    tree: TREE,
    style: 'p{margin:0}',
    asking: false,
  },
  {
    type: 'lines',
    repository: NGINX,
    lines: [
      {
        tags: ['1.27', 'latest'],
        verdict: 'split',
        asking: false,
        lagging: [{ tag: 'latest', platforms: ['linux/arm64'] }],
        missing: [],
      },
    ],
  },
];

export const POPUP_REQUESTS: readonly PopupRequest[] = [
  { type: 'open', repository: NGINX, tag: '1.27' },
  { type: 'visible', digests: [DIGEST, OTHER] },
  { type: 'reveal', digest: DIGEST },
  { type: 'opened', tags: ['1.27'] },
  { type: 'accepts', tag: '1.27' },
  { type: 'lookup', digest: DIGEST },
  { type: 'seek', hex: '0123456789ab', groups: [DIGEST], pulls: 3 },
  { type: 'clear' },
];

export const POPUP_ANSWERS: readonly PopupAnswer[] = [
  {
    type: 'repository',
    view: {
      repository: NGINX,
      state: 'ready',
      known: 1,
      total: 2,
      progress: { done: 1, total: 2 },
      groups: [
        {
          digest: DIGEST,
          tags: ['1.27', 'latest'],
          evidence: 'registry',
          images: TAG.images,
          attestations: [],
          sameImages: [],
          someImages: [SOME],
          sameImageId: [],
          imageId: { platform: 'linux/amd64', pulls: 1, busy: false },
          conflicts: [{ tag: 'latest', digest: OTHER }],
        },
      ],
      unknownTags: [{ tag: 'old', failure: FAILURE }],
      furtherUnknown: { missing: 1, unknown: 2 },
      signatureTags: 1,
      preferredPlatform: 'linux/amd64',
      meter: { limit: 100, remaining: 97, windowSeconds: 3_600, spent: 3 },
    },
  },
  {
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
  { type: 'looked-up', digest: DIGEST, mediaType: 'text/html' },
  { type: 'sought', hex: '0123456789ab', pulls: 1, found: DIGEST },
  { type: 'stored', stored: { tags: 1, manifests: 2, bytes: 3 } },
];
