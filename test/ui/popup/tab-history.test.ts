import { describe, expect, it, vi } from 'vitest';
import { explorerAddress, openedFor } from '../../../src/ui/popup/opened-for.ts';
import { type TabWindow, tabHistory } from '../../../src/ui/popup/tab-history.ts';
import { repository } from '../samples.ts';

/** A tab with its past, as browsers keep it. */
function openTab(search: string) {
  const past = [search];
  let at = 0;
  let moved = () => {};
  const onMoved = vi.fn();
  const tab: TabWindow = {
    location: {
      get search() {
        return past[at] ?? '';
      },
    },
    history: {
      pushState: (_state, _unused, address) => {
        past.splice(at + 1, Infinity, String(address));
        at += 1;
      },
      replaceState: (_state, _unused, address) => {
        past[at] = String(address);
      },
    },
    addEventListener: (_type, call) => {
      moved = call;
    },
  };
  const go = (by: number) => {
    at += by;
    moved();
  };
  return {
    ...tabHistory(tab, onMoved),
    onMoved,
    go,
    past,
    shown: () => openedFor(tab.location.search, undefined),
  };
}

const NGINX = { repository: repository('library/nginx'), tag: '1.27' };
const REDIS = { repository: repository('library/redis') };
const SEARCH = new URL(explorerAddress(NGINX), 'https://extension.invalid/').search;

describe('the address of a tab', () => {
  it('says what is shown, whatever that is', () => {
    const tab = openTab(SEARCH);
    for (const subject of [REDIS, { ...REDIS, find: 'a&b=c' }, NGINX]) {
      tab.goTo(subject);
      expect(tab.shown()).toEqual(subject);
    }
    expect(tab.onMoved).not.toHaveBeenCalled();
  });

  it('leads back to what was shown before, and forward again', () => {
    const tab = openTab(SEARCH);
    tab.goTo(REDIS);
    tab.go(-1);
    expect(tab.onMoved).toHaveBeenLastCalledWith(NGINX);
    tab.go(1);
    expect(tab.onMoved).toHaveBeenLastCalledWith(REDIS);
  });

  it('is not kept twice for the same', () => {
    const tab = openTab(SEARCH);
    tab.goTo(NGINX);
    expect(tab.past).toHaveLength(1);
  });

  it.each(['', '?repository=ghcr.io/a/b'])(
    'does not lead back to %j, which names none',
    (search) => {
      const tab = openTab(search);
      tab.goTo(REDIS);
      expect(tab.past).toHaveLength(1);
      expect(tab.shown()).toEqual(REDIS);
    },
  );
});
