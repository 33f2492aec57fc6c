// @vitest-environment happy-dom
import { render } from '@testing-library/preact';
import { Component, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { describe, expect, it } from 'vitest';
import type { TagDetail } from '../../../src/messaging/view.ts';
import { drawSheet } from '../../../src/ui/sheet/draw-sheet.ts';
import { flatten } from '../../../src/ui/sheet/flatten.ts';
import { grow } from '../../../src/ui/sheet/grow.tsx';
import { text } from '../../text/catalog-text.ts';
import {
  digest,
  IMAGE,
  images,
  NOW,
  readyView,
  repository,
  tagDetail,
  tagView,
} from '../samples.ts';
import { sheetOf } from './show-sheet.tsx';

const NAME = repository('library/nginx');

const DETAILS: Readonly<Record<string, TagDetail>> = {
  'an index with all relations': tagDetail(
    readyView({
      version: { tag: '1.31.2', by: 'images', evidence: 'hub' },
      sameImages: ['signed'],
      someImages: [{ tag: 'new', platforms: ['linux/amd64'], differing: ['linux/arm64'] }],
      sameImageId: ['copy'],
    }),
    { checks: [{ digest: digest(1), computed: digest(1), hub: digest(2) }] },
  ),
  'a single image': tagDetail(
    tagView({
      tag: '1',
      digest: digest(4),
      mediaType: IMAGE,
      images: [{ platform: 'windows/amd64@10.0.1', digest: digest(4), configDigest: digest(5) }],
    }),
  ),
  'an artifact': tagDetail(
    tagView({ tag: '1', digest: digest(4), mediaType: IMAGE, evidence: 'bytes' }),
  ),
  nothing: tagDetail(tagView({ tag: '1', state: 'failed', failure: { kind: 'offline' } })),
};

describe('a sheet that travels', () => {
  it.each(Object.entries(DETAILS))('looks as if it had been drawn in place: %s', (_, detail) => {
    const there = render(<main>{sheetOf(detail, false)}</main>).container;
    const { tree } = drawSheet(text, () => NOW)(detail, NAME);
    const sent = JSON.parse(JSON.stringify(tree));
    const here = render(<main>{grow(sent)}</main>).container;
    for (const drawn of [here, there]) drawn.normalize();
    expect(markupOf(here)).toEqual(markupOf(there));
    expect(here.textContent.length).toBeGreaterThan(200);
  });

  it('brings its styles', () => {
    const { style } = drawSheet(text, () => NOW)(tagDetail(readyView()), NAME);
    expect(style).toContain('.sheet');
    expect(style).toContain('.cards');
    expect(style).not.toContain('@import');
  });

  it('keeps what looks like markup as text', () => {
    const tag = '<img src=x onerror=alert(1)>';
    const { tree } = drawSheet(text, () => NOW)(
      tagDetail(readyView({ tag, aliases: [tag], images: images(1, [tag]) })),
      NAME,
    );
    const { container } = render(<main>{grow(tree)}</main>);
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('.chip')?.textContent).toBe(tag);
  });

  it('draws links where tags have an address, and buttons where they are at hand', () => {
    const { tree } = drawSheet(text, () => NOW)(
      tagDetail(readyView({ aliases: ['here', 'there'] })),
      NAME,
    );
    const { container } = render(
      <main>
        {grow(tree, {
          addressOf: (tag) => (tag === 'there' ? '/tags?name=there' : undefined),
        })}
      </main>,
    );
    const chips = [...container.querySelectorAll('.chip')];
    expect(chips.map((chip) => [chip.localName, chip.getAttribute('href')])).toEqual([
      ['button', null],
      ['a', '/tags?name=there'],
    ]);
    expect(chips[1]?.hasAttribute('type')).toBe(false);
  });

  it('does not fold what a person unfolded when another part comes before it', () => {
    const draw = drawSheet(text, () => NOW);
    const at = (detail: TagDetail) => <main>{grow(draw(detail, NAME).tree)}</main>;
    const detail = tagDetail(readyView());
    const { container, rerender } = render(at({ ...detail, accepts: [] }));
    const part = (name: string) => container.querySelector(`[data-sheet="${name}"]`);
    part('commands')?.setAttribute('open', '');
    expect(part('accepts')).toBeNull();
    rerender(at(detail));
    expect(part('commands')?.hasAttribute('open')).toBe(true);
    expect(part('accepts')?.hasAttribute('open')).toBe(false);
  });

  it('leaves keyboard focus on a button that asks', () => {
    const draw = drawSheet(text, () => NOW);
    const at = (detail: TagDetail) => <main>{grow(draw(detail, NAME).tree)}</main>;
    const detail = tagDetail(readyView());
    const { container, rerender } = render(at(detail));
    const button = container.querySelector('[data-action="ask-accepts"]');
    rerender(at({ ...detail, isAskingAccepts: true }));
    expect(container.querySelector('[data-action="ask-accepts"]')).toBeNull();
    rerender(at(detail));
    expect(button && container.contains(button)).toBe(true);
    expect(container.querySelector('[data-action="ask-accepts"]')).toBe(button);
  });
});

/** Elements, attributes whatever their order, and texts. */
function markupOf(element: Element): unknown {
  const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
  const children = [...element.childNodes].map((child) =>
    child instanceof Element ? markupOf(child) : child.textContent,
  );
  return [element.localName, attributes.sort(), children];
}

describe('flattening', () => {
  class Old extends Component {
    override render(): ComponentChildren {
      return 'old';
    }
  }
  const Hooked = () => <>{useState(1)[0]}</>;

  it('calls functions, drops what draws nothing, and joins text', () => {
    const Inner = ({ name }: { readonly name: string }) => (
      <>
        a{name}
        {1}
      </>
    );
    expect(flatten([null, false, undefined, '', <Inner key="x" name="b" />, 'c'])).toEqual([
      'ab1c',
    ]);
  });

  it.each([
    ['an element that a page does not take', <img key="x" alt="" src="x" />],
    ['an attribute that a page does not take', <p key="x" lang="en" />],
    ['a handler', <button key="x" type="button" onClick={() => {}} />],
    ['a style', <p key="x" style={{ color: 'red' }} />],
    ['a class', <Old key="x" />],
    ['a hook', <Hooked key="x" />],
  ])('refuses %s', (_, node) => {
    expect(() => flatten(node)).toThrow();
  });
});
