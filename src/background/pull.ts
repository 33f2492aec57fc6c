/**
 * One pull: the GET of a manifest, which is the person's to spend. The order is what matters: a closed gate costs
 * nothing, what is sent was written down before, and what certainly was not sent is struck out again.
 */
import type { Digest } from '../core/digest.ts';
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, type Result } from '../core/result.ts';
import { CIRCUIT_OPEN } from '../http/circuit.ts';
import { LOST_ON_THE_WAY } from '../http/transport.ts';
import type { RegistryClient } from '../registry/client.ts';
import { TOKEN_HOST } from '../registry/endpoints.ts';
import type { Gate } from './gate.ts';
import type { Ledger } from './ledger.ts';
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
      const written = await ledger.spend(payer);
      if (written === undefined) return err(failure('budget-spent'));
      const answer = await registry.manifest(repository, digest);
      if (!answer.ok && wasNeverSent(answer.error)) written.neverSent();
      else written.answered();
      return answer;
    });
}

/**
 * Only what is certain: no token was to be had, the host is left alone, or the browser sent nothing and no answer began.
 * Whatever else went wrong may have reached the registry, and counts.
 */
function wasNeverSent({ kind, host, status, detail }: Failure): boolean {
  if (host === TOKEN_HOST || detail === CIRCUIT_OPEN) return true;
  if (status !== undefined || detail === LOST_ON_THE_WAY) return false;
  return kind === 'offline' || kind === 'permission';
}
