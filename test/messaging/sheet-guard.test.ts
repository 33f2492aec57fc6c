import { describe, expect, it } from 'vitest';
import { isSheetTree } from '../../src/messaging/sheet-guard.ts';

const branch = (children: unknown = [], attributes: unknown = {}, element: unknown = 'p') => ({
  element,
  attributes,
  children,
});
const nested = (depth: number): unknown => (depth === 0 ? [] : [branch(nested(depth - 1))]);

describe('the check of a drawn sheet', () => {
  it.each<[string, unknown]>([
    ['nothing', []],
    ['text, whatever is in it', ['<img src=x onerror=alert(1)>']],
    ['elements in elements', [branch(['a', branch([], { class: 'x', 'data-copies': 'y' }, 'td')])]],
    ['details of which one is open', [branch([], { name: 'guard 1.31' }, 'details')]],
    ['thirty platforms', [branch(Array.from({ length: 3_000 }, () => branch(['x'])))]],
  ])('lets %s through', (_, tree) => {
    expect(isSheetTree(tree)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['no tree', undefined],
    ['a text for a tree', 'x'],
    ['a number', [1]],
    ['an unknown element', [branch([], {}, 'script')]],
    ['a handler', [branch([], { onclick: 'alert(1)' })]],
    ['an address', [branch([], { href: 'https://example.com' }, 'a')]],
    ['a style', [branch([], { style: 'position:fixed' })]],
    ['an attribute that is no text', [branch([], { title: 1 })]],
    ['attributes that are none', [branch([], null)]],
    ['children that are none', [branch('x')]],
    ['something wrong further down', [branch([branch([branch([], {}, 'iframe')])])]],
    ['what lies too deep', nested(41)],
    ['too much', [branch(Array.from({ length: 20_000 }, () => 'x'))]],
    ['too much in many places', Array.from({ length: 200 }, () => branch(Array(100).fill('x')))],
  ])('refuses %s', (_, tree) => {
    expect(isSheetTree(tree)).toBe(false);
  });

  it('is not led in a circle', () => {
    const children: unknown[] = [];
    children.push(branch(children));
    expect(isSheetTree(children)).toBe(false);
  });
});
