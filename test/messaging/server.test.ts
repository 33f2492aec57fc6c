import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connectPage, type PageClient } from '../../src/messaging/client.ts';
import type { DrawnAnswer } from '../../src/messaging/drawn.ts';
import { MAX_PORTS } from '../../src/messaging/port-limit.ts';
import { MAX_SOUGHT, MAX_WINDOW, type PopupAnswer } from '../../src/messaging/protocol.ts';
import type { CheckedPageRequest } from '../../src/messaging/schemas-page.ts';
import type { CheckedPopupRequest } from '../../src/messaging/schemas-popup.ts';
import { serve } from '../../src/messaging/server.ts';
import type { PortSender } from '../../src/platform/ports.ts';
import { digestOf } from '../background/digests.ts';
import { PAGE_REQUESTS, POPUP_REQUESTS } from '../fuzz/messages.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakePorts } from '../platform/fake-ports.ts';
import { groupView, repositoryView } from '../ui/samples.ts';
import { nginx, redis } from './names.ts';
import { plainLooks } from './plain-looks.ts';

/** `retry` names nothing, and `opened` and `accepts` of an own page lack the repository that a page must name. */
const isPageRequest = ({ type }: { readonly type: string }) =>
  type === 'retry' || type === 'resume';

const tagsPage = 'https://hub.docker.com/_/nginx/tags';
const watch = { type: 'watch', repository: nginx, tags: ['1.27'], visible: 1 };
const open = { type: 'open', repository: nginx };

