/** How every client sends: one request, inside the circuit of its host, tried again where that helps. */
import type { Circuits } from './circuit.ts';
import { type Patience, withRetries } from './retry.ts';
import { createTransport, type Send, type TransportDeps } from './transport.ts';

export interface SenderDeps extends TransportDeps {
  /** Without it nothing is tried again. */
  readonly patience?: Patience;
  /** Without them every question is sent, whatever became of those before. */
  readonly circuits?: Circuits;
}

/** Each try counts in the circuit; one that is open ends the trying. */
export function createSender(deps: SenderDeps): Send {
  const transport = createTransport(deps);
  const send = deps.circuits?.around(transport) ?? transport;
  const { patience } = deps;
  return patience ? withRetries(send, { now: () => deps.now(), patience }) : send;
}
