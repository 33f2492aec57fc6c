/**
 * One pull: the GET of a manifest, which is the person's to spend. The order is what matters: a closed gate costs
 * nothing, each GET that is sent was written down before, and what certainly was not sent is struck out again.
 */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { Result } from '../core/result.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { Spending } from '../registry/exchange.ts';
import type { Gate } from './gate.ts';
import type { Ledger, WrittenPull } from './ledger.ts';
import type { Payer } from './pull-record.ts';
import type { StoredManifest } from './store.ts';

/** The manifest, whose bytes hash to the digest. `budget-spent` where the ledger refuses. */
export type Pull = (
  repository: RepositoryName,
  digest: Digest,
  payer: Payer,
) => Promise<Result<StoredManifest, Failure>>;

export interface PullDeps {
  readonly registry: Pick<RegistryClient, 'manifest'>;
  readonly gate: Pick<Gate, 'pass'>;
  readonly ledger: Pick<Ledger, 'spend' | 'loaded'>;
}

export function createPull({ registry, gate, ledger }: PullDeps): Pull {
  return (repository, digest, payer) =>
    gate.pass(async () => {
      await ledger.loaded;
      const { settle, ...spending } = spendingOf(ledger, payer);
      const answer = await registry.manifest(repository, digest, { spending });
      settle();
      return answer;
    });
}

/** What is sent may have reached the registry, whatever is said of it afterwards, and counts. */
function spendingOf(ledger: PullDeps['ledger'], payer: Payer): Spending & { settle(): void } {
  let written: WrittenPull | undefined;
  let isSent = false;
  /** The last one is over. */
  function settle(): void {
    if (isSent) written?.answered();
    else written?.neverSent();
  }
  return {
    settle,
    async mayAsk() {
      settle();
      isSent = false;
      written = undefined;
      written = await ledger.spend(payer);
      return written !== undefined;
    },
    onSent() {
      isSent = true;
    },
  };
}
