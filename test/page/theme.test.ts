// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseColour, themeBehind } from '../../src/page/theme.ts';
import { watchTheme } from '../../src/page/theme-watch.ts';

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found;
}

describe('a computed colour', () => {
  it.each([
    ['rgb(255, 255, 255)', [1, 1, 1, 1]],
    ['rgba(0, 0, 0, 0.5)', [0, 0, 0, 0.5]],
    ['rgba(0, 0, 0, 0)', [0, 0, 0, 0]],
    ['rgb(255 0 0 / 50%)', [1, 0, 0, 0.5]],
    ['color(srgb 0.1 0.2 0.3)', [0.1, 0.2, 0.3, 1]],
    ['color(display-p3 1 1 1 / 0.25)', [1, 1, 1, 0.25]],
    ['lab(20 10 -10)', [0.2, 0.2, 0.2, 1]],
    ['oklch(0.95 0.01 250)', [0.95, 0.95, 0.95, 1]],
    ['transparent', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(parseColour(text)).toEqual(expected);
  });
});

describe('the theme behind an element', () => {
  it.each([
    ['a dark page', '<body style="background-color: rgb(12, 19, 29)"><p id="row"></p>', 'dark'],
    [
      'a light page',
      '<body style="background-color: rgb(244, 247, 250)"><p id="row"></p>',
      'light',
    ],
    ['a page that paints nothing', '<body><p id="row"></p>', 'light'],
    [
      'a light card on a dark page',
      '<body style="background-color: black"><div style="background-color: rgb(255,255,255)"><p id="row"></p></div>',
      'light',
    ],
    [
      'glass on a dark page',
      '<body style="background-color: rgb(0,0,0)"><div style="background-color: rgba(255,255,255,0.1)"><p id="row"></p></div>',
      'dark',
    ],
    [
      'milk on a dark page',
      '<body style="background-color: rgb(0,0,0)"><div style="background-color: rgba(255,255,255,0.9)"><p id="row"></p></div>',
      'light',
    ],
  ])('%s', (_, html, expected) => {
    const style = /<body style="([^"]*)"/.exec(html)?.[1] ?? '';
    document.body.setAttribute('style', style.replace('black', 'rgb(0,0,0)'));
    document.body.innerHTML = html.replace(/<body[^>]*>/, '');
    expect(themeBehind(element('row'))).toBe(expected);
  });

  it('looks at shared ancestors once in a pass', () => {
    document.body.innerHTML = '<div><p id="one"></p><p id="two"></p></div>';
    const memo = new Map();
    themeBehind(element('one'), memo);
    const style = vi.spyOn(window, 'getComputedStyle');
    themeBehind(element('two'), memo);
    expect(style).not.toHaveBeenCalled();
    style.mockRestore();
  });
});

describe('watching the theme', () => {
  let ending: AbortController;
  const changed = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    changed.mockClear();
    ending = new AbortController();
    document.body.innerHTML =
      '<main id="main"><div id="list"><p id="row"></p></div></main><i id="else"></i>';
  });
  afterEach(() => {
    ending.abort();
    vi.useRealTimers();
  });

  const changes: [string, () => void][] = [
    ['a class of the document', () => document.documentElement.classList.toggle('dark')],
    [
      'an attribute of the body',
      () => document.body.setAttribute('data-mode', String(Math.random())),
    ],
    ['a style around the row', () => element('main').setAttribute('style', 'background: black')],
    ['a stylesheet that came', () => document.head.append(document.createElement('style'))],
  ];
  it.each(changes)('hears of %s', async (_, change) => {
    watchTheme(document, changed, ending.signal).around(element('row'));
    change();
    await vi.advanceTimersByTimeAsync(500);
    expect(changed).toHaveBeenCalledOnce();
  });

  it('hears of nothing elsewhere, and of nothing after its end', async () => {
    watchTheme(document, changed, ending.signal).around(element('row'));
    element('else').className = 'hover';
    await vi.advanceTimersByTimeAsync(500);
    ending.abort();
    document.body.className = 'dark';
    await vi.advanceTimersByTimeAsync(500);
    expect(changed).not.toHaveBeenCalled();
  });

  it('gathers a burst of changes', async () => {
    watchTheme(document, changed, ending.signal);
    for (let step = 0; step < 50; step += 1) {
      document.body.className = `step-${step}`;
      await vi.advanceTimersByTimeAsync(2);
    }
    await vi.advanceTimersByTimeAsync(500);
    expect(changed.mock.calls.length).toBeLessThan(4);
  });
});
