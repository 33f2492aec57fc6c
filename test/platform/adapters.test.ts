import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';
import { errorName, logOnce } from '../../src/platform/log.ts';
import { machineArchitecture } from '../../src/platform/machine.ts';
import { extensionStorage, type StorageApi } from '../../src/platform/storage.ts';

describe('the adapters of the extension API', () => {
  it('keep values and tell of changes to one key', async () => {
    const items: Record<string, unknown> = {};
    type Call = Parameters<StorageApi['storage']['local']['onChanged']['addListener']>[0];
    const calls = new Set<Call>();
    const local: StorageApi['storage']['local'] = {
      get: async (key) => (key in items ? { [key]: items[key] } : {}),
      async set(added) {
        Object.assign(items, added);
        for (const call of calls) {
          call(
            Object.fromEntries(Object.entries(added).map(([key, newValue]) => [key, { newValue }])),
          );
        }
      },
      onChanged: {
        addListener: (call) => void calls.add(call),
        removeListener: (call) => void calls.delete(call),
      },
    };
    const storage = extensionStorage({ storage: { local } });
    const seen: unknown[] = [];
    const stop = storage.onChange('settings', (value) => seen.push(value));
    expect(await storage.get('settings')).toBeUndefined();
    await storage.set('settings', { version: 1 });
    await storage.set('pulls', []);
    stop();
    await storage.set('settings', { version: 2 });
    expect(seen).toEqual([{ version: 1 }]);
    expect(await storage.get('settings')).toEqual({ version: 2 });
  });

  it('name the machine as the browser does', async () => {
    const runtime = { getPlatformInfo: async () => ({ arch: 'aarch64' }) };
    expect(await machineArchitecture({ runtime })).toBe('aarch64');
  });
});

describe('the log', () => {
  it('says each event once', () => {
    const said: string[] = [];
    const log = logOnce({ warn: (event) => said.push(event) });
    log.warn('message ignored');
    log.warn('port refused');
    log.warn('message ignored');
    expect(said).toEqual(['message ignored', 'port refused']);
  });

  it('holds no more of what was thrown than its name', () => {
    expect(errorName(new TypeError('Bearer eyJ…'))).toBe('TypeError');
    expect(errorName('Bearer eyJ…')).toBe('string');
  });
});

describe('the clock', () => {
  it('calls once, unless it is called off', async () => {
    const calls: string[] = [];
    const callOff = systemClock.after(0, () => calls.push('off'));
    callOff();
    await new Promise<void>((resolve) => {
      systemClock.after(0, () => {
        calls.push('on');
        resolve();
      });
    });
    expect(calls).toEqual(['on']);
  });
});
