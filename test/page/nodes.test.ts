// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://hub.docker.com/_/nginx/tags" }
/** Forms whose controls have the names of what is read of an element: in Chromium the controls win, in our world too. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startController } from '../../src/page/controller.ts';
import { annotatedTags, fakeSurroundings, repositoryName } from './fakes.ts';
import { fromHtml, list, NESTINGS } from './markup.ts';

/** Names that happy-dom itself does not rely on. Browsers have all of them (test/browser/hostile-page.test.ts). */
const NAMES = [
  'after',
  'before',
  'childNodes',
  'closest',
  'contains',
  'matches',
  'querySelectorAll',
];
const NGINX = repositoryName('library/nginx');
const TAGS = ['1.27.5', '1.27-alpine', 'latest'];

let ending: AbortController;

/** What named controls do to their form; happy-dom does so for few names, browsers for all. */
function shadow(form: Element): void {
  for (const name of NAMES) {
    const input = document.createElement('input');
    input.name = name;
    Node.prototype.appendChild.call(form, input);
    Object.defineProperty(form, name, { value: input });
  }
}

/** The markup with a form in the place of every box: forms in forms cannot be written down, but made. */
function boxesAsForms(html: string): Element {
  const root = fromHtml(html);
  const form = document.createElement('form');
  for (const { name, value } of root.attributes) form.setAttribute(name, value);
  for (const child of [...root.childNodes]) {
    const isBox = child instanceof Element && ['DIV', 'SECTION', 'MAIN'].includes(child.tagName);
    form.append(isBox ? boxesAsForms(child.outerHTML) : child);
  }
  return form;
}

beforeEach(() => {
  vi.useFakeTimers();
  ending = new AbortController();
});

afterEach(() => {
  ending.abort();
  vi.useRealTimers();
});

describe.each(NESTINGS)('rows of forms, nested as %s', (nesting) => {
  it('are found, placed and dropped as any other', async () => {
    document.body.innerHTML = '';
    const page = document.createElement('section');
    page.append(boxesAsForms(list(nesting, NGINX, TAGS)));
    document.body.append(page);
    const forms = page.querySelectorAll('form');
    expect(forms.length).toBeGreaterThan(TAGS.length);
    for (const form of forms) shadow(form);

    startController(fakeSurroundings(), ending.signal, () => undefined);
    await vi.advanceTimersByTimeAsync(20);
    expect(annotatedTags()).toEqual(TAGS);
    page.remove();
    document.body.append(page);
    await vi.advanceTimersByTimeAsync(20);
    expect(annotatedTags()).toEqual(TAGS);
    page.remove();
    await vi.advanceTimersByTimeAsync(20);
    expect(annotatedTags()).toEqual([]);
  });
});
