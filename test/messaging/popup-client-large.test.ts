import { beforeEach, describe, expect, it } from 'vitest';
import { connectPopup, type PopupClient } from '../../src/messaging/popup-client.ts';
import { MAX_SOUGHT, MAX_WINDOW } from '../../src/messaging/protocol.ts';
import type { RepositoryView, WholeListingView } from '../../src/messaging/view.ts';
import { digestOf } from '../background/digests.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakePorts } from '../platform/fake-ports.ts';
import { groupView } from '../ui/samples.ts';
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

function listOf(repository: string) {
  return { type: 'exported', repository, form: 'html', content: '<p>', isUnconfirmed: false };
}

describe('the client of a popup on a large repository', () => {
  let ports: FakePorts;
  let clock: FakeClock;
  let client: PopupClient;
  let views: RepositoryView[];
  let back: () => void;
  /** Lists, in order. */
  let told: unknown[];

  beforeEach(() => {
    ports = new FakePorts();
    clock = new FakeClock();
    views = [];
    told = [];
    client = connectPopup({
      opener: ports,
      clock,
      onView: (got) => views.push(got),
      onBack: (call) => {
        back = call;
      },
      onExported: (got) => told.push(got),
    });
    client.open(nginx);
    sayView(view);
  });

  const say = (message: unknown) => ports.latest?.other?.post(message);
  const sayView = (said: RepositoryView) => say({ type: 'repository', view: said });
  const restart = () => {
    ports.stopWorker();
    clock.advance(3_600_000);
  };

  const whole: WholeListingView = {
    state: 'offered',
    requests: 243,
    heads: 0,
    seconds: 162,
    done: 1_000,
    total: 23_907,
  };
  const sayWhole = (change: Partial<WholeListingView>) =>
    sayView({ ...view, whole: { ...whole, ...change } });
  const windowOf = (sought: string, from = 0, matching = 9_000) => ({
    ...view,
    window: { sought, from, matching, isAskedKnown: false },
  });
  const ask = { type: 'window', sought: '1.2', from: 100, count: 50 };
  const listAll = { type: 'list-all' };

  it('tells a new worker which groups to tell, before all that rests on them', () => {
    client.window('1', 0, 50);
    client.window('1.2', 100, 50);
    client.visible([digest]);
    restart();
    expect(ports.latest?.sent).toEqual([
      RESUME,
      { type: 'open', repository: nginx },
      ask,
      { type: 'visible', digests: [digest] },
    ]);
    client.open(redis);
    restart();
    expect(ports.latest?.sent).toEqual([RESUME, { type: 'open', repository: redis }]);
  });

  it('asks for no more than a view tells, and for no longer a text than is searched', () => {
    client.window('x'.repeat(MAX_SOUGHT + 1), 0, MAX_WINDOW + 1);
    expect(ports.latest?.sent.at(-1)).toEqual({
      type: 'window',
      sought: 'x'.repeat(MAX_SOUGHT),
      from: 0,
      count: MAX_WINDOW,
    });
  });

  it.each([
    ['another text', windowOf('1', 100), 2],
    ['another place', windowOf('1.2', 0), 2],
    ['what was asked for', windowOf('1.2', 100), 1],
    ['the end, where that comes before', windowOf('1.2', 30, 80), 1],
  ])('waits for the window that it asked for: a view of %s', (_, said, opened) => {
    client.window('1.2', 100, 50);
    sayView(said);
    restart();
    expect(ports.opened).toHaveLength(opened);
    // It is news all the same.
    expect(views.at(-1)).toEqual(said);
  });

  it.each([
    ['that has moved with it', 107, 3, 1],
    ['where it has not moved', 100, 3, 1],
    ['that was left behind', 100, 5, 2],
  ])('waits for the window around a group on screen: one %s', (_, from, at, opened) => {
    client.window('1.2', 100, 50, { digest, place: 103 });
    const groups = Array.from({ length: 10 }, (_, n) => groupView(n, [`1.2.${n}`]));
    const near = groupView(20, ['1.2.20']);
    const said = windowOf('1.2', from);
    sayView({
      ...said,
      groups: [...groups.slice(0, at), { ...near, digest }, ...groups.slice(at)],
    });
    restart();
    expect(ports.opened).toHaveLength(opened);
  });

  it('repeats the wish for all tags for as long as they are listed', () => {
    client.listAll();
    restart();
    expect(ports.latest?.sent).toContainEqual(listAll);
    // The first view of a new worker tells how far the one before came.
    sayWhole({ state: 'paused' });
    sayWhole({ state: 'running' });
    restart();
    expect(ports.latest?.sent).toContainEqual(listAll);
    sayWhole({ state: 'running' });
    sayWhole({ state: 'done' });
    restart();
    expect(ports.opened).toHaveLength(3);
  });

  it.each([
    ['paused by a click', () => client.pauseListing()],
    ['left for another repository', () => client.open(redis)],
    ['paused for a failure', () => sayWhole({ state: 'paused', failure: { kind: 'denied' } })],
    ['not a listing at all: the repository is small', () => sayView(view)],
  ])('does not repeat a listing that is %s', (_, end) => {
    client.listAll();
    sayWhole({ state: 'running' });
    end();
    restart();
    client.visible([]);
    expect(ports.latest?.sent).not.toContainEqual(listAll);
  });

  it.each(['planning', 'running'] as const)('waits for the end of what is %s', (state) => {
    sayWhole({ state });
    restart();
    expect(ports.opened).toHaveLength(2);
    expect(ports.latest?.sent).not.toContainEqual(listAll);
  });

  it('tries again once back where the listing missed the network', () => {
    sayWhole({ state: 'paused', failure: { kind: 'offline' } });
    ports.stopWorker();
    back();
    expect(ports.latest?.sent).toContainEqual({ type: 'retry' });
  });

  it('asks for a list until it is made, and hears of it once', () => {
    const made = listOf(nginx);
    client.export('html');
    client.export('json');
    restart();
    expect(ports.latest?.sent).toContainEqual({ type: 'export', form: 'html' });
    sayView(view);
    say(made);
    say(made);
    restart();
    expect(ports.latest?.sent).not.toContainEqual({ type: 'export', form: 'html' });
    expect(ports.latest?.sent).toContainEqual({ type: 'export', form: 'json' });
    sayView(view);
    say({ ...made, form: 'json' });
    restart();
    expect(ports.opened).toHaveLength(3);
    expect(told).toEqual([made, { ...made, form: 'json' }]);
  });

  it('hears of no list of a repository that was left', () => {
    client.export('html');
    client.open(redis);
    client.export('html');
    say(listOf(nginx));
    expect(told).toEqual([]);
    say(listOf(redis));
    expect(told).toEqual([listOf(redis)]);
  });

  it('takes a digest for the group that was told', () => {
    const group = groupView(1, ['1.27']);
    const sayGroup = (one: unknown) =>
      say({ type: 'repository', view: { ...view, known: 2, groups: [one] } });
    views = [];
    sayGroup(group);
    sayGroup(group.digest);
    client.open(redis);
    say({ type: 'repository', view: { ...view, repository: redis, groups: [group.digest] } });
    expect(views.map(({ groups }) => groups)).toEqual([[group], [group], [group]]);
  });

  it('is told once more where it has not understood what a digest stands for', () => {
    const group = groupView(1, ['1.27']);
    const sayGroup = (one: unknown) =>
      say({ type: 'repository', view: { ...view, known: 2, groups: [one] } });
    sayGroup(group);
    views = [];
    // What has changed of it was told, and so the digest does not stand for what was told before.
    sayGroup({ ...group, evidence: 'hearsay' });
    sayGroup(group.digest);
    expect(views).toEqual([]);
    expect(ports.latest?.sent.at(-1)).toEqual({ type: 'retell' });
    // It is still to come, if another worker has to tell it.
    restart();
    expect(ports.latest?.sent).toEqual([{ type: 'resume' }, { type: 'open', repository: nginx }]);
    sayGroup({ ...group, tags: ['1.26'] });
    expect(views.map(({ groups }) => groups)).toEqual([[{ ...group, tags: ['1.26'] }]]);
  });
});
