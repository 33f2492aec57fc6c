// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_WINDOW } from '../../../src/messaging/protocol.ts';
import type { RepositoryView } from '../../../src/messaging/view.ts';
import { Explorer } from '../../../src/ui/explorer/explorer.tsx';
import { GroupItem } from '../../../src/ui/popup/group-item.tsx';
import { Popup } from '../../../src/ui/popup/popup.tsx';
import type { PopupProps } from '../../../src/ui/popup/props.ts';
import { text } from '../../text/catalog-text.ts';
import { groupView, NOW, repository, repositoryView } from '../samples.ts';
import { FakeIntersectionObserver } from './fake-intersection-observer.ts';
import { Played, type PlayedProps, windowOf } from './played-worker.tsx';

/** Nothing is laid out here: rows are as high as is guessed of them, 120 pixels, and the screen is 600. */
const SCREEN = 600;
const ROW = 120;

beforeEach(() => {
  FakeIntersectionObserver.install();
  window.innerHeight = SCREEN;
  window.scrollTo(0, 0);
  // The list begins where the document does.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const place = Number(this.getAttribute('data-place') ?? 0);
    return new DOMRect(0, place * ROW - window.scrollY, 400, ROW);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Milliseconds: hundreds of groups are drawn whenever the machine has nothing else to do. */
const PATIENCE = 30_000;
const MANY = 5_000;
/** Groups that stand in the document whole, of a repository that has more. */
const MAX_LEFT = 300;
const GROUPS = Array.from({ length: MANY }, (_, n) => groupView(n, [`1.${MANY - n}`]));
const FULL = repositoryView({ groups: GROUPS, known: MANY, total: MANY });

/** Shows what it is given, whatever it has asked for. */
function Unplayed({ as: Page = Popup, ...props }: PlayedProps) {
  return <Page {...props} />;
}

function show(more: Partial<PopupProps> = {}, as = Popup, isSlow = false) {
  const calls = {
    onWindow: vi.fn(),
    onVisible: vi.fn(),
    onReveal: vi.fn(),
    onOpened: vi.fn(),
    onAccepts: vi.fn(),
    onRead: vi.fn(),
    onRepository: vi.fn(),
    onRetry: vi.fn(),
    onCopy: vi.fn(async () => true),
    onOptions: vi.fn(),
    onListAll: vi.fn(),
    onPauseListing: vi.fn(),
    onExplorer: vi.fn(),
    onConfirm: vi.fn(),
    onStopConfirming: vi.fn(),
    onExport: vi.fn(),
    onDownload: vi.fn(),
    onLookup: vi.fn(),
    onSeek: vi.fn(),
    onOpenElsewhere: vi.fn(),
  };
  const props = {
    text,
    now: NOW,
    repository: repository('library/nginx'),
    view: FULL,
    details: new Map(),
    access: { missing: [], onAsk: async () => true },
    ...calls,
    ...more,
  };
  const Page = isSlow ? Unplayed : Played;
  const { container, rerender } = render(<Page as={as} {...props} />);
  const all = (selector: string) => [...container.querySelectorAll<HTMLElement>(selector)];
  return {
    ...calls,
    container,
    all,
    places: () => all('[data-alias-group]').map(placeOf),
    update: (next: Partial<PlayedProps>) => rerender(<Page as={as} {...props} {...next} />),
  };
}

/** From 1. */
function placeOf(group: Element): number {
  return Number(group.getAttribute('aria-posinset'));
}

function scrollTo(top: number): void {
  window.scrollTo(0, top);
  fireEvent.scroll(window);
}

const press = (key: string) =>
  document.activeElement && fireEvent.keyDown(document.activeElement, { key });
const focusedPlace = () => {
  const group = document.activeElement?.closest('[data-alias-group]');
  return group ? placeOf(group) : undefined;
};
const find = () => screen.getByRole<HTMLInputElement>('textbox', { name: /^Find/ });

/** More than are asked for at first, and few enough to stand there whole. */
const CONTAINING = GROUPS.filter(({ tags: [tag] }) => tag?.includes('33'));

describe('a list of thousands of groups', () => {
  it('has those near the screen in the document, and says which of how many each is', () => {
    const { places, all } = show();
    expect(places()[0]).toBe(1);
    expect(places().length).toBeLessThan(30);
    expect(all('[data-alias-group]')[0]?.getAttribute('aria-setsize')).toBe(String(MANY));
    expect(all('.gap')).toHaveLength(1);
  });

  it('draws what it is scrolled to, and asks for what is not told', async () => {
    const { places, onWindow } = show();
    scrollTo(3_000 * ROW);
    await waitFor(() => expect(places()).toContain(3_002));
    expect(places()).not.toContain(1);
    const [sought, from, count] = onWindow.mock.lastCall ?? [];
    expect(sought).toBe('');
    expect(from).toBeLessThan(2_990);
    expect(from + count).toBeGreaterThan(3_020);
  });

  it('keeps the group that has the focus, wherever it is scrolled to', async () => {
    const { all, places } = show();
    all('[data-alias-group] button')[0]?.focus();
    await waitFor(() => expect(focusedPlace()).toBe(1));
    scrollTo(3_000 * ROW);
    await waitFor(() => expect(places()).toContain(3_002));
    expect(focusedPlace()).toBe(1);
    expect(places()).not.toContain(2);
  });

  it.each([
    ['End', MANY],
    // Five groups are on screen, of which one stays in sight.
    ['PageDown', 5],
    ['ArrowDown', 2],
  ])('is walked through by keyboard: %s, and Home', async (key, place) => {
    show();
    fireEvent.keyDown(find(), { key: 'ArrowDown' });
    expect(focusedPlace()).toBe(1);
    press(key);
    await waitFor(() => expect(focusedPlace()).toBe(place));
    press('Home');
    await waitFor(() => expect(focusedPlace()).toBe(1));
  });

  it('goes to the tag that was asked for, beyond what is told at first', async () => {
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => scrollTo(4_000 * ROW));
    window.scrollTo(0, ROW);
    const { all } = show({ tag: '1.1000' });
    await waitFor(() => expect(all('[data-asked="true"]')).toHaveLength(1));
    expect(all('[data-asked="true"]').map(placeOf)).toEqual([4001]);
  });

  it('stands in the document whole where the find box leaves a few', {
    timeout: PATIENCE,
  }, async () => {
    const { all } = show();
    fireEvent.input(find(), { target: { value: '33' } });
    await waitFor(() => expect(all('[data-alias-group]')).toHaveLength(CONTAINING.length), {
      timeout: PATIENCE,
    });
    expect(all('.gap')).toEqual([]);
    expect(all('[aria-setsize]')).toEqual([]);
  });

  it('keeps a group opened that is scrolled away', async () => {
    const { all, places, onOpened } = show();
    const toggle = all('[data-alias-group] button[aria-expanded]')[0];
    if (toggle) fireEvent.click(toggle);
    expect(onOpened).toHaveBeenCalledExactlyOnceWith([`1.${MANY}`]);
    scrollTo(3_000 * ROW);
    await waitFor(() => expect(places()).toContain(3_002));
    scrollTo(0);
    await waitFor(() => expect(places()).toContain(1));
    expect(all('.group-sheet')).toHaveLength(1);
    expect(onOpened).toHaveBeenCalledOnce();
  });

  describe('while tags come in', () => {
    const whole = {
      state: 'running',
      requests: 9,
      heads: 0,
      seconds: 9,
      done: 1,
      total: 2,
    } as const;
    /** With so many groups before all others. */
    const grown = (more: number) => {
      const before = Array.from({ length: more }, (_, n) => groupView(MANY + n, [`2.${more - n}`]));
      return repositoryView({ ...FULL, groups: [...before, ...GROUPS], whole });
    };
    const firstSeen = (groups: readonly HTMLElement[]) =>
      groups.find((group) => group.getBoundingClientRect().bottom > 0)?.dataset['digest'];

    /** Scrolled into the middle, and asked for by what is seen there. */
    async function reading() {
      const shown = show({ view: grown(0) });
      scrollTo(3_000 * ROW);
      await waitFor(() => expect(shown.places()).toContain(3_002));
      const seen = GROUPS[3_000]?.digest;
      await waitFor(() => expect(shown.onWindow.mock.lastCall?.[3]?.digest).toBe(seen));
      expect(firstSeen(shown.all('[data-alias-group]'))).toBe(seen);
      return { ...shown, seen };
    }

    it('what is read stays where it is, however many come before it', async () => {
      const { update, all, seen } = await reading();
      for (const more of [1, 700, 1_400]) {
        update({ view: grown(more) });
        expect(window.scrollY).toBe((3_000 + more) * ROW);
        expect(firstSeen(all('[data-alias-group]'))).toBe(seen);
      }
    });

    it('what is read is asked for where it is told no more, and comes back to its place', async () => {
      const { update, all, seen, onWindow } = await reading();
      const from = onWindow.mock.lastCall?.[1];
      // The worker does not know yet by which group one reads.
      update({ view: grown(700), isBehind: true });
      expect(all(`[data-alias-group][data-digest="${seen}"]`)).toEqual([]);
      update({ view: grown(700) });
      await waitFor(() => expect(firstSeen(all('[data-alias-group]'))).toBe(seen));
      expect(onWindow.mock.lastCall?.slice(1)).toEqual([from, 160, { digest: seen, place: 3_000 }]);
      expect(window.scrollY).toBe(3_700 * ROW);
    });

    it('a list that stands in the document whole tells by which group one reads: it may become too long', async () => {
      const groups = GROUPS.slice(0, 9);
      const view = repositoryView({ groups, whole });
      const { onWindow, update } = show({ view });
      scrollTo(1);
      update({ view: { ...view, known: view.known + 1 } });
      const near = { digest: groups[0]?.digest, place: 0 };
      await waitFor(() => expect(onWindow).toHaveBeenLastCalledWith('', 0, MAX_WINDOW, near));
    });

    it('the beginning stays the beginning', () => {
      const { update, places } = show({ view: grown(0) });
      update({ view: grown(700) });
      expect(window.scrollY).toBe(0);
      expect(places()[0]).toBe(1);
    });

    it('what is opened and has the focus keeps both', async () => {
      const { update, all, seen, onOpened } = await reading();
      const group = () => all(`[data-alias-group][data-digest="${seen}"]`)[0];
      const toggle = group()?.querySelector<HTMLElement>('button[aria-expanded]');
      toggle?.focus();
      if (toggle) fireEvent.click(toggle);
      update({ view: grown(700) });
      expect(group()?.contains(document.activeElement)).toBe(true);
      expect(group()?.querySelector('.group-sheet')).not.toBeNull();
      expect(onOpened).toHaveBeenCalledOnce();
      scrollTo(0);
      await waitFor(() => expect(all('[aria-posinset="1"]')).toHaveLength(1));
      update({ view: grown(1_400) });
      expect(group()?.contains(document.activeElement)).toBe(true);
    });
  });

  it('is the same in the explorer', () => {
    const { container, places, all } = show({}, Explorer);
    expect(container.querySelector('main')?.className).toContain('explorer');
    expect(places()[0]).toBe(1);
    expect(all('[data-action="explorer"]')).toEqual([]);
  });
});

describe('until the worker has answered what is in the find box', () => {
  it('the list stays, and no answer is told that is none', async () => {
    const groups = GROUPS.slice(0, 14);
    const full = repositoryView({ groups });
    const slow = (view: RepositoryView) => (
      <Popup
        {...{ text, now: NOW, repository: repository('library/nginx'), view }}
        details={new Map()}
        access={{ missing: [], onAsk: async () => true }}
        onWindow={asked}
        onVisible={vi.fn()}
        onReveal={vi.fn()}
        onOpened={vi.fn()}
        onAccepts={vi.fn()}
        onRead={vi.fn()}
        onRepository={vi.fn()}
        onRetry={vi.fn()}
        onCopy={vi.fn()}
        onOptions={vi.fn()}
        onListAll={vi.fn()}
        onPauseListing={vi.fn()}
        onExplorer={vi.fn()}
        onConfirm={vi.fn()}
        onStopConfirming={vi.fn()}
        onExport={vi.fn()}
        onDownload={vi.fn()}
        onLookup={vi.fn()}
        onSeek={vi.fn()}
        onOpenElsewhere={vi.fn()}
      />
    );
    const asked = vi.fn();
    const { container, rerender } = render(slow(windowOf(full)));
    const groupsNow = () => container.querySelectorAll('[data-alias-group]').length;
    const type = (value: string) => fireEvent.input(find(), { target: { value } });
    const tell = (sought: string) =>
      rerender(slow(windowOf(full, { sought, from: 0, count: 400 })));
    const busy = () => container.querySelector('.groups')?.getAttribute('aria-busy');
    const result = () => container.querySelector('[data-find-result]');

    await waitFor(() => expect(groupsNow()).toBe(14));
    type('1.4999');
    expect(asked).toHaveBeenLastCalledWith('1.4999', 0, 40);
    expect([groupsNow(), busy(), result()]).toEqual([14, 'true', null]);
    tell('1.4999');
    expect([groupsNow(), busy()]).toEqual([1, 'false']);
    expect(result()?.getAttribute('data-kind')).toBe('tag');
    type('1.499');
    expect([groupsNow(), busy(), result()]).toEqual([1, 'true', null]);
    // Its words keep their room, out of sight.
    expect(container.querySelector('.find-status[data-told="false"] .find-answer')).not.toBeNull();
    tell('1.499');
    expect(busy()).toBe('false');
    await waitFor(() => expect(groupsNow()).toBe(10));
  });

  it('no item is looked at again for a key', () => {
    const { container, update } = show({ view: windowOf(FULL) }, Popup, true);
    const drawn = container.querySelectorAll('[data-alias-group]').length;
    const looks = vi.spyOn(GroupItem.prototype, 'shouldComponentUpdate');
    fireEvent.input(find(), { target: { value: '1' } });
    expect(container.querySelector('.groups')?.getAttribute('aria-busy')).toBe('true');
    expect(looks).not.toHaveBeenCalled();
    // What came through a port anew is.
    update({ view: structuredClone(windowOf(FULL)) });
    expect(looks).toHaveBeenCalledTimes(drawn);
  });

  describe('with a worker that takes its time', () => {
    const SEARCHING = 'Searching…';

    /** What the worker says is what a test says. */
    function slow() {
      const onWindow = vi.fn();
      const { container, update } = show({ onWindow, view: windowOf(FULL) }, Popup, true);
      const tell = (sought: string) =>
        update({ onWindow, view: windowOf(FULL, { sought, from: 0, count: 160 }) });
      return {
        tell,
        /** As many as were asked for with the key. */
        tellFirst: (sought: string) =>
          update({ onWindow, view: windowOf(FULL, { sought, from: 0, count: 40 }) }),
        onWindow,
        type: (value: string) => fireEvent.input(find(), { target: { value } }),
        groups: () => container.querySelectorAll('[data-alias-group]').length,
        said: () => container.querySelector('.find-searching')?.textContent,
      };
    }

    afterEach(() => {
      vi.useRealTimers();
    });

    it('keeps its rows where an answer on the way leaves none of them', () => {
      const { type, tell, groups } = slow();
      type('1.4999');
      tell('1.4999');
      expect(groups()).toBe(1);
      type('abcdef1');
      type('abcdef123456');
      tell('abcdef1');
      expect(groups()).toBe(1);
      // That is the answer.
      tell('abcdef123456');
      expect(groups()).toBe(0);
      type('abcdef1234567');
      tell('abcdef12345');
      expect(groups()).toBe(0);
    });

    it.each([
      ['few enough to stand there whole', '33', MAX_LEFT],
      ['more than that', '.1', 160],
    ])(
      'asks for the groups that no screen shows when nobody types any more: %s',
      (_, value, count) => {
        vi.useFakeTimers();
        const { type, tellFirst, onWindow } = slow();
        type(value[0] ?? '');
        tellFirst(value[0] ?? '');
        vi.advanceTimersByTime(250);
        type(value);
        tellFirst(value);
        vi.advanceTimersByTime(250);
        expect(onWindow.mock.calls.map(([, , asked]) => asked)).toEqual([40, 40]);
        vi.advanceTimersByTime(100);
        expect(onWindow).toHaveBeenLastCalledWith(value, 0, count);
      },
    );

    it('asks for the next ones at once where somebody scrolls', () => {
      vi.useFakeTimers();
      const { type, tellFirst, onWindow } = slow();
      type('1');
      tellFirst('1');
      act(() => scrollTo(45 * ROW));
      vi.advanceTimersByTime(100);
      expect(onWindow.mock.lastCall?.slice(0, 3)).toEqual(['1', 0, 160]);
    });

    it('has all rows back at once where the box is emptied', () => {
      const { type, tell, groups } = slow();
      const before = groups();
      type('abcdef123456');
      tell('abcdef123456');
      expect(groups()).toBe(0);
      type('');
      expect(groups()).toBe(before);
      tell('');
      expect(groups()).toBe(before);
    });

    it('says that it searches, to screen readers too, where that takes more than a moment', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const { type, tell, said } = slow();
      expect(said()).toBe('');
      type('1.49');
      await act(() => void vi.advanceTimersByTime(150));
      type('1.499');
      expect(said()).toBe('');
      // Since the first key, however many more come.
      await act(() => void vi.advanceTimersByTime(60));
      expect(said()).toBe(SEARCHING);
      expect(screen.getByText(SEARCHING).getAttribute('role')).toBe('status');
      expect(screen.getByText(SEARCHING).closest('[inert]')).toBeNull();
      tell('1.499');
      expect(said()).toBe('');
      type('1.49');
      expect(said()).toBe('');
      await act(() => void vi.advanceTimersByTime(100));
      tell('1.49');
      await act(() => void vi.advanceTimersByTime(500));
      expect(said()).toBe('');
    });
  });
});
