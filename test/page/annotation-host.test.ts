// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AnnotationHost, createAnnotationHost } from '../../src/page/annotation-host.ts';
import type { Place } from '../../src/page/placement.ts';
import { fakeSurroundings } from './fakes.ts';

let host: AnnotationHost;
let place: Place;
let button: HTMLButtonElement;

/** Lets what waits for the end of the present task go on. */
const taskEnd = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  document.body.innerHTML = '<main><h3>1.27</h3><a href="#next">page 2</a></main>';
  const reference = document.querySelector('h3');
  if (!reference) throw new Error('no heading');
  place = { reference, position: 'after' };
  host = createAnnotationHost(fakeSurroundings(), false);
  host.put(place);
  button = document.createElement('button');
  host.element.shadowRoot?.append(button);
});

afterEach(() => vi.restoreAllMocks());

const focused = () => host.element.shadowRoot?.activeElement;

describe('keyboard focus in an annotation', () => {
  it('is given back when the page drops the element and it is put back', async () => {
    button.focus();
    host.element.remove();
    button.blur();
    expect(focused()).not.toBe(button);
    host.put(place);
    expect(focused()).toBe(button);
    await taskEnd();
    expect(focused()).toBe(button);
  });

  it('is given back even when that takes a while', async () => {
    button.focus();
    host.element.remove();
    button.blur();
    await taskEnd();
    host.put(place);
    expect(focused()).toBe(button);
  });

  it('is not taken from what has it now', async () => {
    button.focus();
    host.element.remove();
    button.blur();
    const link = document.querySelector('a');
    link?.focus();
    host.put(place);
    expect(document.activeElement).toBe(link);
  });

  it('is not given back to who left by themselves', async () => {
    button.focus();
    button.blur();
    await taskEnd();
    host.element.remove();
    host.put(place);
    expect(focused()).not.toBe(button);
  });
});

describe('the way to an annotation', () => {
  it.each([
    ['ends in a ring that fades', false, 3],
    ['ends in a ring that stands still, where motion is not wanted', true, 2],
  ])('%s, with focus in it', (_, calm, frames) => {
    vi.stubGlobal('matchMedia', () => ({ matches: calm }));
    const animate = vi.fn();
    Object.assign(host.element, { animate, scrollIntoView: vi.fn() });
    host.reveal();
    expect(focused()).toBe(button);
    const [keyframes, time] = animate.mock.lastCall ?? [];
    expect(keyframes).toHaveLength(frames);
    expect(keyframes[0]).toMatchObject({ outline: expect.stringMatching(/solid/) });
    expect(time).toBeGreaterThan(1_000);
    vi.unstubAllGlobals();
  });
});
