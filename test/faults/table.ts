/**
 * Everything that is known to go wrong between a browser and Docker Hub, a row each: how it is made, what the
 * client says of it, what is sent, and what a person sees. Met by the clients in `client.test.ts`, by both browsers in
 * test/browser/faults.test.ts. Faults that need a fake `fetch`, such as a permission that was taken back, stand in
 * test/http/transport.test.ts; when a circuit opens and closes in test/http/circuit.test.ts; when a page asks again in
 * test/background/retry.test.ts.
 */
import { ANSWER_FAULTS } from './answer-faults.ts';
import { CONTENT_FAULTS } from './content-faults.ts';
import type { Fault } from './fault.ts';
import { NETWORK_FAULTS } from './network-faults.ts';

export const FAULTS: readonly Fault[] = [...NETWORK_FAULTS, ...ANSWER_FAULTS, ...CONTENT_FAULTS];
