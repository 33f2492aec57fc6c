/** How every client sends: one request, inside the circuit of its host, tried again where that helps. */
import { err } from '../core/result.ts';
import { CIRCUIT_OPEN, type Circuits } from './circuit.ts';
import { type Patience, withRetries } from './retry.ts';
import { createTransport, ownObstacle, type Send, type TransportDeps } from './transport.ts';

export interface SenderDeps extends TransportDeps {
  /** Without it nothing is tried again. */
  readonly patience?: Patience;
  /** Without them every question is sent, whatever became of those before. */
  readonly circuits?: Circuits;
}

/** Each try counts in the circuit; one that is open ends the trying. */
export function createSender(deps: SenderDeps): Send {
  const { patience, circuits } = deps;
  const transport = createTransport(deps);
  const send = circuits ? candid(circuits.around(transport), deps) : transport;
  return patience ? withRetries(send, { now: () => deps.now(), patience }) : send;
}

/** An open circuit says what the host did; what this side lacks by now is the better answer. */
function candid(send: Send, deps: TransportDeps): Send {
  return async (request) => {
    const found = await send(request);
    if (found.ok || found.error.detail !== CIRCUIT_OPEN) return found;
    const obstacle = await ownObstacle(deps, request.url.host);
    return obstacle ? err(obstacle) : found;
  };
}
