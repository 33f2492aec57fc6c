import { beforeEach, describe, expect, it } from 'vitest';
import { connectPopup, type PopupClient } from '../../src/messaging/popup-client.ts';
import type { GroupView, RepositoryView, StoredView } from '../../src/messaging/view.ts';
import { digestOf } from '../background/digests.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakePorts } from '../platform/fake-ports.ts';
import { nginx, redis } from './names.ts';

const digest = digestOf('an index');

const view: RepositoryView = {
  repository: nginx,
  state: 'ready',
  known: 0,
  groups: [],
  unknownTags: [],
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

  beforeEach(() => {
    ports = new FakePorts();
    clock = new FakeClock();
    views = [];
    kept = [];
    client = connectPopup({
      opener: ports,
      clock,
      onView: (got) => views.push(got),
      onBack: (call) => {
        back = call;
      },
      onStored: (got) => kept.push(got),
    });
  });

  const say = (message: unknown) => ports.latest?.other?.post(message);
  const sayView = (said: RepositoryView) => say({ type: 'repository', view: said });

  it('tells a new worker all that is open, on screen and clicked', () => {
    client.open(nginx, '1.27');
    client.visible([digest]);
    client.reveal(digest);
    ports.stopWorker();
    clock.advance(250);
    expect(ports.latest?.sent).toEqual([
      { type: 'open', repository: nginx, tag: '1.27' },
      { type: 'visible', digests: [digest] },
      { type: 'reveal', digest },
    ]);
  });

  it('does not repeat a click that was answered', () => {
    client.open(nginx);
    client.reveal(digest);
    sayView({ ...view, state: 'loading', groups: [group] });
    say({ type: 'revealed', digest });
    ports.stopWorker();
    clock.advance(250);
    expect(ports.latest?.sent).toEqual([{ type: 'open', repository: nginx }]);
  });

  it('reconnects while a click waits for its answer, though all else is told', () => {
    client.open(nginx);
    client.reveal(digest);
    sayView({ ...view, groups: [{ ...group, failure: { kind: 'unavailable' } }] });
    ports.stopWorker();
    clock.advance(250);
    expect(ports.latest?.sent).toContainEqual({ type: 'reveal', digest });
    sayView(view);
    say({ type: 'revealed', digest });
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
    ['a group', { ...view, groups: [{ ...group, failure: { kind: 'permission' } }] }],
    ['a tag', { ...view, unknownTags: [{ tag: 'x', failure: { kind: 'offline' } }] }],
  ] as const)('tries again once back where %s missed the network or a permission', (_, said) => {
    client.open(nginx);
    sayView(said);
    ports.stopWorker();
    back();
    expect(ports.latest?.sent).toEqual([{ type: 'open', repository: nginx }, { type: 'retry' }]);
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
    expect(ports.latest?.sent).toEqual([{ type: 'clear' }]);
    say({ type: 'stored', stored: { tags: 0, manifests: 0, bytes: 0 } });
    expect(kept).toEqual([{ tags: 0, manifests: 0, bytes: 0 }]);
    ports.stopWorker();
    clock.advance(3_600_000);
    expect(ports.opened).toHaveLength(2);
  });
});
