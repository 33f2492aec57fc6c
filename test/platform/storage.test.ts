import { describe, expect, it } from 'vitest';
import { systemPatience } from '../../src/platform/patience.ts';
import { closeToPages, sessionStorage } from '../../src/platform/storage.ts';

describe('the storage of this session', () => {
  it('keeps, gives and forgets', async () => {
    const items: Record<string, unknown> = {};
    const storage = sessionStorage({
      storage: {
        local: {},
        session: {
          get: async (key) => (key in items ? { [key]: items[key] } : {}),
          set: async (added) => void Object.assign(items, added),
          remove: async (key) => {
            delete items[key];
          },
        },
      },
    });
    await storage?.set('account', { version: 1 });
    expect(await storage?.get('account')).toEqual({ version: 1 });
    await storage?.remove('account');
    expect(await storage?.get('account')).toBeUndefined();
    expect(items).toEqual({});
  });

  it('is not there in a browser without one', () => {
    expect(sessionStorage({ storage: { local: {} } })).toBeUndefined();
  });
});

describe('the small storage', () => {
  it('is closed to content scripts where a browser can do that', async () => {
    const asked: unknown[] = [];
    const local = { setAccessLevel: async (level: unknown) => void asked.push(level) };
    await closeToPages({ storage: { local } });
    expect(asked).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
  });

  it.each([
    ['cannot', {}],
    ['will not', { setAccessLevel: () => Promise.reject(new Error('not now')) }],
  ])('is left as it is by a browser that %s', async (_, local) => {
    await expect(closeToPages({ storage: { local } })).resolves.toBeUndefined();
  });
});

describe('patience', () => {
  it('waits until the time is over', async () => {
    await systemPatience.wait(1);
    expect(systemPatience.random()).toBeLessThan(1);
  });

  it('ends with the asker’s signal, and is not begun after it', async () => {
    const ending = new AbortController();
    const waiting = systemPatience.wait(3_600_000, ending.signal);
    ending.abort();
    await waiting;
    await systemPatience.wait(3_600_000, ending.signal);
  });
});
