// @vitest-environment happy-dom
import { h as preactH } from 'preact';
import { jsx as preactJsx } from 'preact/jsx-runtime';
import { describe, expect, it } from 'vitest';
import { Fragment, h, isValidElement, jsx, jsxs } from '../../src/ui/elements.ts';

/** What a component's elements are read by. */
const seen = ({ type, props, key }: { type: unknown; props: object; key: unknown }) => ({
  type,
  props,
  key,
});

describe('the elements of the content script', () => {
  it('are what Preact makes of the same', () => {
    expect(seen(jsx('p', { class: 'x', children: 'y' }, 'z'))).toEqual(
      seen(preactJsx('p', { class: 'x', children: 'y' }, 'z')),
    );
    expect(seen(h('p', { class: 'x', key: 'z' }, ['y']))).toEqual(
      seen(preactH('p', { class: 'x', key: 'z' }, ['y'])),
    );
    expect(jsxs).toBe(jsx);
    expect(Fragment({ children: ['a'] })).toEqual(['a']);
  });

  it('are told from what came as a message', () => {
    const element = jsx('p', {});
    expect(isValidElement(element)).toBe(true);
    expect(isValidElement(structuredClone({ type: 'p', props: {}, key: null }))).toBe(false);
    for (const other of ['p', null, undefined, 1, []]) expect(isValidElement(other)).toBe(false);
  });
});
