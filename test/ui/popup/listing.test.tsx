// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RepositoryView, WholeListingView } from '../../../src/messaging/view.ts';
import { formatUntil } from '../../../src/text/format.ts';
import { Listing } from '../../../src/ui/popup/listing.tsx';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';
import { NOW, repositoryView } from '../samples.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const OFFERED: WholeListingView = {
  state: 'offered',
  requests: 243,
  heads: 0,
  seconds: 230,
  done: 1000,
  total: 23_907,
};

function show(whole: Partial<WholeListingView> | undefined, more: Partial<RepositoryView> = {}) {
  return shownIn(false, { ...(whole && { whole: { ...OFFERED, ...whole } }), ...more });
}

function shownIn(inPopup: boolean, view: Partial<RepositoryView>) {
  const calls = {
    onListAll: vi.fn(),
    onPauseListing: vi.fn(),
    onExplorer: vi.fn(),
    onRetry: vi.fn(),
  };
  const listing = (told: Partial<RepositoryView>) => (
    <TextContext.Provider value={text}>
      <Listing view={repositoryView(told)} inPopup={inPopup} now={NOW} {...calls} />
    </TextContext.Provider>
  );
  const { container, rerender } = render(listing(view));
  const tell = (whole: Partial<WholeListingView>) =>
    rerender(listing({ ...view, whole: { ...OFFERED, ...whole } }));
  const find = (selector: string) => container.querySelector<HTMLElement>(selector) ?? undefined;
  const press = (action: string) => {
    const button = find(`button[data-action="${action}"]`);
    if (!button) throw new Error(`no button ${action}`);
    fireEvent.click(button);
  };
  return {
    ...calls,
    container,
    find,
    press,
    tell,
    said: () => screen.getByRole('status').textContent,
  };
}

const BUTTON = 'button[data-action="list-all"]';

