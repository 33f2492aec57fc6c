// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { onLook } from '../../src/platform/attention.ts';

afterEach(() => vi.restoreAllMocks());

/** As the browser itself sends it. */
function trusted(type: string): Event {
  return Object.defineProperty(new Event(type), 'isTrusted', { value: true });
}

it('calls when a person comes back to the page, until it is ended', () => {
  let looks = 0;
  const stop = onLook(() => {
    looks += 1;
  });
  window.dispatchEvent(trusted('focus'));
  document.dispatchEvent(trusted('visibilitychange'));
  expect(looks).toBe(2);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(trusted('visibilitychange'));
  expect(looks).toBe(2);
  vi.restoreAllMocks();
  // Made by the page.
  window.dispatchEvent(new Event('focus'));
  expect(looks).toBe(2);
  stop();
  window.dispatchEvent(trusted('focus'));
  document.dispatchEvent(trusted('visibilitychange'));
  expect(looks).toBe(2);
});
