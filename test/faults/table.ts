/**
 * Everything that is known to go wrong between a browser and Docker Hub, a row each: how it is made, what the
 * client says of it, what is sent, and which browser test shows it to a person. When the retries, the gates and
 * the queue take over is theirs to test (test/background/retry.test.ts, gate.test.ts); faults that need a fake
 * `fetch`, such as a permission that was taken back, stand in test/http/transport.test.ts.
 */
import { ANSWER_FAULTS } from './answer-faults.ts';
import { CONTENT_FAULTS } from './content-faults.ts';
import type { Fault } from './fault.ts';
import { NETWORK_FAULTS } from './network-faults.ts';

export const FAULTS: readonly Fault[] = [...NETWORK_FAULTS, ...ANSWER_FAULTS, ...CONTENT_FAULTS];