describe('the listing of all tags', () => {
  it('is not spoken of where a repository lists itself', () => {
    expect(show(undefined).container.textContent).toBe('');
  });

  it('is offered with what it costs, and begins by a click', () => {
    const { find, said, press, onListAll } = show({});
    expect(said()).toBe('Any of the 22,907 other tags may be the same image too.');
    expect(find(BUTTON)?.dataset).toMatchObject({ requests: '243', heads: '0', seconds: '230' });
    expect(find(BUTTON)?.textContent).toBe('List all tags');
    expect(find('.listing-offer')?.textContent).toContain(
      '243 requests to Docker Hub, about 4 min, no pulls',
    );
    expect(find('[data-progress]')).toBeUndefined();
    press('list-all');
    expect(onListAll).toHaveBeenCalledOnce();
  });

  it('names the requests to the registry too, where some tags are left to it', () => {
    const { find } = show({ heads: 1204 });
    expect(find(BUTTON)?.dataset['heads']).toBe('1204');
    expect(find('.listing-offer')?.textContent).toContain(
      '243 requests to Docker Hub and 1,204 to its registry, about 4 min, no pulls',
    );
  });

  it('has no button while nobody knows what it costs', () => {
    const { find, said } = show({ state: 'planning', requests: 0, seconds: 0 });
    expect(said()).toContain('1,000 of 23,907 tags are known. Working out');
    expect(find(BUTTON)).toBeUndefined();
  });

  it('tells while it runs how far it is and how long it takes, and can be paused', () => {
    const progress = { done: 12_300, total: 23_907 };
    const { find, container, press, onPauseListing } = show(
      { state: 'running', done: 12_300, seconds: 110 },
      { progress },
    );
    expect(container.querySelectorAll('[data-progress]')).toHaveLength(1);
    expect(find('[data-progress]')?.dataset).toMatchObject({ done: '12300', total: '23907' });
    expect(find('[data-progress]')?.textContent).toBe(
      'Listing all tags: 12,300 of 23,907about 110 sec left',
    );
    expect(find(BUTTON)).toBeUndefined();
    press('pause-listing');
    expect(onPauseListing).toHaveBeenCalledOnce();
  });

  it.each([
    [{}, 'Half of Docker Hub’s requests are left to you.'],
    [{ isLimited: true }, 'Docker Hub’s limit of requests is used up.'],
  ] as const)('counts the seconds down that it waits: %j', (why, words) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { find, said, tell } = show({ state: 'running', waitsUntil: NOW + 40_000, ...why });
    expect(said()).toBe(words);
    expect(find('[data-progress]')?.textContent).not.toContain('left');
    expect(find('.listing-wait')?.textContent).toBe('Goes on in 40 sec.');
    act(() => void vi.advanceTimersByTime(15_000));
    expect(find('.listing-wait')?.textContent).toBe('Goes on in 25 sec.');
    act(() => void vi.advanceTimersByTime(26_000));
    expect(find('.listing-wait')).toBeUndefined();
    tell({ state: 'running' });
    expect([said(), vi.getTimerCount()]).toEqual(['', 0]);
  });

  it('names the time where it waits for long', () => {
    const waitsUntil = NOW + 600_000;
    const { find } = show({ state: 'running', waitsUntil, isLimited: true });
    const time = formatUntil('en', waitsUntil, NOW);
    expect(find('.listing-wait')?.textContent).toBe(`Goes on at ${time}.`);
  });

  it('tells no time that nothing counts down, while it waits for a host', () => {
    const failure = { kind: 'unavailable', host: 'hub.docker.com', until: NOW + 60_000 } as const;
    const { find, press, onRetry } = show({ state: 'running', failure });
    expect(find('[data-progress]')?.textContent).not.toContain('left');
    expect(find('[role="alert"]')?.textContent).toContain('unless you try again');
    press('retry');
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('asks at once where it was stopped by a host, and says nothing of another button', () => {
    const failure = { kind: 'unavailable', host: 'hub.docker.com', until: NOW + 60_000 } as const;
    const { find, press, onRetry, onListAll } = show({ state: 'paused', failure });
    expect(find('[role="alert"]')?.textContent).not.toContain('unless you try again');
    expect(find('[data-action="retry"]')).toBeUndefined();
    press('list-all');
    expect(onRetry).toHaveBeenCalledOnce();
    expect(onListAll).toHaveBeenCalledOnce();
  });

  it('says of a price that rests on no names that it may be more', () => {
    const { find, tell } = show({ isGuess: true });
    expect(find('.listing-offer')?.textContent).toContain(
      'at least 243 requests to Docker Hub and 4 min, no pulls',
    );
    tell({ isGuess: true, requests: 0, seconds: 0 });
    expect(find('.listing-offer')?.textContent).toBe('List all tags');
  });

  it('keeps the focus on its button from state to state, and beside it in the end', () => {
    const { find, tell, press, onListAll } = show({});
    find(BUTTON)?.focus();
    const button = document.activeElement;
    for (const state of ['planning', 'running', 'paused', 'running'] as const) {
      tell({ state, waitsUntil: NOW + 9_000 });
      expect(document.activeElement).toBe(button);
    }
    tell({ state: 'planning' });
    press('list-all');
    expect(onListAll).not.toHaveBeenCalled();
    tell({ state: 'done', requests: 0, seconds: 0, done: 23_907, doneAt: NOW });
    expect(document.activeElement?.textContent).toBe('All tags were listed, just now.');
  });

  it('goes on by a click where it was paused, and says what stopped it', () => {
    const { find, said, press, onListAll } = show({
      state: 'paused',
      done: 12_300,
      requests: 118,
      failure: { kind: 'unavailable', host: 'hub.docker.com' },
    });
    expect(said()).toBe('Paused: 12,300 of 23,907 tags are known. What came is kept.');
    expect(find(BUTTON)?.textContent).toBe('Go on');
    expect(find(BUTTON)?.dataset['requests']).toBe('118');
    expect(find('[role="alert"]')?.dataset['failure']).toBe('unavailable');
    press('list-all');
    expect(onListAll).toHaveBeenCalledOnce();
  });

  it.each([
    [23_907, 'All tags were listed, 5 minutes ago.'],
    [23_900, 'Listed 5 minutes ago: 23,900 of 23,907 tags. Nobody tells a digest of the others.'],
  ])('says when it was done, with %i tags', (done, words) => {
    const { find, said } = show({ state: 'done', done, doneAt: NOW - 300_000 });
    expect(said()).toBe(words);
    expect(find(BUTTON)?.textContent).toBe('List again');
  });

  it.each(['offered', 'done'] as const)(
    'asks by a click for a price that could not be had: %s',
    (state) => {
      const failure = { kind: 'denied' } as const;
      const { find, press, onListAll } = show({
        state,
        requests: 0,
        heads: 0,
        seconds: 0,
        failure,
      });
      expect(find('.listing-offer')?.textContent).not.toContain('request');
      press('list-all');
      expect(onListAll).toHaveBeenCalledOnce();
    },
  );

  it('offers nothing again that has no price', () => {
    const { find } = show({ state: 'done', requests: 0, seconds: 0, done: 23_907, doneAt: NOW });
    expect(find(BUTTON)).toBeUndefined();
  });

  it.each([
    ['offered', {}],
    ['running', { isYours: true }],
    ['paused', {}],
  ] as const)(
    'says in the toolbar popup that it ends with that, and leads to a tab: %s',
    (state, who) => {
      const inTab = show({ state });
      expect(inTab.find('[data-action="to-explorer"]')).toBeUndefined();
      cleanup();
      const { press, container, onExplorer } = shownIn(true, {
        whole: { ...OFFERED, state, ...who },
      });
      expect(container.textContent).toContain('It pauses when this popup closes.');
      press('to-explorer');
      expect(onExplorer).toHaveBeenCalledOnce();
    },
  );

  it('does not say so of one that a tab has started', () => {
    const { find } = shownIn(true, { whole: { ...OFFERED, state: 'running' } });
    expect(find('[data-action="to-explorer"]')).toBeUndefined();
  });
});
