/**
 * What this extension itself once kept, and reads again: another version may have written it, a profile can be damaged,
 * and a browser may give back half of it.
 */
import * as v from 'valibot';
import { readAccountRecord } from '../../src/background/account-record.ts';
import { createGates } from '../../src/background/gate.ts';
import { readPullRecord } from '../../src/background/pull-record.ts';
import {
  readManifestUses,
  readRepositoryUse,
  readStoredListing,
  readStoredManifest,
  readStoredNames,
  readTagRows,
} from '../../src/background/stored-rows.ts';
import { isAccessToken, isUsername } from '../../src/core/account-name.ts';
import { isDigest } from '../../src/core/digest.ts';
import { isRepositoryName } from '../../src/core/repository.ts';
import { ok } from '../../src/core/result.ts';
import { isTag } from '../../src/core/tag.ts';
import { LONGEST_MS } from '../../src/http/retry-after.ts';
import type { KeyValueStorage } from '../../src/platform/storage.ts';
import { readSettings } from '../../src/settings/migrations.ts';
import { settingsSchema } from '../../src/settings/schema.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { cloned } from './cloned.ts';
import type { Draw } from './draw.ts';
import { type FuzzedParser, fuzzed, must, type Outcome } from './fuzzed.ts';
import { isPlain } from './prototypes.ts';
import {
  ACCOUNTS,
  GATES,
  LISTINGS,
  MANIFESTS,
  NAMES,
  PULL_RECORDS,
  REPOSITORY_USES,
  SETTINGS,
  STORED_KEYS,
  TAG_ROWS,
  USES,
} from './stored-samples.ts';

const silent = { warn: () => {} };

/** Gives everybody the same, uncopied: Node's structured clone has no room for the deepest cases. */
const storageWith = (kept: unknown): KeyValueStorage => ({
  get: async () => kept,
  set: async () => {},
  onChange: () => () => {},
});

function checkTagRows(kept: unknown): Outcome {
  const rows = readTagRows([kept]);
  must(isPlain(rows), 'plain data');
  for (const { tag, hub, registry } of rows) {
    must(isTag(tag), 'a tag');
    const digests = [hub?.digest, registry?.digest, ...(hub?.images ?? []).map((i) => i.digest)];
    must(
      digests.every((digest) => digest === undefined || isDigest(digest)),
      'digests',
    );
  }
  return rows.length === 1 ? 'value' : 'failure';
}

function checkListing(kept: unknown): Outcome {
  const found = readStoredListing(kept);
  if (found === undefined) return 'failure';
  must(isPlain(found), 'plain data');
  must(isRepositoryName(found.repository), 'a repository');
  const { count = 0, pages = [], seen = 0, last = 0 } = found.walk ?? {};
  const asked = (found.whole?.asked ?? []).flatMap((one) => one.pages);
  must([count, seen, last, ...pages, ...asked].every(Number.isSafeInteger), 'counts');
  return 'value';
}

function checkNames(kept: unknown): Outcome {
  const found = readStoredNames(kept);
  if (found === undefined) return 'failure';
  must(isPlain(found), 'plain data');
  must(isRepositoryName(found.repository) && found.names.every(isTag), 'names');
  return 'value';
}

function checkRepositoryUse(kept: unknown): Outcome {
  const use = readRepositoryUse(kept);
  if (use === undefined) return 'failure';
  must(isPlain(use) && isRepositoryName(use.repository), 'plain data of a repository');
  const { tags, tagBytes, listingBytes, nameBytes } = use;
  must(
    [tags, tagBytes, listingBytes, nameBytes].every((n) => Number.isSafeInteger(n) && n >= 0),
    'sizes that can be added up',
  );
  return 'value';
}

function keptManifest(draw: Draw): unknown {
  const row = cloned(MANIFESTS, STORED_KEYS)(draw);
  const bytes = draw.chance(0.8) ? new Uint8Array(draw.below(9)) : draw.pick([null, '', [1], {}]);
  return typeof row === 'object' && row !== null ? { ...row, bytes } : row;
}

