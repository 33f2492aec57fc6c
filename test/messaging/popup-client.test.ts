import { beforeEach, describe, expect, it } from 'vitest';
import { connectPopup, type PopupClient } from '../../src/messaging/popup-client.ts';
import { unknownView } from '../../src/messaging/unknown-view.ts';
import type { GroupView, RepositoryView, StoredView } from '../../src/messaging/view.ts';
import { digestOf } from '../background/digests.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakePorts } from '../platform/fake-ports.ts';
import { nginx, redis } from './names.ts';

/** What a port that a clock has opened is told first. */
const RESUME = { type: 'resume' };
const digest = digestOf('an index');

const view: RepositoryView = {
  repository: nginx,
  state: 'ready',
  known: 0,
  isUnconfirmed: false,
  groupCount: 0,
  window: { sought: '', matching: 0, from: 0, isAskedKnown: false },
  groups: [],
  seek: { groups: [], pulls: 0, unread: 0 },
  unknownTags: [],
  signatureTags: 0,
  preferredPlatform: 'linux/amd64',
  meter: { spent: 0 },
};

const group: GroupView = {
  digest,
  tags: ['1.27'],
  evidence: 'registry',
  images: [],
  attestations: [],
  sameImages: [],
  someImages: [],
  sameImageId: [],
  imageId: { platform: 'linux/amd64', pulls: 2, busy: true },
  conflicts: [],
};

