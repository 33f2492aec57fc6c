import { beforeEach, describe, expect, it } from 'vitest';
import { shortHex } from '../../src/core/digest.ts';
import { failure } from '../../src/core/failure.ts';
import { nginx } from '../messaging/names.ts';
import { digestOf } from './digests.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePopup, Rig } from './rig.ts';

const AMD64 = 'linux/amd64';
const PLATFORMS = [AMD64, 'linux/arm64'];

/** Pulls are read by itself only for groups on screen; none is in here. */
describe('what a popup asks for by click', () => {
  let rig: Rig;
  let current: Thing;
  let older: Thing;
  let popup: FakePopup;

  beforeEach(async () => {
    rig = new Rig();
    current = rig.docker.index(PLATFORMS, 'build 2');
    older = rig.docker.index(PLATFORMS, 'build 1');
    rig.docker.tag('1.27', current);
    rig.docker.tag('latest', current);
    rig.docker.tag('1.26', older);
    popup = rig.popup();
    popup.open(nginx);
    await rig.until('the listing ends', () => popup.view?.state === 'ready');
  });

  const gets = () => rig.docker.count('get ');
  const imageOf = (thing: Thing) => {
    const found = thing.images.find(({ os }) => os === 'linux')?.digest;
    if (!found) throw new Error('unreachable: it has one');
    return found;
  };
  const layerOf = (build: string) => digestOf(`layer of ${AMD64} in ${build}`);

  describe('details', () => {
    it('are told of opened groups, confirmed, and again when they change', async () => {
      popup.opened('latest');
      await rig.until('it is confirmed', () => {
        return popup.details.get('latest')?.view.evidence === 'registry';
      });
      expect(popup.details.get('latest')).toMatchObject({
        view: { aliases: ['1.27'], version: { tag: '1.27', by: 'digest' } },
        known: 3,
        checks: [],
      });
      const before = popup.told('detail').length;
      await rig.rest();
      expect(popup.told('detail')).toHaveLength(before);
      expect(gets()).toBe(0);
    });

    it('are told anew of a group that is closed and opened within a frame', async () => {
      popup.opened('latest');
      await rig.until('a detail', () => popup.details.get('latest')?.view.state === 'ready');
      await rig.rest();
      popup.details.clear();
      popup.opened();
      popup.opened('latest');
      await rig.until('a detail', () => popup.details.has('latest'));
    });

    it('hold what the four headers get', async () => {
      popup.opened('latest');
      popup.accepts('latest');
      await rig.until('all came', () => {
        return popup.details.get('latest')?.accepts.every(({ asked }) => asked !== undefined);
      });
      expect(popup.details.get('latest')?.accepts[3]?.asked).toMatchObject({
        kind: 'index',
        digest: current.digest,
      });
    });

    it('go on when everything was forgotten', async () => {
      popup.opened('latest');
      await rig.until('a detail', () => popup.details.get('latest')?.view.state === 'ready');
      await rig.rest();
      popup.details.clear();
      popup.ask('clear');
      await rig.until('a detail', () => popup.details.get('latest')?.view.state === 'ready');
    });
  });

  describe('read', () => {
    it('takes one pull for a group, or one of its images, and says who says what', async () => {
      popup.opened('latest');
      popup.read(current.digest);
      await rig.until('it is seen to', () => popup.told('read').length === 1);
      popup.read(imageOf(current));
      await rig.until('it is seen to', () => popup.told('read').length === 2);
      await rig.until('both are told', () => popup.details.get('latest')?.checks.length === 2);
      expect(popup.details.get('latest')?.checks).toMatchObject([
        {
          digest: current.digest,
          computed: current.digest,
          head: current.digest,
          hub: current.digest,
        },
        { platform: AMD64, computed: imageOf(current), hub: imageOf(current) },
      ]);
      expect(gets()).toBe(2);
      expect(popup.view?.meter.spent).toBe(2);
      popup.read(current.digest);
      await rig.until('it is seen to', () => popup.told('read').length === 3);
      expect(gets()).toBe(2);
    });

    it('is refused for what is no manifest of a tag here', async () => {
      for (const digest of [digestOf('elsewhere'), layerOf('build 2')]) popup.read(digest);
      await rig.until('both are seen to', () => popup.told('read').length === 2);
      expect(gets()).toBe(0);
    });

    it('shows that it is under way, and why it failed', async () => {
      rig.docker.hold('get');
      popup.opened('latest');
      popup.read(current.digest);
      await rig.until('it is under way', () => {
        return popup.details.get('latest')?.reading.includes(current.digest);
      });
      rig.docker.fail(`get ${current.digest}`, 'unavailable', { status: 503 });
      rig.docker.release('get');
      await rig.until('it failed', () => popup.details.get('latest')?.unread.length === 1);
      expect(popup.details.get('latest')).toMatchObject({
        reading: [],
        unread: [{ digest: current.digest, failure: { kind: 'unavailable', status: 503 } }],
        checks: [],
      });
    });

    it('names what came in place of the right bytes', async () => {
      const found = { computed: digestOf('others'), header: current.digest, bytes: 9 };
      const fault = { ...failure('digest-mismatch'), found };
      rig.docker.faults.set(`get ${current.digest}`, fault);
      popup.opened('latest');
      popup.read(current.digest);
      await rig.until('it failed', () => popup.details.get('latest')?.checks.length === 1);
      expect(popup.details.get('latest')?.checks[0]).toMatchObject({
        digest: current.digest,
        ...found,
        hub: current.digest,
      });
      rig.docker.faults.clear();
      popup.read(current.digest);
      await rig.until('it is right', () => {
        return popup.details.get('latest')?.checks[0]?.computed === current.digest;
      });
      expect(popup.details.get('latest')?.unread).toEqual([]);
    });
  });

  describe('lookup', () => {
    it('says what the registry has under a digest, for a HEAD', async () => {
      popup.lookup(imageOf(current));
      popup.lookup(digestOf('elsewhere'));
      await rig.until('both came', () => popup.told('looked-up').length === 2);
      expect(popup.told('looked-up')).toEqual([
        {
          type: 'looked-up',
          digest: imageOf(current),
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
        },
        { type: 'looked-up', digest: digestOf('elsewhere') },
      ]);
      expect(gets()).toBe(0);
    });

    it('says why it could not be told', async () => {
      rig.docker.fail('head *', 'denied', { status: 401 });
      popup.lookup(digestOf('elsewhere'));
      await rig.until('it came', () => popup.told('looked-up').length === 1);
      expect(popup.told('looked-up')[0]?.failure).toEqual({ kind: 'denied', status: 401 });
    });
  });

  describe('seek', () => {
    const sought = async (hex: string, groups: Thing[], pulls: number) => {
      popup.seek(
        hex,
        groups.map(({ digest }) => digest),
        pulls,
      );
      const before = popup.told('sought').length;
      await rig.until('the answer', () => popup.told('sought').length > before);
      return popup.told('sought').at(-1);
    };

    it('stops at what it found', async () => {
      const config = current.configs[AMD64] ?? digestOf('');
      const answer = await sought(shortHex(config), [current, older], 2);
      expect(answer).toEqual({ type: 'sought', hex: shortHex(config), pulls: 1, found: config });
      expect(popup.told('seeking')).toMatchObject([{ pulls: 1 }]);
      expect(rig.docker.count(`get ${imageOf(current)}`)).toBe(1);
      expect(gets()).toBe(1);
    });

    it('finds layers, and looks for free at what was read', async () => {
      await sought(shortHex(digestOf('nothing')), [older], 1);
      expect(gets()).toBe(1);
      const hex = shortHex(layerOf('build 1'), 20);
      const answer = await sought(hex, [current, older], 0);
      expect(answer).toMatchObject({ pulls: 0, found: layerOf('build 1') });
      expect(gets()).toBe(1);
    });

    it('makes not one pull more than it was allowed', async () => {
      const answer = await sought(shortHex(layerOf('build 1')), [current, older], 1);
      expect(answer).toEqual({ type: 'sought', hex: shortHex(layerOf('build 1')), pulls: 1 });
      expect(gets()).toBe(1);
    });

    it('goes on past one manifest that is not to be had', async () => {
      rig.docker.fail(`get ${imageOf(current)}`, 'not-found', { status: 404 });
      const answer = await sought(shortHex(layerOf('build 1')), [current, older], 2);
      expect(answer).toMatchObject({ pulls: 2, found: layerOf('build 1') });
    });

    it('ends with the reason where the next would fare no better', async () => {
      rig.docker.fail('get *', 'rate-limited', { until: 9 });
      const answer = await sought(shortHex(layerOf('build 1')), [current, older], 2);
      expect(answer).toMatchObject({ pulls: 1, failure: { kind: 'rate-limited' } });
      expect(gets()).toBe(1);
    });

    it('reads no groups of elsewhere', async () => {
      popup.seek('abcdef0', [digestOf('elsewhere')], 5);
      await rig.until('the answer', () => popup.told('sought').length === 1);
      expect(popup.told('sought')[0]).toMatchObject({ pulls: 0 });
      expect(gets()).toBe(0);
    });

    it.each([
      ['everything was forgotten', () => popup.ask('clear')],
      ['the same repository is opened again', () => popup.open(nginx)],
    ])('is answered though %s', async (_, cutOff) => {
      rig.docker.hold('get');
      popup.seek('abcdef0', [current.digest], 1);
      await rig.until('it has begun', () => gets() === 1);
      cutOff();
      await rig.rest();
      rig.docker.release('get');
      await rig.until('the answer', () => popup.told('sought').length === 1);
      expect(popup.told('sought')[0]).toMatchObject({ hex: 'abcdef0', pulls: 1 });
      expect(gets()).toBe(1);
    });

    it.each(['lookup', 'seek'] as const)(
      'or lookup is answered (%s) though the repository is opened again at once',
      async (type) => {
        if (type === 'seek') popup.seek('abcdef0', [], 0);
        else popup.lookup(imageOf(current));
        popup.open(nginx);
        const answer = type === 'seek' ? 'sought' : 'looked-up';
        await rig.until('the answer', () => popup.told(answer).length === 1);
      },
    );

    it('ends with a second one, which alone is answered', async () => {
      rig.docker.hold('get');
      popup.seek('abcdef0', [current.digest, older.digest], 2);
      await rig.until('it has begun', () => gets() === 1);
      popup.seek('abcdef1', [], 0);
      rig.docker.release('get');
      await rig.rest();
      expect(popup.told('sought').map(({ hex }) => hex)).toEqual(['abcdef1']);
      expect(gets()).toBe(1);
    });
  });

  describe('confirm', () => {
    const progress = () =>
      popup.views.flatMap(({ confirming }) => (confirming ? [confirming.done] : []));

    it('asks the registry about every tag, and ends', async () => {
      // A moment's work has no price.
      expect(popup.view).toMatchObject({ isUnconfirmed: true });
      expect(popup.view?.unconfirmed).toBeUndefined();
      popup.ask('confirm');
      await rig.until('it has begun', () => popup.view?.confirming !== undefined);
      await rig.until('it ends', () => popup.view?.confirming === undefined);
      expect(popup.view?.groups.map(({ evidence }) => evidence)).toEqual(['registry', 'registry']);
      expect(progress().at(-1)).toBe(3);
      expect(rig.docker.count('head ')).toBe(3);
      expect(gets()).toBe(0);
      // What is freshly known is not asked again; that it ended is told all the same.
      const before = progress().length;
      popup.ask('confirm');
      await rig.until('it has begun', () => progress().length > before);
      await rig.until('it ends', () => popup.view?.confirming === undefined);
      expect(rig.docker.count('head ')).toBe(3);
    });

    it.each(['rate-limited', 'unavailable', 'denied'] as const)(
      'ends though each tag is %s',
      async (kind) => {
        rig.docker.fail('head *', kind);
        popup.ask('confirm');
        await rig.until('it has begun', () => popup.view?.confirming !== undefined);
        await rig.until('it ends', () => popup.view?.confirming === undefined);
        expect(popup.group(current.digest)).toMatchObject({ evidence: 'hub', failure: { kind } });
      },
    );

    describe('of more than a thousand tags', () => {
      beforeEach(async () => {
        for (let n = 0; n < 1_100; n += 1) rig.docker.tag(`0.${n}`, current);
        rig.restart();
        rig.clock.advance(300_000);
        // The listing ends after a thousand rows; a page has looked at the others.
        const rest = Array.from({ length: 103 }, (_, n) => `0.${n + 997}`);
        const page = rig.page();
        page.watch(nginx, rest);
        await rig.until('the rows are told', () => page.isSettled(...rest));
        await rig.rest();
        page.close();
        rig.clock.advance(300_000);
        rig.restart();
        await reopen();
      });

      async function reopen(): Promise<void> {
        popup = rig.popup();
        popup.open(nginx);
        await rig.until('the listing is there', () => popup.view?.state === 'ready');
        await rig.until('the price is told', () => popup.view?.unconfirmed?.tags === 1_103);
        rig.docker.asked.length = 0;
      }

      async function seconds(many: number): Promise<void> {
        for (let second = 0; second < many; second += 1) {
          rig.clock.advance(1_000);
          await new Promise((resolve) => setImmediate(resolve));
        }
      }

      const heads = () => rig.docker.count('head ');

      it('has its price told beforehand', () => {
        expect(popup.view?.unconfirmed?.seconds).toBeGreaterThan(150);
        expect(popup.view?.unconfirmed?.seconds).toBeLessThan(200);
      });

      it('goes at the pace of a long listing, and what was confirmed first counts at its end', async () => {
        const since = rig.clock.now();
        popup.confirm(since);
        await rig.until('it has begun', () => popup.view?.confirming !== undefined);
        await seconds(60);
        expect(heads()).toBeGreaterThan(300);
        // 300 at once, and 300 a minute.
        expect(heads()).toBeLessThanOrEqual(600);
        const left = popup.view?.confirming?.seconds ?? 0;
        expect(left).toBeGreaterThan(60);
        await seconds(60);
        expect(popup.view?.confirming?.seconds).toBeLessThan(left);
        // Its first words are not fresh any more.
        rig.clock.advance(200_000);
        await rig.until('it ends', () => popup.view?.confirming === undefined);
        expect(new Set(rig.docker.asked).size).toBe(heads());
        expect(heads()).toBe(1_103);
        expect(popup.views.flatMap(({ confirming }) => confirming?.total ?? [])).toContain(1_103);
        expect(popup.view).toMatchObject({ isUnconfirmed: false });
        // Somebody comes back to it much later.
        rig.clock.advance(301_000);
        popup.window('');
        await rig.until('it is old', () => popup.view?.isUnconfirmed === true);
        expect(popup.view?.unconfirmed?.tags).toBe(1_103);
      });

      it('asks nobody again after the death of the worker', async () => {
        const since = rig.clock.now();
        popup.confirm(since);
        await seconds(70);
        const before = heads();
        expect(before).toBeGreaterThanOrEqual(300);
        rig.clock.advance(400_000);
        rig.restart();
        popup = rig.popup();
        popup.open(nginx);
        popup.confirm(since);
        await rig.until('it goes on', () => (popup.view?.confirming?.total ?? 0) > 0);
        await seconds(300);
        await rig.until('it ends', () => popup.view?.confirming === undefined);
        expect(heads()).toBe(1_103);
        expect(popup.view?.isUnconfirmed).toBe(false);
      });

      it.each([
        ['a click', () => popup.ask('stop-confirming')],
        ['whoever closes the popup', () => popup.close()],
      ])('is stopped by %s', async (_, stop) => {
        popup.ask('confirm');
        await seconds(30);
        stop();
        await seconds(5);
        const before = heads();
        expect(before).toBeGreaterThanOrEqual(300);
        await seconds(120);
        expect(heads()).toBe(before);
      });

      it('says of what was stopped that it is, and what the rest takes', async () => {
        popup.ask('confirm');
        await seconds(30);
        popup.ask('stop-confirming');
        await rig.until('it is told', () => popup.view?.confirming === undefined);
        expect(popup.view?.isUnconfirmed).toBe(true);
        await seconds(2);
        popup.window('');
        await rig.until('the rest has a price', () => {
          const left = popup.view?.unconfirmed?.tags ?? 0;
          return left === 1_103 - heads();
        });
      });

      it('ends where the registry is away, after a part', async () => {
        rig.docker.fail('head *', 'unavailable');
        popup.ask('confirm');
        await rig.until('it has begun', () => popup.view?.confirming !== undefined);
        await rig.until('it ends', () => popup.view?.confirming === undefined);
        expect(heads()).toBeLessThan(400);
        expect(popup.view?.isUnconfirmed).toBe(true);
      });
    });
  });
});
