import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Token } from '../../src/registry/token.ts';

it('a token shows its text to nobody but a request', () => {
  const token = new Token({ token: 'secret', lifetimeMs: 300_000 }, 0, false);
  expect(token.authorization()).toBe('Bearer secret');
  const shown = [String(token), JSON.stringify({ token }), inspect(token, { showHidden: true })];
  expect(shown.join()).not.toContain('secret');
  expect(Object.values(token)).toEqual([]);
});
