import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { imageIdPlan } from '../../src/background/image-id-plan.ts';
import { createImageIds } from '../../src/background/image-ids.ts';
import { RETRY_MS } from '../../src/background/knowledge.ts';
import type { ManifestFacts } from '../../src/background/manifest-facts.ts';
import type { Digest } from '../../src/core/digest.ts';
import { find } from '../../src/core/find.ts';
import { OCI_INDEX, OCI_MANIFEST } from '../../src/core/media-type.ts';
import { popupAnswer } from '../../src/messaging/schemas-popup.ts';
import { createFullAnswers } from '../../src/messaging/told-groups.ts';
import { digestNumber, image as imageOf, record } from '../core/samples.ts';
import { nginx } from '../messaging/names.ts';
import { digestOf } from './digests.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePopup, Rig } from './rig.ts';

const AMD64 = 'linux/amd64';

/** Five tags, each an index of its own, all on screen. */
describe('reading image IDs by itself', () => {
  let rig: Rig;
  let things: Thing[];

  beforeEach(() => {
    rig = new Rig();
    things = [];
    for (let n = 0; n < 5; n += 1) {
      const thing = rig.docker.index([AMD64], `build ${n}`);
      rig.docker.tag(`1.${n}`, thing);
      things.push(thing);
    }
  });

  async function opened(): Promise<FakePopup> {
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('the listing is there', () => popup.view?.state === 'ready');
    return popup;
  }

  function see(popup: FakePopup): void {
    popup.visible(...things.map(({ digest }) => digest));
  }

  const known = (popup: FakePopup) =>
    popup.view?.groups.filter(({ imageId }) => imageId?.digest !== undefined).length;

  it.each(['offline', 'permission', 'rate-limited', 'unavailable'] as const)(
    'ends with the first group where the reason is %s, and goes on once that has passed',
    async (kind) => {
      rig.docker.fail('get *', kind);
      const popup = await opened();
      see(popup);
      await rig.rest();
      await rig.rest();
      expect(rig.docker.count('get ')).toBe(1);
      rig.docker.faults.clear();
      rig.clock.advance(Math.max(RETRY_MS, 60_000));
      see(popup);
      await rig.until('all are read', () => known(popup) === 5);
    },
  );

  it('is said to be under way until nothing is left to read: a worker that ends before is asked again', async () => {
    const popup = await opened();
    const before = popup.views.length;
    see(popup);
    await rig.until('all are read', () => known(popup) === 5 && !popup.view?.asking);
    const early = popup.views
      .slice(before)
      .filter(({ groups, asking }) => !asking && groups.some(({ imageId }) => !imageId?.digest));
    expect(early).toEqual([]);
  });

  it('leaves the rest to clicks where none remains, which is asked anew, for free, before each', async () => {
    const [first] = things;
    if (!first) throw new Error('nothing to click on');
    const limits = { limit: 100, windowSeconds: 21_600 };
    rig.docker.limits = { ...limits, remaining: 0 };
    const popup = await opened();
    const click = async () => {
      const answered = popup.revealed.length;
      popup.reveal(first.digest);
      await rig.until('the click is answered', () => popup.revealed.length > answered);
    };
    const failure = () => popup.group(first.digest)?.imageId?.failure;
    see(popup);
    await rig.rest();
    await click();
    await rig.until('it is told', () => failure()?.kind === 'rate-limited');
    expect(failure()?.until).toBe(popup.view?.meter.resetsBy);
    expect(rig.docker.count('get ')).toBe(0);

    // The last one is gone while a GET is on its way.
    const until = rig.clock.now() + 21_600_000;
    rig.docker.limits = { ...limits, remaining: 1 };
    rig.docker.fail('get *', 'rate-limited', { until, isUntilGuessed: true });
    await click();
    expect(rig.docker.count('get ')).toBe(1);
    rig.docker.faults.clear();
    rig.docker.limits = { ...limits, remaining: 0 };
    rig.clock.advance(600_000);
    see(popup);
    await rig.rest();
    rig.docker.limits = { ...limits, remaining: 100 };
    await click();
    const config = first.configs[AMD64];
    await rig.until('it is told', () => popup.group(first.digest)?.imageId?.digest === config);
  });

  it('goes on with the next group where only one manifest is not to be had', async () => {
    const broken = things[0]?.images.find(({ os }) => os === 'linux')?.digest;
    rig.docker.fail(`get ${broken}`, 'digest-mismatch');
    const popup = await opened();
    see(popup);
    await rig.until('four are read', () => known(popup) === 4);
    rig.clock.advance(RETRY_MS);
    see(popup);
    await rig.rest();
    expect(rig.docker.count(`get ${broken}`)).toBe(1);
  });

  it('asks once for a manifest that two indexes hold and nobody has', async () => {
    const [shared] = things;
    const other = rig.docker.index([AMD64], 'build 0', 'another wrapper');
    rig.docker.tag('1.0-again', other);
    const missing = shared?.images.find(({ os }) => os === 'linux')?.digest;
    rig.docker.fail(`get ${missing}`, 'not-found', { status: 404 });
    const popup = await opened();
    popup.visible(...[...things, other].map(({ digest }) => digest));
    await rig.until('four are read', () => known(popup) === 4);
    await rig.rest();
    expect(rig.docker.count(`get ${missing}`)).toBe(1);
    for (const thing of [shared, other]) {
      const group = thing && popup.group(thing.digest);
      expect(group).toMatchObject({ imageId: { pulls: 1, failure: { kind: 'not-found' } } });
      expect(group).not.toHaveProperty('failure');
    }
    // A click asks again, and what comes of it is of use to both.
    rig.docker.faults.clear();
    popup.reveal(other.digest);
    await rig.until('both are read', () => known(popup) === 6);
  });
});

