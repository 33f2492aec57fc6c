// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RepositoryView, WholeListingView } from '../../../src/messaging/view.ts';
import { formatUntil } from '../../../src/text/format.ts';
import { Listing } from '../../../src/ui/popup/listing.tsx';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';
import { NOW, repositoryView } from '../samples.ts';

afterEach(cleanup);

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
  const calls = { onListAll: vi.fn(), onPauseListing: vi.fn(), onExplorer: vi.fn() };
  const { container } = render(
    <TextContext.Provider value={text}>
      <Listing view={repositoryView(view)} inPopup={inPopup} now={NOW} {...calls} />
    </TextContext.Provider>,
  );
  const find = (selector: string) => container.querySelector<HTMLElement>(selector) ?? undefined;
  const press = (action: string) => {
    const button = find(`button[data-action="${action}"]`);
    if (!button) throw new Error(`no button ${action}`);
    fireEvent.click(button);
  };
  return { ...calls, container, find, press, said: () => screen.getByRole('status').textContent };
}

const BUTTON = 'button[data-action="list-all"]';

describe('the listing of all tags', () => {
  it('is not spoken of where a repository lists itself', () => {
    expect(show(undefined).container.textContent).toBe('');
  });

  it('is offered with what it costs, and begins by a click', () => {
    const { find, said, press, onListAll } = show({});
    expect(said()).toBe(
      '1,000 of 23,907 tags are known. Any of the others may be the same image too.',
    );
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

  it('says until when Docker Hub’s limit keeps it', () => {
    const waitsUntil = NOW + 40_000;
    const { find, said } = show({ state: 'running', waitsUntil });
    expect(said()).toBe(
      `Docker Hub’s limit of requests is used up: it goes on at ${formatUntil('en', waitsUntil, NOW)}.`,
    );
    expect(find('[data-progress]')?.textContent).not.toContain('left');
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

  it('offers nothing again that has no price', () => {
    const { find } = show({ state: 'done', requests: 0, seconds: 0, done: 23_907, doneAt: NOW });
    expect(find(BUTTON)).toBeUndefined();
  });

  it.each(['offered', 'running', 'paused'] as const)(
    'says in the toolbar popup that it ends with that, and leads to a tab: %s',
    (state) => {
      const inTab = show({ state });
      expect(inTab.find('[data-action="to-explorer"]')).toBeUndefined();
      cleanup();
      const { press, container, onExplorer } = shownIn(true, { whole: { ...OFFERED, state } });
      expect(container.textContent).toContain('It pauses when this popup closes.');
      press('to-explorer');
      expect(onExplorer).toHaveBeenCalledOnce();
    },
  );
});
