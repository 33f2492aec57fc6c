import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTS } from '../standin/exchange.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { benchAt, placeAt } from './bench.ts';
import { FAULTS } from './table.ts';

describe('a fault at the client', () => {
  let standin: Standin;

  beforeEach(async () => {
    standin = await startStandin();
  });

  afterEach(() => standin.close());

  it.each(FAULTS)('$name', async ({ make, ask, says, sent, timeoutMs }) => {
    const place = placeAt(standin);
    make?.(place);
    const said = await ask(benchAt(place, timeoutMs));
    expect(said).toMatchObject(says);
    if (sent !== undefined) expect(standin.requests.map(({ kind }) => kind)).toEqual(sent);
    expect(standin.connections.filter(({ host }) => !HOSTS.includes(host))).toEqual([]);
    expect(JSON.stringify(said)).not.toMatch(/a-token|standin\.|Bearer|eyJ/);
  });

  it.each(FAULTS.filter(({ make, seen }) => make && !('nobody' in seen)))(
    'is over when it is taken away: $name',
    async ({ make }) => {
      const place = placeAt(standin);
      const { tags } = standin.world.repository(place.repository);
      const before = structuredClone([...tags]);
      make?.(place).remove();
      const { registry, hub, repository, tag, digest } = benchAt(place);
      expect(await registry.head(repository, tag)).toMatchObject({ value: { digest } });
      expect(await registry.manifest(repository, digest)).toMatchObject({ ok: true });
      expect(await hub.tag(repository, tag)).toMatchObject({ value: { digest } });
      expect([...tags.keys()].sort()).toEqual(before.map(([name]) => name).sort());
    },
  );
});

describe('the table of faults', () => {
  it('names each once', () => {
    const names = FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('can make in a browser whatever a person is to see there', () => {
    const unmade = FAULTS.filter(({ make, seen }) => !make && !('nobody' in seen));
    expect(unmade.map(({ name }) => name)).toEqual([]);
  });
});
