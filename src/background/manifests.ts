/**
 * The shelf of manifests: documents that were fetched once, hashed, and are never fetched again, because a digest names
 * its bytes for ever. They are bounded with all else that is kept (eviction-plan.ts).
 */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import { hashLike } from '../registry/content.ts';
import type { FailedAsk } from './knowledge.ts';
import { createListeners } from './listeners.ts';
import { type ManifestFacts, readFacts } from './manifest-facts.ts';
import type { Pull } from './pull.ts';
import type { Payer } from './pull-record.ts';
import { createReadFailures } from './read-failures.ts';
import type { ManifestUse, Store, StoredManifest } from './store.ts';

export interface ManifestShelf {
  /** What is known of it at this moment. */
  facts(digest: Digest): ManifestFacts | undefined;
  /** Takes from the store what is kept of these, so that `facts` knows them. */
  recall(digests: Iterable<Digest>): Promise<void>;
  /**
   * The manifest, from here or else from the registry, which spends a pull: `budget-spent` where the ledger refuses.
   * Whoever asks while it is on its way waits for the same answer.
   */
  fetch(
    repository: RepositoryName,
    digest: Digest,
    payer: Payer,
  ): Promise<Result<ManifestFacts, Failure>>;
  /** Whether it is on its way. */
  isReading(digest: Digest): boolean;
  /** Why the last try to fetch it gave nothing, for as long as that counts. */
  failureOf(digest: Digest): FailedAsk | undefined;
  /** Lets failures be forgotten. */
  forgetFailures(): void;
  /** Calls when `facts` knows more than before, and of what; the returned function ends it. */
  onChange(call: (digest: Digest) => void): () => void;
  /** Those on their way. */
  underway(): Iterable<Digest>;
  /** They are not kept any more. */
  drop(digests: Iterable<Digest>): void;
  /** Forgets all. */
  forget(): void;
}

export interface ShelfDeps {
  readonly store: Store;
  readonly pull: Pull;
  now(): number;
  /** One more is kept: all that is kept may be too much. Resolves when what is too much is gone. */
  bound(): Promise<unknown>;
}

export function createManifestShelf(deps: ShelfDeps): ManifestShelf {
  const { store, now } = deps;
  const known = new Map<Digest, ManifestFacts>();
  const underway = new Map<Digest, Promise<Result<ManifestFacts, Failure>>>();
  const failures = createReadFailures(now);
  const listeners = createListeners<[Digest]>();
  let uses: Promise<Map<Digest, ManifestUse>> | undefined;
  /** Another one since all was forgotten: what was under way before is not learnt after it. */
  let era = {};

  function keptUses(): Promise<Map<Digest, ManifestUse>> {
    uses ??= store.manifestUses().then((rows) => new Map(rows.map((row) => [row.digest, row])));
    return uses;
  }

  function learn(digest: Digest, facts: ManifestFacts, since: object): void {
    if (since !== era) return;
    known.set(digest, facts);
    listeners.callAll(digest);
  }

  /** What is shown as hashed here was: a damaged profile must not make it other bytes. */
  async function recallOne(digest: Digest): Promise<void> {
    const since = era;
    const manifest = await store.readManifest(digest);
    if (manifest === undefined) return;
    if ((await hashLike(digest, manifest.bytes)) === digest) {
      learn(digest, readFacts({ ...manifest, digest }), since);
      return;
    }
    (await keptUses()).delete(digest);
    await store.deleteManifests([digest]);
  }

  async function recall(digests: Iterable<Digest>): Promise<void> {
    const since = era;
    const kept = await keptUses();
    const wanted = [...new Set(digests)].filter((digest) => !known.has(digest) && kept.has(digest));
    if (wanted.length === 0) return;
    await Promise.all(wanted.map(recallOne));
    if (since !== era) return;
    const touched = wanted.flatMap((digest) => {
      const use = kept.get(digest);
      return use ? [{ ...use, usedAt: now() }] : [];
    });
    for (const use of touched) kept.set(use.digest, use);
    await store.touchManifests(touched);
  }

  async function get(
    repository: RepositoryName,
    digest: Digest,
    payer: Payer,
  ): Promise<Result<ManifestFacts, Failure>> {
    await recall([digest]);
    const held = known.get(digest);
    if (held) return outcome(held);
    failures.forget(digest);
    const since = era;
    const answer = await deps.pull(repository, digest, payer);
    if (!answer.ok) {
      failures.add(digest, answer.error);
      return answer;
    }
    const facts = readFacts(answer.value);
    learn(digest, facts, since);
    if (since === era) await keep(answer.value);
    return outcome(facts);
  }

  async function keep(manifest: StoredManifest): Promise<void> {
    const kept = await keptUses();
    const { digest, bytes } = manifest;
    kept.set(digest, { digest, size: bytes.byteLength, usedAt: now() });
    await store.writeManifest(manifest, now());
    await deps.bound();
  }

  return {
    facts: (digest) => known.get(digest),
    recall,
    fetch(repository, digest, payer) {
      const running = underway.get(digest);
      if (running) return running;
      const question = get(repository, digest, payer).finally(() => underway.delete(digest));
      underway.set(digest, question);
      return question;
    },
    isReading: (digest) => underway.has(digest),
    failureOf: failures.of,
    forgetFailures: failures.forgetAll,
    onChange: listeners.add,
    underway: () => underway.keys(),
    drop(digests) {
      const gone = [...digests];
      for (const digest of gone) known.delete(digest);
      void uses?.then((kept) => {
        for (const digest of gone) kept.delete(digest);
      });
    },
    forget() {
      era = {};
      known.clear();
      failures.forgetAll();
      uses = undefined;
    },
  };
}

function outcome(facts: ManifestFacts): Result<ManifestFacts, Failure> {
  return facts.failure ? err(facts.failure) : ok(facts);
}
