// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closedGuard, onSheetClick } from '../../../src/ui/sheet/clicks.ts';
import { text } from '../../text/catalog-text.ts';
import { digest } from '../samples.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function listen(markup: string, takes = true) {
  const box = document.createElement('div');
  box.innerHTML = `<p role="status"></p>${markup}`;
  document.body.replaceChildren(box);
  const calls = { copy: vi.fn(async () => takes), goTo: vi.fn(), act: vi.fn() };
  box.addEventListener('click', (event) => onSheetClick(event, calls, text));
  const control = box.querySelector<HTMLElement>('.control');
  if (!control) throw new Error('no control');
  return { ...calls, control, said: () => box.querySelector('[role="status"]')?.textContent };
}

describe('Escape in a sheet', () => {
  function press(key: string, markup: string) {
    document.body.innerHTML = markup;
    const onPage = vi.fn();
    const closed = vi.fn();
    const outer = document.querySelector('main');
    outer?.addEventListener('keydown', onPage);
    const sheet = document.querySelector('section');
    sheet?.addEventListener('keydown', (event) => closed(closedGuard(event)));
    const at = document.querySelector('.at');
    const isLeft = at !== null && fireEvent.keyDown(at, { key });
    return { onPage, closed, isLeft, guard: document.querySelector('details') };
  }
  const guard = (open: string, summary = '', button = 'at') =>
    `<main><section><details class="guard" ${open}><summary class="${summary}">…</summary>` +
    `<button class="${button}">copy</button></details></section></main>`;

  it.each([
    ['a button in it', guard('open')],
    ['its summary', guard('open', 'at', '')],
  ])('closes the guard that it is pressed in, and nothing else: %s', (_, markup) => {
    const { onPage, closed, isLeft, guard: details } = press('Escape', markup);
    expect(closed).toHaveBeenCalledExactlyOnceWith(true);
    expect(details?.hasAttribute('open')).toBe(false);
    expect(document.activeElement?.localName).toBe('summary');
    expect(onPage).not.toHaveBeenCalled();
    expect(isLeft).toBe(false);
  });

  it.each([
    ['of a closed guard', 'Escape', guard('', 'at', '')],
    ['that is another key', 'Tab', guard('open')],
  ])('leaves alone what is pressed %s', (_, key, markup) => {
    const { onPage, closed, isLeft, guard: details } = press(key, markup);
    const before = markup.includes(' open>');
    expect(closed).toHaveBeenCalledExactlyOnceWith(false);
    expect(details?.hasAttribute('open')).toBe(before);
    expect(onPage).toHaveBeenCalledOnce();
    expect(isLeft).toBe(true);
  });
});

describe('a click in a sheet', () => {
  it('copies from anywhere on the button, and says so for a while', async () => {
    const { control, copy, said } = listen(
      '<button class="control" data-copies="a@b"><b>x</b></button>',
    );
    fireEvent.click(control.firstElementChild ?? control);
    await vi.advanceTimersByTimeAsync(0);
    expect(copy).toHaveBeenCalledExactlyOnceWith('a@b');
    expect(control.dataset['outcome']).toBe('copied');
    expect(said()).toBe('Copied');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(control.dataset['outcome']).toBeUndefined();
    expect(said()).toBe('');
  });

  it('says when the browser refused', async () => {
    const { control, said } = listen('<button class="control" data-copies="x"></button>', false);
    fireEvent.click(control);
    await vi.advanceTimersByTimeAsync(0);
    expect(control.dataset['outcome']).toBe('failed');
    expect(said()).toBe('Not copied: select it by hand');
  });

  it('goes to a tag by a button, and leaves a link to the browser', () => {
    const button = listen('<button class="control" data-go-to="1.27"></button>');
    fireEvent.click(button.control);
    expect(button.goTo).toHaveBeenCalledExactlyOnceWith('1.27');
    const link = listen('<a class="control" href="#x" data-go-to="1.27"></a>');
    fireEvent.click(link.control);
    expect(link.goTo).not.toHaveBeenCalled();
  });

  it.each([
    ['ask-accepts', '', undefined],
    ['read-manifest', digest(1), digest(1)],
    ['read-manifest', 'no digest', undefined],
  ])('does %s for %j', (action, given, told) => {
    const { control, act } = listen(
      `<button class="control" data-action="${action}" data-digest="${given}"></button>`,
    );
    fireEvent.click(control);
    expect(act).toHaveBeenCalledExactlyOnceWith(action, told);
  });

  it('does nothing for anything else', () => {
    const { control, copy, goTo, act } = listen(
      '<button class="control" data-action="reveal-image-id"></button>',
    );
    fireEvent.click(control);
    for (const call of [copy, goTo, act]) expect(call).not.toHaveBeenCalled();
  });
});