function checkManifest(kept: unknown): Outcome {
  const found = readStoredManifest(kept);
  if (found === undefined) return 'failure';
  must(isDigest(found.digest) && found.bytes instanceof Uint8Array, 'bytes under a digest');
  return 'value';
}

function checkUses(kept: unknown): Outcome {
  const uses = readManifestUses([kept]);
  must(isPlain(uses), 'plain data');
  must(
    uses.every(({ size }) => Number.isSafeInteger(size) && size >= 0),
    'sizes that can be added up',
  );
  return uses.length === 1 ? 'value' : 'failure';
}

function checkSettings(kept: unknown): Outcome {
  const { settings, fromFuture } = readSettings(kept);
  const { allowance, storeMegabytes } = settings;
  must(Number.isInteger(allowance) && allowance >= 0 && allowance <= 100, 'an allowance');
  must(Number.isInteger(storeMegabytes) && storeMegabytes >= 8, 'a bound for the store');
  return fromFuture || !v.is(settingsSchema, kept) ? 'failure' : 'value';
}

/** What a ledger can reckon with; pulls count one by one, so that half a record still holds the other half. */
async function checkPulls(kept: unknown): Promise<Outcome> {
  const { pulls, said } = await readPullRecord(storageWith(kept));
  must(isPlain({ pulls, said }), 'plain data');
  must(
    pulls.every(({ at }) => Number.isFinite(at)),
    'moments',
  );
  if (typeof said?.limits === 'object') {
    must(Object.values(said.limits).every(Number.isSafeInteger), 'numbers to reckon with');
  }
  return pulls.length === 0 ? 'failure' : 'value';
}

/** What is taken for a name and a token can stand in a header. */
function checkAccount(kept: unknown): Outcome {
  const record = readAccountRecord(kept);
  if (record === undefined) return 'failure';
  must(isPlain(record), 'plain data');
  must(!('username' in record) || isUsername(record.username), 'a name');
  must(!('secret' in record) || isAccessToken(record.secret), 'a token');
  return 'value';
}

/** Nothing that was kept closes a gate for longer than the longest wait. */
async function checkGates(kept: unknown): Promise<Outcome> {
  const clock = new FakeClock();
  const gates = createGates({ storage: storageWith(kept), clock, log: silent });
  const answer = await gates.hub.pass(async () => ok('asked'));
  if (answer.ok) return 'failure';
  must(answer.error.kind === 'rate-limited', 'a closed gate');
  must((answer.error.until ?? 0) - clock.now() <= LONGEST_MS, 'a wait with an end');
  return 'value';
}

export const STORED_PARSERS: readonly FuzzedParser[] = [
  fuzzed('kept tags', 3_000, cloned(TAG_ROWS, STORED_KEYS), checkTagRows),
  fuzzed('kept listings', 2_000, cloned(LISTINGS, STORED_KEYS), checkListing),
  fuzzed('kept names of tags', 1_000, cloned(NAMES, STORED_KEYS), checkNames),
  fuzzed(
    'kept uses of repositories',
    1_000,
    cloned(REPOSITORY_USES, STORED_KEYS),
    checkRepositoryUse,
  ),
  fuzzed('kept manifests', 1_000, keptManifest, checkManifest),
  fuzzed('kept uses of manifests', 1_000, cloned(USES, STORED_KEYS), checkUses),
  fuzzed('kept settings', 1_000, cloned(SETTINGS, STORED_KEYS), checkSettings),
  fuzzed('kept pulls', 2_000, cloned(PULL_RECORDS, STORED_KEYS), checkPulls),
  fuzzed('kept accounts', 2_000, cloned(ACCOUNTS, STORED_KEYS), checkAccount),
  fuzzed('kept gates', 1_000, cloned(GATES, STORED_KEYS), checkGates),
];
