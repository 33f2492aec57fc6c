import { describe, expect, it } from 'vitest';
import {
  type ContextMenuApi,
  contextMenuSwitch,
  offerContextMenu,
  type Selection,
} from '../../src/platform/context-menu.ts';

type Menus = NonNullable<ContextMenuApi['contextMenus']>;

/** A browser in which menus are there only while the permission is; a refusal is a person's "no". */
class FakeBrowser implements ContextMenuApi {
  isGiven: boolean;
  isRefused = false;
  isBroken = false;
  readonly warnings: string[] = [];
  readonly entries: string[] = [];
  readonly done: string[] = [];
  readonly #optional: readonly string[];
  readonly #clicks: Parameters<Menus['onClicked']['addListener']>[0][] = [];
  readonly #added: (() => void)[] = [];
  readonly #removed: (() => void)[] = [];
  readonly #installed: (() => void)[] = [];
  readonly #menus: Menus = {
    create: ({ id, title, contexts }, done) => {
      this.entries.push(`${id}: ${title} (${contexts})`);
      done();
      return id;
    },
    removeAll: async () => {
      if (this.isBroken) throw new Error('no menus here');
      this.done.push(`remove all, permission: ${this.isGiven}`);
      this.entries.length = 0;
    },
    onClicked: { addListener: (call) => void this.#clicks.push(call) },
  };
  readonly permissions: ContextMenuApi['permissions'] = {
    contains: async () => this.isGiven,
    request: async () => {
      if (this.isRefused) return false;
      this.isGiven = true;
      for (const call of this.#added) call();
      return true;
    },
    remove: async () => {
      this.isGiven = false;
      for (const call of this.#removed) call();
      return true;
    },
    onAdded: { addListener: (call) => void this.#added.push(call) },
    onRemoved: { addListener: (call) => void this.#removed.push(call) },
  };
  readonly runtime: ContextMenuApi['runtime'] = {
    getManifest: () => ({ optional_permissions: this.#optional }),
    onInstalled: { addListener: (call) => void this.#installed.push(call) },
  };

  constructor(isGiven: boolean, optional: readonly string[] = ['contextMenus']) {
    this.isGiven = isGiven;
    this.#optional = optional;
  }

  get contextMenus(): Menus | undefined {
    return this.isGiven ? this.#menus : undefined;
  }

  install(): void {
    for (const call of this.#installed) call();
  }

  click(selectionText?: string, pageUrl?: string): void {
    for (const call of this.#clicks) call({ selectionText, pageUrl });
  }
}

const ENTRY = 'find: Look it up (selection)';

function offered(browser: FakeBrowser): readonly Selection[] {
  const chosen: Selection[] = [];
  const log = { warn: (event: string) => browser.warnings.push(event) };
  offerContextMenu(browser, 'Look it up', (selection) => chosen.push(selection), log);
  return chosen;
}

describe('the entry in the menu of selected text', () => {
  it('is made when the permission is given, and tells what was selected', async () => {
    const browser = new FakeBrowser(false);
    const chosen = offered(browser);
    browser.install();
    await Promise.resolve();
    expect(browser.entries).toEqual([]);
    await contextMenuSwitch(browser)?.set(true);
    await Promise.resolve();
    expect(browser.entries).toEqual([ENTRY]);
    browser.click('a4f86b1', 'https://hub.docker.com/_/nginx');
    browser.click(undefined, undefined);
    expect(chosen).toEqual([
      { text: 'a4f86b1', pageAddress: 'https://hub.docker.com/_/nginx' },
      { text: '' },
    ]);
  });

  it('is heard by a worker that starts again, which makes no second one', () => {
    const browser = new FakeBrowser(true);
    const chosen = offered(browser);
    expect(browser.entries).toEqual([]);
    browser.click('nginx:1.27');
    expect(chosen).toEqual([{ text: 'nginx:1.27' }]);
  });

  it('is heard once after the permission was taken away and given back', async () => {
    const browser = new FakeBrowser(true);
    const chosen = offered(browser);
    const menuSwitch = contextMenuSwitch(browser);
    await menuSwitch?.set(false);
    expect(browser.entries).toEqual([]);
    await menuSwitch?.set(true);
    await Promise.resolve();
    expect(browser.entries).toEqual([ENTRY]);
    browser.click('x');
    expect(chosen).toEqual([{ text: 'x' }]);
  });

  it('is made anew by an update, once', async () => {
    const browser = new FakeBrowser(true);
    const chosen = offered(browser);
    browser.install();
    await Promise.resolve();
    browser.install();
    await Promise.resolve();
    expect(browser.entries).toEqual([ENTRY]);
    browser.click('x');
    expect(chosen).toEqual([{ text: 'x' }]);
  });
});

it('an entry that cannot be made is logged, and nothing else', async () => {
  const browser = new FakeBrowser(true);
  offered(browser);
  browser.isBroken = true;
  browser.install();
  await Promise.resolve();
  await Promise.resolve();
  expect(browser.entries).toEqual([]);
  expect(browser.warnings).toEqual(['menu entry cannot be made']);
});

describe('its switch', () => {
  it('is not there in a build that cannot have the permission', () => {
    expect(contextMenuSwitch(new FakeBrowser(false, []))).toBeUndefined();
  });

  it('asks for the permission, and says where that is refused', async () => {
    const browser = new FakeBrowser(false);
    const menuSwitch = contextMenuSwitch(browser);
    browser.isRefused = true;
    expect(await menuSwitch?.set(true)).toBe(false);
    expect(await menuSwitch?.isOn()).toBe(false);
    browser.isRefused = false;
    expect(await menuSwitch?.set(true)).toBe(true);
    expect(await menuSwitch?.isOn()).toBe(true);
  });

  it('takes the entry away while it still may, then the permission, and tells of each change', async () => {
    const browser = new FakeBrowser(true);
    const menuSwitch = contextMenuSwitch(browser);
    let changes = 0;
    menuSwitch?.onChange(() => {
      changes += 1;
    });
    expect(await menuSwitch?.set(false)).toBe(true);
    expect(browser.done).toEqual(['remove all, permission: true']);
    expect(await menuSwitch?.isOn()).toBe(false);
    await menuSwitch?.set(true);
    expect(changes).toBe(2);
  });
});
