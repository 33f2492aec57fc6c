// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from '../../src/page/copy.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A document whose copy command raises the event that a browser raises. */
function commandCopies(works: boolean): Map<string, string> {
  const clipboard = new Map<string, string>();
  document.execCommand = () => {
    if (!works) return false;
    const event = new Event('copy', { cancelable: true, bubbles: true });
    Object.assign(event, {
      clipboardData: { setData: (type: string, text: string) => clipboard.set(type, text) },
    });
    return document.body.dispatchEvent(event);
  };
  return clipboard;
}

describe('copying', () => {
  it('uses the clipboard', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    expect(await copyText(document, 'nginx:1.27')).toBe(true);
    expect(write).toHaveBeenCalledExactlyOnceWith('nginx:1.27');
  });

  it('works where the page’s policy forbids the clipboard, without the page seeing it', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('policy'));
    const clipboard = commandCopies(true);
    const seen = vi.fn();
    document.addEventListener('copy', seen);
    const before = document.documentElement.outerHTML;
    expect(await copyText(document, 'nginx:1.27')).toBe(true);
    expect([...clipboard]).toEqual([['text/plain', 'nginx:1.27']]);
    expect(seen).not.toHaveBeenCalled();
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('says so when the browser refuses', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('policy'));
    commandCopies(false);
    expect(await copyText(document, 'nginx:1.27')).toBe(false);
  });
});
