/**
 * One pull: the GET of a manifest, which is the person's to spend. The order is what matters: a closed gate costs
 * nothing, each GET that is sent was written down before, and what certainly was not sent is struck out again. Where none
 * remained when the registry last said so, a HEAD asks first whether that still holds: it is free, and such a GET is not.
 */
import type { Digest } from '../core/digest.ts';
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, type Result } from '../core/result.ts';
import type { RegistryClient } from '../registry/client.ts';
import { REGISTRY_HOST } from '../registry/endpoints.ts';
import type { Spending } from '../registry/exchange.ts';
import type { Gate } from './gate.ts';
import type { FreeRegistry } from './gated.ts';
import type { Ledger, WrittenPull } from './ledger.ts';
import type { Payer } from './pull-record.ts';
import type { StoredManifest } from './store.ts';

/**
 * The manifest, whose bytes hash to the digest. `budget-spent` where the ledger refuses; `rate-limited`, without a GET,
 * where the registry has just said that none remains.
 */
export type Pull = (
  repository: RepositoryName,
  digest: Digest,
  payer: Payer,
) => Promise<Result<StoredManifest, Failure>>;

export interface PullDeps {
  readonly registry: Pick<RegistryClient, 'manifest'>;
  readonly head: FreeRegistry['head'];
  readonly gate: Pick<Gate, 'pass' | 'isClosedByName'>;
  readonly ledger: Pick<Ledger, 'spend' | 'loaded' | 'meter'>;
}

export function createPull({ registry, head, gate, ledger }: PullDeps): Pull {
  const isSpent = () => ledger.meter().remaining === 0;

  /** Why a GET could only be refused. The registry's answer to the HEAD is what the ledger knows afterwards. */
  async function hopeless(
    repository: RepositoryName,
    digest: Digest,
  ): Promise<Failure | undefined> {
    if (!isSpent() || (await gate.isClosedByName())) return undefined;
    const answer = await head(repository, digest);
    if (!answer.ok) return answer.error;
    const { resetsBy: until } = ledger.meter();
    const more = { host: REGISTRY_HOST, ...(until !== undefined && { until }) };
    return isSpent() ? failure('rate-limited', more) : undefined;
  }

  return async (repository, digest, payer) => {
    await ledger.loaded;
    // The allowance ends long before.
    const problem = payer === 'click' ? await hopeless(repository, digest) : undefined;
    if (problem) return err(problem);
    return gate.pass(async () => {
      const { settle, ...spending } = spendingOf(ledger, payer);
      const answer = await registry.manifest(repository, digest, { spending });
      settle();
      return answer;
    });
  };
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