it.each([
  ['on one platform of an index', false],
  ['of a tag that is one image, for which the web API has no digest', true],
])('what was read %s is found by its image ID and its layers', async (_, isSingle) => {
  const rig = new Rig();
  const thing = isSingle ? rig.docker.image(AMD64, 'one') : rig.docker.index([AMD64], 'one');
  rig.docker.registryTag('1', thing);
  if (isSingle) rig.docker.hubRow({ name: '1' });
  else rig.docker.hubTag('1', thing);
  const popup = rig.popup();
  popup.open(nginx);
  await rig.until('its group is there', () => popup.group(thing.digest) !== undefined);
  popup.visible(thing.digest);
  const config = thing.configs[AMD64];
  await rig.until('it is read', () => popup.group(thing.digest)?.imageId?.digest === config);
  const answer = { type: 'repository', view: popup.view };
  const told = v.parse(popupAnswer, JSON.parse(JSON.stringify(answer)));
  const checked = createFullAnswers()(told);
  if (checked?.type !== 'repository' || !config) throw new Error('unreachable: it is one');
  expect(find(checked.view, config)).toMatchObject({ kind: 'config', tags: ['1'] });
  const layer = digestOf(`layer of ${AMD64} in one`);
  expect(find(checked.view, layer)).toMatchObject({ kind: 'layer', tags: ['1'] });
});

it('takes an image ID that is kept from earlier also while nothing is allowed', async () => {
  const [index, image, config] = [digestNumber(1), digestNumber(11), digestNumber(99)];
  const kept = new Map<Digest, ManifestFacts>([
    [index, { mediaType: OCI_INDEX, index: { images: [imageOf(AMD64, 11)], attestations: [] } }],
    [image, { mediaType: OCI_MANIFEST, config }],
  ]);
  const known = new Map<Digest, ManifestFacts>();
  const facts = (digest: Digest) => known.get(digest);
  const imageIds = createImageIds({
    now: () => 0,
    ledger: { allowed: () => 0 },
    shelf: {
      facts,
      recall: async (digests) => {
        for (const digest of digests) {
          const found = kept.get(digest);
          if (found) known.set(digest, found);
        }
      },
      fetch: () => {
        throw new Error('unreachable: nothing is allowed');
      },
    },
  });
  const images = () => facts(index)?.index?.images;
  const board = {
    repository: nginx,
    record: () => {
      const found = images();
      return record('1', 1, { mediaType: OCI_INDEX, ...(found && { images: found }) });
    },
    isConfirmed: () => true,
    told: () => {},
  };
  await imageIds.readAllowed({}, { board, groups: [index], preferred: AMD64 });
  expect(imageIdPlan(board.record(), facts, AMD64)).toMatchObject({ digest: config, pulls: 0 });
});
