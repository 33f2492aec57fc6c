// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://hub.docker.com/_/nginx/tags" }
/** Pages that never rest, and scripts that click: what they cost is bounded. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startController } from '../../src/page/controller.ts';
import { type Changes, observeChanges } from '../../src/page/observe.ts';
import { annotations, type FakeSurroundings, fakeSurroundings, tellRows } from './fakes.ts';
import { list, listElement } from './markup.ts';

let ending: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  history.pushState(null, '', '/_/nginx/tags');
  document.body.innerHTML = '';
  ending = new AbortController();
});

afterEach(() => {
  ending.abort();
  vi.useRealTimers();
});

describe('changes of a page that never rests', () => {
  function observed() {
    const report = vi.fn<(changes: Changes) => void>();
    observeChanges(document, () => false, report, ending.signal);
    return report;
  }

  /** One batch of mutations for each, as a page makes them that answers ours at once. */
  async function change(times: number): Promise<void> {
    for (let turn = 0; turn < times; turn += 1) {
      document.body.append(document.createElement('p'));
      await vi.advanceTimersByTimeAsync(0);
    }
  }

  it('are reported in steps once there were too many, and none is lost', async () => {
    const report = observed();
    await change(400);
    expect(report.mock.calls.length).toBeLessThanOrEqual(201);
    await vi.advanceTimersByTimeAsync(1_000);
    const added = report.mock.calls.flatMap(([changes]) => changes.added);
    expect(added).toHaveLength(400);
    expect(report.mock.calls.length).toBeLessThanOrEqual(205);
  });

  it('are reported in steps once they took too long', async () => {
    const report = observed();
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    report.mockImplementation(() => {
      now += 100;
    });
    await change(10);
    expect(report).toHaveBeenCalledTimes(4);
    now += 1_000;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(report).toHaveBeenCalledTimes(5);
  });

  it('are not reported after the end, waiting or not', async () => {
    const report = observed();
    await change(300);
    const before = report.mock.calls.length;
    ending.abort();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(report).toHaveBeenCalledTimes(before);
  });
});

describe('a tags page', () => {
  const TAGS = ['1.27', '1.26', 'latest'];
  let surroundings: FakeSurroundings;

  beforeEach(async () => {
    document.body.innerHTML = list('cards', 'library/nginx', TAGS);
    surroundings = fakeSurroundings();
    startController(surroundings, ending.signal, () => ending.abort());
    await vi.advanceTimersByTimeAsync(20);
    tellRows(surroundings, TAGS);
    await vi.advanceTimersByTimeAsync(20);
  });

  function drawnFor(tag: string) {
    const root = annotations().find((one) => one.dataset['tag'] === tag)?.shadowRoot;
    const props = root && surroundings.drawn.get(root);
    if (!props) throw new Error(`nothing is drawn for ${tag}`);
    return props;
  }

  it('has an annotation put back that was moved into another row', async () => {
    const [first, second] = annotations();
    const home = first?.parentElement;
    if (first) second?.after(first);
    expect(first?.parentElement).not.toBe(home);
    await vi.advanceTimersByTimeAsync(20);
    expect(first?.parentElement).toBe(home);
  });

  it('asks the worker once for rows that come and go', async () => {
    const html = listElement().innerHTML;
    const before = surroundings.client().watched.length;
    for (let turn = 0; turn < 30; turn += 1) {
      listElement().innerHTML = '';
      await vi.advanceTimersByTimeAsync(16);
      listElement().innerHTML = html;
      await vi.advanceTimersByTimeAsync(16);
    }
    expect(annotations()).toHaveLength(TAGS.length);
    expect(surroundings.client().watched.length).toBe(before);
  });

  it.each([
    ['"try again"', () => drawnFor('1.27').onRetry(), () => surroundings.client().retries],
    [
      'the question for each header',
      () => drawnFor('1.27').onAct('ask-accepts'),
      () => surroundings.client().acceptsAsked.length,
    ],
  ])('bounds what clicks on %s cost, and heeds the last', async (_what, click, asked) => {
    for (let turn = 0; turn < 1_000; turn += 1) click();
    expect(asked()).toBe(10);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked()).toBe(11);
    click();
    expect(asked()).toBe(12);
  });

  it('tells the worker in the end what is open, however often that changes', async () => {
    for (let turn = 0; turn < 501; turn += 1) drawnFor('1.27').onToggle(turn % 2 === 0);
    expect(surroundings.client().openedTags.length).toBe(20);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(surroundings.client().openedTags.length).toBe(21);
    expect(surroundings.client().openedTags.at(-1)).toEqual(['1.27']);
  });
});