describe('the client of the popup', () => {
  let ports: FakePorts;
  let clock: FakeClock;
  let client: PopupClient;
  let views: RepositoryView[];
  let back: () => void;
  let kept: StoredView[];
  /** What else was told, in order. */
  let told: unknown[];

  beforeEach(() => {
    ports = new FakePorts();
    clock = new FakeClock();
    views = [];
    kept = [];
    told = [];
    client = connectPopup({
      opener: ports,
      clock,
      onView: (got) => views.push(got),
      onBack: (call) => {
        back = call;
      },
      onStored: (got) => kept.push(got),
      onDetail: (got) => told.push(got),
      onLookedUp: (got) => told.push(got),
      onSeeking: (hex, pulls) => told.push({ hex, pulls }),
      onSought: (got) => told.push(got),
    });
  });

  const say = (message: unknown) => ports.latest?.other?.post(message);
  const sayView = (said: RepositoryView) => say({ type: 'repository', view: said });

  it('tells a new worker all that is open, on screen and looked up', () => {
    client.open(nginx, '1.27');
    client.visible([digest]);
    client.lookup(digest);
    ports.stopWorker();
    clock.advance(250);
    expect(ports.latest?.sent).toEqual([
      RESUME,
      { type: 'open', repository: nginx, tag: '1.27' },
      { type: 'visible', digests: [digest] },
      { type: 'lookup', digest },
    ]);
  });

  it('does not repeat a click that was answered', () => {
    client.open(nginx);
    client.reveal(digest);
    sayView({ ...view, state: 'loading', groups: [group] });
    say({ type: 'revealed', digest });
    ports.stopWorker();
    clock.advance(250);
    expect(ports.latest?.sent).toEqual([RESUME, { type: 'open', repository: nginx }]);
  });

  it('reconnects while a click waits for its answer, though all else is told', () => {
    client.open(nginx);
    client.reveal(digest);
    sayView({ ...view, groups: [{ ...group, failure: { kind: 'unavailable' } }] });
    ports.stopWorker();
    clock.advance(250);
    // Nobody can tell whether the worker that is gone has spent its price.
    expect(ports.latest?.sent).toEqual([RESUME, { type: 'open', repository: nginx }]);
    sayView(view);
    ports.stopWorker();
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(2);
  });

  it.each([
    ['the listing runs', { ...view, state: 'loading' }, 2],
    ['something on screen is asked for', { ...view, asking: true }, 2],
    ['all is told', view, 1],
    ['it failed', { ...view, state: 'failed', failure: { kind: 'denied' } }, 1],
  ] as const)('reconnects only while something is to come: %s', (_, said, ports_) => {
    client.open(nginx);
    sayView(said);
    ports.stopWorker();
    clock.advance(250);
    expect(ports.opened).toHaveLength(ports_);
  });

  it.each([
    ['the view', { ...view, failure: { kind: 'offline' } }],
    [
      'an image ID',
      {
        ...view,
        groups: [
          {
            ...group,
            imageId: {
              platform: 'linux/amd64',
              pulls: 1,
              busy: false,
              failure: { kind: 'offline' },
            },
          },
        ],
      },
    ],
    ['a group', { ...view, groups: [{ ...group, failure: { kind: 'permission' } }] }],
    ['a tag', { ...view, unknownTags: [{ tag: 'x', failure: { kind: 'offline' } }] }],
  ] as const)('tries again once back where %s missed the network or a permission', (_, said) => {
    client.open(nginx);
    sayView(said);
    ports.stopWorker();
    back();
    expect(ports.latest?.sent).toEqual([{ type: 'open', repository: nginx }, { type: 'retry' }]);
  });

  it.each<[string, Partial<RepositoryView>]>([
    ['the listing', { failure: { kind: 'unavailable' } }],
    ['all', { state: 'failed', failure: { kind: 'offline' } }],
    ['a group', { groups: [{ ...group, failure: { kind: 'rate-limited' } }] }],
    ['a tag', { unknownTags: [{ tag: 'x', failure: { kind: 'unavailable' } }] }],
    [
      'an image ID',
      {
        groups: [
          {
            ...group,
            imageId: {
              platform: 'linux/amd64',
              pulls: 1,
              busy: false,
              failure: { kind: 'unavailable' },
            },
          },
        ],
      },
    ],
  ])('asks again by itself, ever more rarely, where %s failed and that passes', (_, failed) => {
    client.open(nginx);
    for (const rest of [30_000, 60_000, 120_000]) {
      sayView({ ...view, state: 'loading' });
      sayView({ ...view, ...failed });
      ports.stopWorker();
      expect(clock.waits()).toEqual([rest]);
      clock.advance(rest);
      expect(ports.latest?.sent).toEqual([RESUME, { type: 'open', repository: nginx }]);
    }
    sayView(view);
    ports.stopWorker();
    expect(clock.waits()).toEqual([]);
  });

  it('lets the worker sleep where nothing was missed', () => {
    client.open(nginx);
    sayView({ ...view, failure: { kind: 'denied' } });
    ports.stopWorker();
    back();
    expect(ports.opened).toHaveLength(1);
  });

  it('ignores the view of a repository that was left', () => {
    client.open(nginx);
    client.open(redis);
    sayView(view);
    expect(views).toEqual([]);
  });

  it('ignores what is no answer', () => {
    client.open(nginx);
    sayView({ ...view, known: -1 });
    say({ type: 'repository', view: { ...view, groups: [{ ...group, digest: 'sha256:short' }] } });
    say(undefined);
    expect(views).toEqual([]);
  });

  it('asks what is kept until it is told', () => {
    client.clear();
    ports.stopWorker();
    clock.advance(250);
    expect(ports.latest?.sent).toEqual([RESUME, { type: 'clear' }]);
    say({ type: 'stored', stored: { tags: 0, manifests: 0, bytes: 0 } });
    expect(kept).toEqual([{ tags: 0, manifests: 0, bytes: 0 }]);
    ports.stopWorker();
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(2);
  });

  describe('with a view that is told', () => {
    const restart = () => {
      ports.stopWorker();
      clock.advance(3_600_000);
    };
    const detail = {
      view: { ...unknownView('1.27'), state: 'ready' },
      known: 1,
      preferredPlatform: 'linux/amd64',
      accepts: [],
      isAskingAccepts: false,
      checks: [],
      reading: [],
      unread: [],
    };
    const sayDetail = (change: object = {}, repository: string = nginx) =>
      say({ type: 'detail', repository, detail: { ...detail, ...change } });

    beforeEach(() => {
      client.open(nginx);
      sayView(view);
    });

    it.each([
      ['is being read', { reading: [digest] }],
      ['is being asked for', { isAskingAccepts: true }],
      ['is loading', { view: unknownView('1.27') }],
    ])('waits for details while something of them %s', (_, change) => {
      client.opened(['1.27']);
      sayDetail(change);
      restart();
      expect(ports.latest?.sent).toContainEqual({ type: 'opened', tags: ['1.27'] });
      sayView(view);
      sayDetail();
      restart();
      expect(ports.opened).toHaveLength(2);
      expect(told).toHaveLength(2);
    });

    it('ignores details of a repository that was left', () => {
      client.opened(['1.27']);
      sayDetail({}, redis);
      expect(told).toEqual([]);
    });

    it('asks a new worker for what the headers get, while the tag is opened', () => {
      client.opened(['1.27']);
      client.accepts('1.27');
      restart();
      expect(ports.latest?.sent).toContainEqual({ type: 'accepts', tag: '1.27' });
      client.opened([]);
      ports.stopWorker();
      client.visible([]);
      expect(ports.latest?.sent).not.toContainEqual({ type: 'accepts', tag: '1.27' });
    });

    it('repeats a look-up until it is answered, and no longer', () => {
      client.lookup(digest);
      restart();
      expect(ports.latest?.sent).toEqual([
        RESUME,
        { type: 'open', repository: nginx },
        { type: 'lookup', digest },
      ]);
      sayView(view);
      say({ type: 'looked-up', digest, mediaType: 'x/y' });
      restart();
      expect(ports.opened).toHaveLength(2);
    });

    it.each([
      ['read', () => client.read(digest), { type: 'read', digest }],
      ['reveal', () => client.reveal(digest), { type: 'reveal', digest }],
    ])(
      'sends a %s once, whatever becomes of the workers, and waits for the next view',
      (_, click, request) => {
        click();
        // Told by the worker that dies next: what it says is under way is not.
        sayView({ ...view, groups: [group] });
        restart();
        restart();
        expect(ports.opened).toHaveLength(3);
        const sent = ports.opened.flatMap((port) => port.sent);
        expect(sent.filter((one) => JSON.stringify(one) === JSON.stringify(request))).toHaveLength(
          1,
        );
        sayView(view);
        restart();
        expect(ports.opened).toHaveLength(3);
      },
    );

    it.each([
      ['read', () => client.read(digest), { type: 'read', digest }],
      ['reveal', () => client.reveal(digest), { type: 'reveal', digest }],
    ])('wakes a worker for a %s, and sends it that once', (_, click, request) => {
      ports.stopWorker();
      click();
      expect(ports.latest?.sent).toEqual([{ type: 'open', repository: nginx }, request]);
    });

    it('hears of a seek and a look-up though the same repository is opened again', () => {
      client.seek('abcdef0', [digest], 5);
      client.lookup(digest);
      client.open(nginx);
      say({ type: 'sought', hex: 'abcdef0', pulls: 1 });
      say({ type: 'looked-up', digest });
      expect(told).toHaveLength(2);
    });

    it('hears of no look-up that nobody waits for', () => {
      client.lookup(digest);
      client.open(redis);
      say({ type: 'looked-up', digest });
      expect(told).toEqual([]);
    });

    it('spends no more on a seek than was agreed to, whatever becomes of the workers', () => {
      client.seek('abcdef0', [digest], 5);
      say({ type: 'seeking', hex: 'abcdef0', pulls: 1 });
      say({ type: 'seeking', hex: 'abcdef0', pulls: 2 });
      restart();
      const seek = { type: 'seek', hex: 'abcdef0', groups: [digest], pulls: 3 };
      expect(ports.latest?.sent).toContainEqual(seek);
      say({ type: 'seeking', hex: 'abcdef0', pulls: 3 });
      restart();
      expect(ports.latest?.sent).toContainEqual({ ...seek, pulls: 0 });
      sayView(view);
      say({ type: 'sought', hex: 'abcdef0', pulls: 0 });
      expect(told).toEqual([
        { hex: 'abcdef0', pulls: 1 },
        { hex: 'abcdef0', pulls: 2 },
        { hex: 'abcdef0', pulls: 5 },
        { type: 'sought', hex: 'abcdef0', pulls: 5 },
      ]);
      restart();
      expect(ports.opened).toHaveLength(3);
    });

    it('hears nothing of a seek that another took the place of', () => {
      client.seek('abcdef0', [digest], 5);
      client.seek('abcdef1', [digest], 5);
      say({ type: 'seeking', hex: 'abcdef0', pulls: 1 });
      say({ type: 'sought', hex: 'abcdef0', pulls: 1 });
      expect(told).toEqual([]);
    });

    it('repeats the wish for confirmation until a view has told its end', () => {
      const since = clock.now();
      client.confirm();
      // On its way when that was asked.
      sayView(view);
      restart();
      expect(ports.latest?.sent).toContainEqual({ type: 'confirm', since });
      sayView({ ...view, confirming: { done: 1, total: 9 } });
      clock.advance(60_000);
      restart();
      // What was confirmed before counts for the next worker too.
      expect(ports.latest?.sent).toContainEqual({ type: 'confirm', since });
      sayView({ ...view, confirming: { done: 9, total: 9 } });
      sayView(view);
      restart();
      expect(ports.opened).toHaveLength(3);
    });

    it('does not repeat what was stopped', () => {
      client.confirm();
      sayView({ ...view, confirming: { done: 1, total: 9 } });
      client.stopConfirming();
      expect(ports.latest?.sent).toContainEqual({ type: 'stop-confirming' });
      sayView({ ...view, confirming: { done: 2, total: 9 } });
      sayView(view);
      restart();
      client.visible([]);
      expect(ports.latest?.sent.map((one) => JSON.stringify(one))).not.toContainEqual(
        expect.stringContaining('confirm'),
      );
    });
  });
});
