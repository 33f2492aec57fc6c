// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLifetime, LIFETIME } from '../../src/page/lifetime.ts';

/** What the animation of an element is at, milliseconds since it was last set back; happy-dom has no animations. */
class Running {
  currentTime = 0;
  isOver = false;
  cancel(): void {
    this.isOver = true;
  }
}

let ended: AbortController;
let running: Running[];

beforeEach(() => {
  vi.useFakeTimers();
  ended = new AbortController();
  running = [];
});

afterEach(() => {
  ended.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

function boundElement(): HTMLElement {
  const element = document.createElement('div');
  const animate = () => {
    const animation = new Running();
    running.push(animation);
    return animation;
  };
  Object.assign(element, { animate });
  createLifetime(document, ended.signal).bind(element);
  return element;
}

/** Time that the browser lets pass for animations, and for timers. */
function pass(milliseconds: number): void {
  for (let left = milliseconds; left > 0; left -= 100) {
    for (const animation of running) animation.currentTime += 100;
    vi.advanceTimersByTime(100);
  }
}

it('never lets an element run out that stands on the page', () => {
  document.body.append(boundElement());
  pass(10 * LIFETIME);
  expect(running).toMatchObject([{ isOver: false }]);
  expect(running[0]?.currentTime).toBeLessThan(LIFETIME);
});

it('goes on with an element that was off the page for a while', () => {
  const element = boundElement();
  document.body.append(element);
  element.remove();
  pass(2 * LIFETIME);
  expect(running).toMatchObject([{ isOver: true }]);
  document.body.append(element);
  pass(2 * LIFETIME);
  expect(running).toMatchObject([{ isOver: true }, { isOver: false }]);
  expect(running[1]?.currentTime).toBeLessThan(LIFETIME);
});
