import { beforeEach, describe, expect, it } from 'vitest';
import { createGates } from '../../src/background/gate.ts';
import { createLedger, type Ledger } from '../../src/background/ledger.ts';
import { createPull, type Pull } from '../../src/background/pull.ts';
import type { Failure } from '../../src/core/failure.ts';
import { CIRCUIT_OPEN } from '../../src/http/circuit.ts';
import { LOST_ON_THE_WAY } from '../../src/http/transport.ts';
import { nginx } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeStorage } from '../platform/fake-storage.ts';
import { FakeDocker, type Thing } from './fake-docker.ts';

describe('a pull', () => {
  let docker: FakeDocker;
  let image: Thing;
  let clock: FakeClock;
  let ledger: Ledger;
  let pull: Pull;
  let spentAtGet: number[];

  beforeEach(async () => {
    docker = new FakeDocker();
    image = docker.image('linux/amd64', 'one');
    clock = new FakeClock();
    spentAtGet = [];
    const parts = { storage: new FakeStorage(), clock, log: { warn: () => {} } };
    ledger = createLedger({ ...parts, allowance: () => 10 });
    await ledger.loaded;
    ledger.onLimits({ limit: 100, remaining: 100, windowSeconds: 3_600 });
    pull = createPull({
      ledger,
      gate: createGates(parts).pulls,
      registry: {
        manifest: (...question) => {
          spentAtGet.push(ledger.meter().spent);
          return docker.registry.manifest(...question);
        },
      },
    });
  });

  it('is written down before it is sent, and stays so', async () => {
    expect(await pull(nginx, image.digest, 'allowance')).toMatchObject({ ok: true });
    expect(spentAtGet).toEqual([1]);
    expect(ledger.meter().spent).toBe(1);
    expect(ledger.allowed()).toBe(9);
  });

  it.each<[string, Failure]>([
    ['the machine is offline', { kind: 'offline', host: 'registry-1.docker.io' }],
    ['access was taken back', { kind: 'permission', host: 'registry-1.docker.io' }],
    [
      'the registry is left alone for a while',
      { kind: 'unavailable', host: 'registry-1.docker.io', status: 503, detail: CIRCUIT_OPEN },
    ],
    ['there is no token', { kind: 'unavailable', host: 'auth.docker.io', status: 503 }],
  ])('counts nothing where %s: no GET was sent', async (_, { kind, ...more }) => {
    docker.fail('get *', kind, more);
    expect(await pull(nginx, image.digest, 'allowance')).toMatchObject({ error: { kind } });
    expect(ledger.meter().spent).toBe(0);
    expect(ledger.allowed()).toBe(10);
  });

  it.each<[string, Failure]>([
    ['no answer came', { kind: 'unavailable', host: 'registry-1.docker.io' }],
    [
      'the line broke in the answer',
      { kind: 'offline', host: 'registry-1.docker.io', status: 200 },
    ],
    [
      'the network went away meanwhile',
      { kind: 'offline', host: 'registry-1.docker.io', detail: LOST_ON_THE_WAY },
    ],
    ['it is refused', { kind: 'rate-limited', host: 'registry-1.docker.io', status: 429 }],
  ])('counts where %s: the GET may have been sent', async (_, { kind, ...more }) => {
    docker.fail('get *', kind, more);
    await pull(nginx, image.digest, 'allowance');
    expect(ledger.meter().spent).toBe(1);
  });

  it('counts nothing while a 429 keeps the gate closed, clicks included', async () => {
    docker.fail('get *', 'rate-limited', { until: clock.now() + 3_600_000 });
    await pull(nginx, image.digest, 'click');
    for (const payer of ['allowance', 'click'] as const) {
      expect(await pull(nginx, image.digest, payer)).toMatchObject({
        error: { kind: 'rate-limited' },
      });
    }
    expect(docker.count('get ')).toBe(1);
    expect(ledger.meter().spent).toBe(1);
  });
});
