import { beforeEach, describe, expect, it } from 'vitest';
import { HOSTS } from '../../src/core/hosts.ts';
import { hostPermissions, type PermissionsApi } from '../../src/platform/permissions.ts';

const originOf = (host: string) => `https://${host}/*`;

/** A browser in which a person has allowed some hosts. */
class FakePermissions implements PermissionsApi {
  readonly held = new Set<string>(HOSTS.map(originOf));
  isBroken = false;
  isRefused = false;
  readonly #given: ((change: { origins: string[] }) => void)[] = [];
  readonly #taken: ((change: { origins: string[] }) => void)[] = [];
  readonly permissions: PermissionsApi['permissions'] = {
    contains: async ({ origins }) => {
      if (this.isBroken) throw new Error('no permissions here');
      return origins.every((origin) => this.held.has(origin));
    },
    request: async ({ origins }) => {
      if (this.isBroken) throw new Error('permissions.request may only be called in a click');
      if (this.isRefused) return false;
      for (const origin of origins) this.held.add(origin);
      for (const call of this.#given) call({ origins });
      return true;
    },
    onAdded: { addListener: (call) => void this.#given.push(call) },
    onRemoved: { addListener: (call) => void this.#taken.push(call) },
  };

  take(host: string): void {
    this.held.delete(originOf(host));
    for (const call of this.#taken) call({ origins: [originOf(host)] });
  }
}

describe('the permissions for hosts', () => {
  let fake: FakePermissions;
  let changes: string[];

  beforeEach(() => {
    fake = new FakePermissions();
    changes = [];
  });

  function permissions() {
    const made = hostPermissions(fake);
    made.onGiven(() => changes.push('given'));
    made.onTaken(() => changes.push('taken'));
    return made;
  }

  it('are told of one host', async () => {
    fake.take('auth.docker.io');
    expect(await permissions().has('auth.docker.io')).toBe(false);
    expect(await permissions().has('hub.docker.com')).toBe(true);
  });

  it('are missed one by one', async () => {
    const { missing } = permissions();
    expect(await missing(HOSTS)).toEqual([]);
    fake.take('auth.docker.io');
    fake.take('registry-1.docker.io');
    expect(await missing(HOSTS)).toEqual(['auth.docker.io', 'registry-1.docker.io']);
    expect(changes).toEqual(['taken', 'taken']);
  });

  it('that are missing are known without asking: from the start, and after each change', async () => {
    fake.take('auth.docker.io');
    const { barred, missing, ask } = permissions();
    const known = () => HOSTS.filter(barred);
    await missing(HOSTS);
    expect(known()).toEqual(['auth.docker.io']);
    fake.take('hub.docker.com');
    expect(known()).toEqual(['hub.docker.com', 'auth.docker.io']);
    await ask(['auth.docker.io']);
    expect(known()).toEqual(['hub.docker.com']);
  });

  it('are not missed in a browser that does not tell', async () => {
    fake.isBroken = true;
    expect(await permissions().missing(HOSTS)).toEqual([]);
  });

  it('are asked for, and told of when given', async () => {
    fake.take('auth.docker.io');
    const { ask, missing } = permissions();
    expect(await ask(['auth.docker.io'])).toBe(true);
    expect(await missing(HOSTS)).toEqual([]);
    expect(changes).toEqual(['given']);
  });

  it.each([
    ['the person says no', 'isRefused'],
    ['the browser does not ask', 'isBroken'],
  ] as const)('stay away where %s', async (_, fault) => {
    fake.take('auth.docker.io');
    fake[fault] = true;
    expect(await permissions().ask(['auth.docker.io'])).toBe(false);
  });
});