describe('the worker’s end of the ports', () => {
  let ports: FakePorts;
  /** Hosts that were taken away, and what hears of one that is given back. */
  let missing: readonly string[];
  let onGiven: () => void;
  let asked: (CheckedPageRequest | CheckedPopupRequest)[];
  /** Tells something on the popup's port that was opened last. */
  let tellPopup: (answer: PopupAnswer) => void;
  let ended: number;
  let warnings: { event: string; facts: unknown }[];

  beforeEach(() => {
    ports = new FakePorts();
    missing = [];
    asked = [];
    ended = 0;
    warnings = [];
    const session = {
      ask: (request: CheckedPageRequest | CheckedPopupRequest) => asked.push(request),
      end: () => {
        ended += 1;
      },
    };
    const log = { warn: (event: string, facts?: unknown) => warnings.push({ event, facts }) };
    serve({
      host: ports,
      sessions: {
        page: () => session,
        popup(answer) {
          tellPopup = answer;
          return session;
        },
      },
      log,
      access: {
        missing: async (hosts) => hosts.filter((host) => missing.includes(host)),
        onGiven(call) {
          onGiven = call;
        },
      },
      looks: plainLooks,
    });
  });

  function ask(name: string, sender: PortSender, ...messages: unknown[]) {
    ports.sender = sender;
    const port = ports.open(name);
    for (const message of messages) port?.post(message);
    return port;
  }

  it.each([
    ['a tags page', { url: tagsPage, tabUrl: tagsPage }],
    [
      'a tab that went there by client-side navigation',
      { url: 'https://hub.docker.com/', tabUrl: tagsPage },
    ],
    ['a browser that keeps the tab’s address to itself', { url: tagsPage }],
    ['the owner’s view', { url: 'https://hub.docker.com/repository/docker/library/nginx/tags' }],
  ])('answers %s', (_, sender) => {
    ask('page', sender, watch);
    expect(asked).toEqual([watch]);
  });

  it.each([
    ['of another repository', { url: tagsPage, tabUrl: 'https://hub.docker.com/_/redis/tags' }],
    ['that is no image page', { url: tagsPage, tabUrl: 'https://hub.docker.com/search?q=nginx' }],
    ['of another site', { url: 'https://example.com/_/nginx/tags' }],
    ['of another site inside Docker Hub’s tab', { url: 'https://example.com/', tabUrl: tagsPage }],
    ['without an address', {}],
  ])('closes the port of a page %s', (_, sender) => {
    const port = ask('page', sender, watch);
    expect(asked).toEqual([]);
    expect(port?.other).toBeUndefined();
  });

  it('answers only the extension’s own pages on the popup’s port', () => {
    ask('popup', { url: `${ports.ownPages}popup.html?repository=nginx` }, open);
    expect(asked).toEqual([open]);
    ask('popup', { url: tagsPage, tabUrl: tagsPage }, open);
    ask('popup', { url: 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba/popup.html' }, open);
    ask('popup', {}, open);
    ask('devtools', { url: `${ports.ownPages}popup.html` }, open);
    expect(asked).toHaveLength(1);
  });

  it.each(POPUP_REQUESTS.map((request) => [request.type, request] as const))(
    'takes a %s from own pages, and from no other page unless a page may ask that too',
    (_, request) => {
      ask('page', { url: tagsPage }, request);
      expect(asked).toEqual(isPageRequest(request) ? [request] : []);
      ask('popup', { url: tagsPage, tabUrl: tagsPage }, request);
      ask('popup', { url: 'https://hub.docker.com.example/', tabId: 1 }, request);
      expect(asked).toEqual(isPageRequest(request) ? [request] : []);
      asked = [];
      // The options page, and the popup's page as a tab, stand in a tab of their own.
      const url = `${ports.ownPages}options.html`;
      ask('popup', { url, tabUrl: url, tabId: 1 }, request);
      expect(asked).toEqual([request]);
    },
  );

  it.each(PAGE_REQUESTS.map((request) => [request.type, request] as const))(
    'takes a %s from a page for the repository of its own tab alone',
    (_, request) => {
      ask('page', { url: tagsPage }, request);
      expect(asked).toEqual([request]);
      asked = [];
      const elsewhere = { url: tagsPage, tabUrl: 'https://hub.docker.com/_/redis/tags' };
      const port = ask('page', elsewhere, request);
      // It names no repository: it is about what was asked for before.
      const isOfNone = !('repository' in request);
      expect(asked).toEqual(isOfNone ? [request] : []);
      expect(port?.other === undefined).toBe(!isOfNone);
    },
  );

  describe('tell a page that access to the site was taken away, where its tab is hidden for that,', () => {
    const hidden = { url: 'https://hub.docker.com/_/redis/tags' };
    const SITE = 'hub.docker.com';
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    let clock: FakeClock;
    let heard: DrawnAnswer[];

    beforeEach(() => {
      clock = new FakeClock();
      heard = [];
      missing = [SITE];
      ports.sender = hidden;
    });

    function connect(): PageClient {
      return connectPage({
        opener: ports,
        clock,
        onTags: (answer) => heard.push(answer),
        onListed: (answer) => heard.push(answer),
        onLines: (answer) => heard.push(answer),
        onBack: () => () => undefined,
        onLook: () => () => undefined,
        onOrphaned: () => undefined,
      });
    }

    const askAll = (client: PageClient) => {
      client.watch(nginx, ['1.27'], 1);
      client.list({ repository: nginx, page: 1 });
      client.lines(nginx, [['1.27', 'latest']], 1);
    };

    it('and ask nothing, and are not asked again and again', async () => {
      askAll(connect());
      await settle();
      const permission = { failure: { kind: 'permission', host: SITE } };
      expect(heard).toMatchObject([
        {
          type: 'tags',
          tags: [{ tag: '1.27', attributes: { 'data-state': 'failed' }, ...permission }],
        },
        { type: 'listed', page: 1, tags: [], ...permission },
        { type: 'lines', lines: [{ tags: ['1.27', 'latest'], asking: false, ...permission }] },
      ]);
      expect(asked).toEqual([]);
      expect(ports.opened).toHaveLength(1);
      // The worker sleeps in between.
      ports.opened[0]?.other?.close();
      clock.advance(3_600_000);
      await settle();
      expect(ports.opened).toHaveLength(1);
      expect(warnings).toEqual([]);
    });

    it('and answer it as soon as access is back', async () => {
      askAll(connect());
      await settle();
      // Another host.
      onGiven();
      await settle();
      expect(ports.opened[0]?.other).toBeDefined();
      missing = [];
      ports.sender = { url: hidden.url, tabUrl: tagsPage };
      onGiven();
      await settle();
      clock.advance(1_000);
      expect(ports.opened).toHaveLength(2);
      expect(asked).toContainEqual(watch);
      expect(asked.map(({ type }) => type)).toEqual(['resume', 'watch', 'list', 'lines']);
    });

    it('and no other page: not one that tells of its tab, nor where access is given', async () => {
      const other = ask('page', { url: hidden.url, tabUrl: hidden.url }, watch);
      missing = [];
      const given = ask('page', hidden, watch);
      await settle();
      expect([other?.other, given?.other]).toEqual([undefined, undefined]);
      expect(warnings).toHaveLength(2);
    });

    it('and let go of those that leave', async () => {
      const port = ask('page', hidden, watch);
      await settle();
      port?.close();
      missing = [];
      onGiven();
      await settle();
      expect(ended).toBe(1);
    });
  });

  it('ends the oldest of too many ports in one tab', () => {
    const sender = { url: tagsPage, tabUrl: tagsPage, tabId: 7 };
    const first = ask('page', sender, watch);
    for (let n = 1; n < MAX_PORTS; n += 1) ask('page', sender, watch);
    const other = ask('page', { ...sender, tabId: 8 }, watch);
    expect([first?.other, other?.other]).not.toContain(undefined);
    expect(ended).toBe(0);
    const last = ask('page', sender, watch);
    expect(first?.other).toBeUndefined();
    expect(ended).toBe(1);
    expect(last?.other).toBeDefined();
  });

  it('counts a port out that was closed', () => {
    const sender = { url: tagsPage, tabUrl: tagsPage, tabId: 7 };
    const first = ask('page', sender, watch);
    for (let n = 0; n < MAX_PORTS * 3; n += 1) ask('page', sender, watch)?.close();
    expect(first?.other).toBeDefined();
    expect(ended).toBe(MAX_PORTS * 3);
  });

  it.each([
    ['no object', 'watch'],
    ['an unknown type', { type: 'look' }],
    ['a familiar name', { ...watch, repository: 'nginx' }],
    ['a tag that is none', { ...watch, tags: ['1.27', '../../secret'] }],
    ['too many tags', { ...watch, tags: Array.from({ length: 1_001 }, (_, n) => `t${n}`) }],
    ['a negative count', { ...watch, visible: -1 }],
    ['an opened tag that is none', { type: 'opened', repository: nginx, tags: ['<b>'] }],
    [
      'too many opened tags',
      { type: 'opened', repository: nginx, tags: Array.from({ length: 101 }, (_, n) => `t${n}`) },
    ],
    ['a line without tags', { type: 'lines', repository: nginx, lines: [[]], visible: 0 }],
    [
      'too many tags on lines',
      {
        type: 'lines',
        repository: nginx,
        lines: Array.from({ length: 2 }, () => Array.from({ length: 501 }, (_, n) => `t${n}`)),
        visible: 0,
      },
    ],
    ['page nought', { type: 'list', repository: nginx, page: 0 }],
  ])('ignores a message that is wrong, and logs nothing of it: %s', (_, message) => {
    ask('page', { url: tagsPage }, message, watch);
    expect(asked).toEqual([watch]);
    expect(warnings).toEqual([{ event: 'message ignored', facts: undefined }]);
  });

  it.each([
    { type: 'opened', repository: redis, tags: ['1'] },
    { type: 'accepts', repository: redis, tag: '1' },
    { type: 'lines', repository: redis, lines: [['1']], visible: 1 },
  ])('answers a page for its own repository only: %j', async (request) => {
    const port = ask('page', { url: tagsPage }, { ...request, repository: nginx }, request);
    expect(asked).toEqual([{ ...request, repository: nginx }]);
    await vi.waitFor(() => expect(port?.other === undefined).toBe(true));
  });

  it.each([
    ['seven digits at least', { hex: 'abcdef' }],
    ['lower case', { hex: 'ABCDEF0' }],
    ['whole pulls', { pulls: 0.5 }],
    ['a bounded price', { pulls: 1_001 }],
    ['digests', { groups: ['sha256:x'] }],
  ])('wants of a seek: %s', (_, wrong) => {
    const seek = { type: 'seek', hex: 'abcdef0', groups: [digestOf('x')], pulls: 1 };
    ask('popup', { url: `${ports.ownPages}popup.html` }, { ...seek, ...wrong }, seek);
    expect(asked).toEqual([seek]);
  });

  it.each([
    ['a text', { sought: undefined }],
    ['one of a length that is searched', { sought: 'x'.repeat(MAX_SOUGHT + 1) }],
    ['a place', { from: -1 }],
    ['a whole one', { from: 0.5 }],
    ['no more groups than a view tells', { count: MAX_WINDOW + 1 }],
  ])('wants of a window: %s', (_, wrong) => {
    const window = { type: 'window', sought: '1.2', from: 0, count: MAX_WINDOW };
    ask('popup', { url: `${ports.ownPages}popup.html` }, { ...window, ...wrong }, window);
    expect(asked).toEqual([window]);
  });

  it('wants one of the forms of a list', () => {
    const list = { type: 'export', form: 'html' };
    ask('popup', { url: `${ports.ownPages}popup.html` }, { ...list, form: 'exe' }, list);
    expect(asked).toEqual([list]);
  });

  it('tells a group that has not changed by its digest, once it was told on the same port', () => {
    const group = groupView(1, ['1.27']);
    const answer: PopupAnswer = { type: 'repository', view: repositoryView({ groups: [group] }) };
    const sent = () => {
      const port = ask('popup', { url: `${ports.ownPages}popup.html` }, open);
      tellPopup(answer);
      tellPopup(answer);
      return port?.other?.sent;
    };
    const told = [answer, { ...answer, view: { ...answer.view, groups: [group.digest] } }];
    expect(sent()).toEqual(told);
    expect(sent()).toEqual(told);
  });

  it('tells each group in full once more to a popup that has not understood', () => {
    const group = groupView(1, ['1.27']);
    const answer: PopupAnswer = { type: 'repository', view: repositoryView({ groups: [group] }) };
    const port = ask('popup', { url: `${ports.ownPages}popup.html` }, open);
    tellPopup(answer);
    port?.post({ type: 'retell' });
    tellPopup(answer);
    expect(asked).toEqual([open, { type: 'retell' }]);
    expect(port?.other?.sent).toEqual([answer, answer]);
  });

  it('takes a thousand tags', () => {
    const tags = Array.from({ length: 1_000 }, (_, n) => `t${n}`);
    ask('page', { url: tagsPage }, { ...watch, tags });
    expect(asked).toEqual([{ ...watch, tags }]);
  });

  it('ends a session with its port', () => {
    ask('page', { url: tagsPage }, watch)?.close();
    expect(ended).toBe(1);
  });
});
