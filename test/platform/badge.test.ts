import { beforeEach, describe, expect, it } from 'vitest';
import { markMissingAccess } from '../../src/platform/badge.ts';

/** A toolbar button, and hosts that come and go. */
class FakeButton {
  text = 'from an earlier life';
  title = '';
  missing: readonly string[] = [];
  isBroken = false;
  readonly warnings: string[] = [];
  readonly #changes: (() => void)[] = [];

  start(): void {
    markMissingAccess(
      {
        action: {
          setBadgeText: async ({ text }) => {
            if (this.isBroken) throw new Error('no button here');
            this.text = text;
          },
          setBadgeBackgroundColor: async () => {},
          setTitle: async ({ title }) => {
            this.title = title;
          },
        },
      },
      {
        missing: async () => this.missing,
        onGiven: (call) => void this.#changes.push(call),
        onTaken: (call) => void this.#changes.push(call),
      },
      { usual: 'Digest Lens', missing: 'no access' },
      { warn: (event) => this.warnings.push(event) },
    );
  }

  async change(...missing: string[]): Promise<void> {
    this.missing = missing;
    for (const call of this.#changes) call();
    await this.rest();
  }

  async rest(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }
}

describe('the toolbar button', () => {
  let button: FakeButton;

  beforeEach(() => {
    button = new FakeButton();
  });

  it('is unmarked while all hosts may be asked', async () => {
    button.start();
    await button.rest();
    expect([button.text, button.title]).toEqual(['', 'Digest Lens']);
  });

  it('is marked, and says why, as soon as one may not, and until it may', async () => {
    button.start();
    await button.change('auth.docker.io');
    expect([button.text, button.title]).toEqual(['!', 'no access']);
    await button.change();
    expect([button.text, button.title]).toEqual(['', 'Digest Lens']);
  });

  it('is marked by a worker that starts without access', async () => {
    button.missing = ['hub.docker.com'];
    button.start();
    await button.rest();
    expect(button.text).toBe('!');
  });

  it('that cannot be marked breaks nothing', async () => {
    button.isBroken = true;
    button.start();
    await button.change('hub.docker.com');
    expect(button.warnings.length).toBeGreaterThan(0);
    button.isBroken = false;
    await button.change('hub.docker.com');
    expect(button.text).toBe('!');
  });
});
