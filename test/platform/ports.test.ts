import { describe, expect, it } from 'vitest';
import { portHost, portOpener } from '../../src/platform/ports.ts';
import { fakeBrowser } from './fake-browser.ts';

describe('the asker’s ports', () => {
  it('hand messages over both ways', () => {
    const { browser, ports } = fakeBrowser();
    const port = portOpener(browser).open('page');
    const got: unknown[] = [];
    port?.onMessage((message) => got.push(message));
    expect(port?.post({ type: 'retry' })).toBe(true);
    ports[0]?.deliver({ type: 'tags' });
    expect(ports[0]?.posted).toEqual([{ type: 'retry' }]);
    expect(got).toEqual([{ type: 'tags' }]);
  });

  it('say that a message could not be handed over, where the browser throws', () => {
    const { browser, ports } = fakeBrowser();
    const port = portOpener(browser).open('page');
    ports[0]?.breakDown();
    expect(port?.post({ type: 'retry' })).toBe(false);
  });

  it.each([
    ['', false],
    [', also where their extension is gone', true],
  ])('say when the other side is gone%s', (_, isOrphan) => {
    const { browser, ports } = fakeBrowser();
    const port = portOpener(browser).open('page');
    let closed = 0;
    port?.onClose(() => {
      closed += 1;
    });
    if (isOrphan) ports[0]?.orphan();
    ports[0]?.disconnectFromAfar();
    expect(closed).toBe(1);
  });

  it('look at the reason of an end, which is an error in the page’s console otherwise', () => {
    const { browser, ports, looks } = fakeBrowser();
    portOpener(browser).open('page');
    expect(looks.count).toBe(0);
    ports[0]?.disconnectFromAfar();
    expect(looks.count).toBe(1);
  });

  it.each([
    ['this side closes it', 'near', 0],
    ['the other side is gone', 'far', 2],
  ] as const)('leave nothing that listens once %s', (_, side, told) => {
    const { browser, ports } = fakeBrowser();
    const port = portOpener(browser).open('page');
    let closed = 0;
    const count = () => {
      closed += 1;
    };
    port?.onMessage(() => undefined);
    port?.onClose(count);
    port?.onClose(() => count());
    if (side === 'near') port?.close();
    else ports[0]?.disconnectFromAfar();
    expect([ports[0]?.onMessage.size, ports[0]?.onDisconnect.size]).toEqual([0, 0]);
    expect(closed).toBe(told);
  });

  it('are closed without a word by a script whose extension is gone', () => {
    const { browser, ports } = fakeBrowser();
    const port = portOpener(browser).open('page');
    ports[0]?.orphan();
    expect(() => port?.close()).not.toThrow();
  });

  it.each([
    ['has no id any more', { id: undefined }],
    ['throws on a look', 'throws'],
  ] as const)('are not there for a script whose extension %s', (_, runtime) => {
    const { browser } = fakeBrowser(runtime);
    const opener = portOpener(browser);
    expect(opener.alive()).toBe(false);
    expect(opener.open('page')).toBeUndefined();
  });

  it('are not there where connecting throws', () => {
    const { browser } = fakeBrowser({ id: 'abc', connectThrows: true });
    expect(portOpener(browser).open('page')).toBeUndefined();
  });
});

describe('the worker’s ports', () => {
  it('say who opened them', () => {
    const { browser, connectFrom } = fakeBrowser();
    const senders: unknown[] = [];
    portHost(browser).onOpen((port) => senders.push(port.sender));
    const nginx = 'https://hub.docker.com/_/nginx';
    connectFrom({ url: 'https://hub.docker.com/', tab: { id: 7, url: nginx } });
    connectFrom({ url: 'chrome-extension://abc/popup.html' });
    connectFrom(undefined);
    expect(senders).toEqual([
      { url: 'https://hub.docker.com/', tabUrl: nginx, tabId: 7 },
      { url: 'chrome-extension://abc/popup.html' },
      {},
    ]);
  });

  it('know where the extension’s own pages live', () => {
    expect(portHost(fakeBrowser().browser).ownPages).toBe('chrome-extension://abc/');
  });
});
