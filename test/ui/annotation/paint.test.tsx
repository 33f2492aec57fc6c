// @vitest-environment happy-dom
import { render, type VNode } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { paint } from '../../../src/ui/annotation/paint.ts';

let box: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = '<div></div>';
  const found = document.querySelector('div');
  if (!found) throw new Error('no box');
  box = found;
});

function find(selector: string): HTMLElement {
  const element = box.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

function Word({ text, isGood }: { readonly text: string; readonly isGood: boolean }) {
  return (
    <>
      <b class={isGood ? 'good' : 'bad'}>{text}</b>
      {isGood && <i>!</i>}
    </>
  );
}

const rich = (count: number): VNode => (
  <section data-theme="dark" lang="en">
    <svg class="mark" style={{ '--hue': '120' }} viewBox="0 0 1 1" aria-hidden="true">
      <path d="M0 0" />
    </svg>
    <button type="button" aria-expanded={false} data-all={count > 1} title={undefined}>
      {count} of {'many'}
    </button>
    {count > 1 ? <Word text="<b>" isGood={count > 2} /> : null}
    {['a', 'b', 'c'].slice(0, count).map((name) => (
      <code key={name}>{name}</code>
    ))}
  </section>
);

describe('painting', () => {
  it.each([1, 2, 3])('draws what Preact draws (%i)', (count) => {
    const theirs = document.createElement('div');
    render(rich(count), theirs);
    paint(box, rich(count));
    expect(box.innerHTML).toBe(theirs.innerHTML);
    expect(box.querySelector('path')?.namespaceURI).toBe('http://www.w3.org/2000/svg');
    expect(find('svg').style.getPropertyValue('--hue')).toBe('120');
  });

  it.each([
    [1, 3],
    [3, 1],
    [2, 3],
    [3, 2],
  ])('comes from one state to another (%i to %i) as if it were new', (from, to) => {
    const fresh = document.createElement('div');
    paint(fresh, rich(to));
    paint(box, rich(from));
    const section = find('section');
    paint(box, rich(to));
    expect(box.innerHTML).toBe(fresh.innerHTML);
    expect(find('section')).toBe(section);
    paint(box, null);
    expect(box.innerHTML).toBe('');
  });

  it('keeps an element by its key when others come, go or change places', () => {
    const draw = (...names: string[]) =>
      paint(
        box,
        names.map((name) => <button type="button" key={name} id={name} />),
      );
    draw('a', 'b', 'c');
    const kept = find('#b');
    kept.focus();
    draw('x', 'b');
    expect(find('#b')).toBe(kept);
    expect(document.activeElement).toBe(kept);
    draw('b', 'x', 'a');
    expect([...box.children].map(({ id }) => id)).toEqual(['b', 'x', 'a']);
    expect(find('#b')).toBe(kept);
  });

  it('takes back nothing that a person or a click did', () => {
    const draw = (title: string) =>
      paint(
        box,
        <details title={title}>
          <summary data-copies="x">more</summary>
          <p role="status" />
        </details>,
      );
    draw('before');
    find('details').setAttribute('open', '');
    find('summary').dataset['outcome'] = 'copied';
    find('p').textContent = 'Copied';
    draw('after');
    expect(find('details').title).toBe('after');
    expect(find('details').hasAttribute('open')).toBe(true);
    expect(find('summary').dataset['outcome']).toBe('copied');
    expect(find('p').textContent).toBe('Copied');
  });

  it('writes nothing where nothing changed', async () => {
    paint(box, rich(3));
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver((records) => seen.push(...records));
    observer.observe(box, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['class', 'title', 'data-all', 'aria-expanded', 'viewBox', 'd', 'lang'],
    });
    paint(box, rich(3));
    seen.push(...observer.takeRecords());
    expect(seen).toEqual([]);
    paint(box, rich(2));
    seen.push(...observer.takeRecords());
    expect(seen.length).toBeGreaterThan(0);
  });

  it('sets texts and attributes, never HTML', () => {
    paint(box, <p title="<img src=x>">{'<img src=x onerror=alert(1)>'}</p>);
    expect(box.querySelector('img')).toBeNull();
    expect(find('p').textContent).toBe('<img src=x onerror=alert(1)>');
  });
});
