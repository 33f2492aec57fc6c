/** The popup in its states, each in a frame of its own (`&state=`). */
import { useEffect } from 'preact/hooks';
import type { GroupView, RepositoryView, WholeListingView } from '../../../src/messaging/view.ts';
import type { Text } from '../../../src/text/text.ts';
import { Explorer } from '../../../src/ui/explorer/explorer.tsx';
import type { PopupProps } from '../../../src/ui/popup/props.ts';
import { Played } from '../popup/played-worker.tsx';
import {
  digest,
  groupView,
  IMAGE,
  images,
  NOW,
  readyView,
  repository,
  repositoryView,
  tagDetail,
} from '../samples.ts';

const GROUPS: readonly GroupView[] = [
  groupView(1, ['1.31.2', '1.31', '1', 'mainline', 'latest'], {
    imageId: { platform: 'linux/amd64', digest: digest(71), pulls: 0, busy: false },
    images: images(1).map((image, index) =>
      index === 0 ? { ...image, configDigest: digest(71) } : image,
    ),
    sameImages: ['1.31.2-signed'],
    attestations: images(51).map((image) => image.digest),
  }),
  groupView(2, ['1.31.2-alpine', '1.31-alpine', '1-alpine', 'mainline-alpine', 'alpine'], {
    imageId: { platform: 'linux/amd64', pulls: 1, busy: true },
  }),
  groupView(3, ['1.30.4', '1.30', 'stable'], {
    evidence: 'hub',
    conflicts: [{ tag: 'stable', digest: digest(33) }],
    imageId: { platform: 'linux/amd64', pulls: 2, busy: false },
  }),
  groupView(34, ['mainline-perl', 'perl'], {
    version: { tag: '1.31.2-perl', by: 'images', evidence: 'registry' },
  }),
  groupView(4, ['1.29.0-windowsservercore-ltsc2022'], {
    mediaType: IMAGE,
    images: [{ platform: 'windows/amd64@10.0.20348.2700', digest: digest(4) }],
    evidence: 'bytes',
    imageId: { platform: 'windows/amd64@10.0.20348.2700', pulls: 1, busy: false },
  }),
  groupView(5, Array.from({ length: 16 }, (_, n) => `1.28.${16 - n}-perl`).concat('latest-perl'), {
    failure: { kind: 'rate-limited', host: 'registry-1.docker.io', until: NOW + 900_000 },
  }),
  ...Array.from({ length: 8 }, (_, n) => groupView(10 + n, [`1.${27 - n}.0`, `1.${27 - n}`])),
];

const WHOLE: WholeListingView = {
  state: 'offered',
  requests: 243,
  heads: 0,
  seconds: 230,
  done: 1000,
  total: 23_907,
};

/** A repository that has more tags than list themselves, in the middle of that. */
function whole(more: Partial<WholeListingView>): RepositoryView {
  const told = { ...WHOLE, ...more };
  return repositoryView({ groups: GROUPS, known: told.done, total: told.total, whole: told });
}

const STATES: Readonly<Record<string, RepositoryView | undefined>> = {
  ready: repositoryView({
    groups: GROUPS,
    unknownTags: [
      { tag: '0.9-broken', failure: { kind: 'not-found', host: 'registry-1.docker.io' } },
      { tag: '0.8' },
    ],
  }),
  listing: repositoryView({
    groups: GROUPS.slice(1),
    state: 'loading',
    known: 339,
    progress: { done: 400, total: 1339 },
    meter: { spent: 0 },
  }),
  failed: repositoryView({
    state: 'failed',
    known: 0,
    failure: { kind: 'denied', host: 'registry-1.docker.io', status: 401 },
    meter: { limit: 'unlimited', spent: 0 },
  }),
  many: repositoryView({
    groups: Array.from({ length: 1200 }, (_, n) =>
      groupView(n, [`1.${1200 - n}.0`, `1.${1200 - n}`]),
    ),
    meter: { limit: 100, remaining: 31, windowSeconds: 21_600, spent: 12 },
  }),
  huge: repositoryView({
    known: 23_907,
    total: 23_907,
    groups: Array.from({ length: 23_907 }, (_, n) =>
      groupView(n, [`${23_907 - n}-vul`, `${23_907 - n}-fix`].slice(0, 1 + (n % 2))),
    ),
  }),
  offered: whole({}),
  heads: whole({ heads: 1204 }),
  running: whole({ state: 'running', done: 12_300, requests: 118, seconds: 110 }),
  waits: whole({ state: 'running', done: 12_300, waitsUntil: NOW + 40_000 }),
  paused: whole({
    state: 'paused',
    done: 12_300,
    requests: 118,
    failure: { kind: 'unavailable', host: 'hub.docker.com', status: 503 },
  }),
  done: whole({ state: 'done', done: 23_907, doneAt: NOW - 300_000 }),
  loading: undefined,
  bare: repositoryView({
    groups: GROUPS,
    failure: { kind: 'permission', host: 'registry-1.docker.io' },
    meter: { limit: 100, remaining: 0, windowSeconds: 3600, spent: 12, resetsBy: NOW + 2_400_000 },
    isForgetful: true,
  }),
};

const ACCOUNT = { username: 'alice', useForListing: false, isBusy: false };

/** What is not of the view. */
const MORE: Readonly<Record<string, Partial<PopupProps>>> = {
  failed: { account: { ...ACCOUNT, state: 'none' } },
  bare: {
    access: {
      missing: ['hub.docker.com', 'auth.docker.io', 'registry-1.docker.io'],
      onAsk: async () => false,
    },
    account: { ...ACCOUNT, state: 'refused' },
  },
};

/** For the group that `&open=1` opens. */
const DETAILS = new Map([['1.31.2', tagDetail(readyView())]]);

interface PopupsProps {
  readonly text: Text;
  readonly state: string;
  readonly tag: string | undefined;
  /** Whether the first group is opened. */
  readonly open: boolean;
  readonly frame: 'popup' | 'explorer';
}

export function Popups({ text, state, tag, open, frame }: PopupsProps) {
  const view = STATES[state];
  useEffect(() => {
    if (open) document.querySelector<HTMLElement>('.group .kind')?.click();
  }, []);
  return (
    <Played
      {...(frame === 'explorer' ? { as: Explorer } : { inPopup: true })}
      text={text}
      now={NOW}
      {...(state !== 'empty' && { repository: repository('library/nginx') })}
      {...(view && { view })}
      {...(tag !== undefined && { tag })}
      onRepository={() => {}}
      onWindow={() => {}}
      onVisible={() => {}}
      onListAll={() => {}}
      onPauseListing={() => {}}
      onExplorer={() => {}}
      onExport={() => new Promise(() => {})}
      onReveal={() => {}}
      access={{ missing: [], onAsk: async () => true }}
      details={DETAILS}
      onOpened={() => {}}
      onAccepts={() => {}}
      onRead={() => {}}
      onConfirm={() => {}}
      onStopConfirming={() => {}}
      onDownload={() => {}}
      onLookup={() => new Promise(() => {})}
      onSeek={() => new Promise(() => {})}
      onOpenElsewhere={() => {}}
      onRetry={() => {}}
      onCopy={async () => true}
      onOptions={() => {}}
      {...MORE[state]}
    />
  );
}
