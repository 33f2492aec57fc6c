// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAILURE_KINDS } from '../../../src/core/failure.ts';
import type { RepositoryView } from '../../../src/messaging/view.ts';
import { Popup } from '../../../src/ui/popup/popup.tsx';
import type { PopupProps } from '../../../src/ui/popup/props.ts';
import { text } from '../../text/catalog-text.ts';
import {
  digest,
  groupView,
  IMAGE,
  INDEX,
  images,
  NOW,
  readyView,
  repository,
  repositoryView,
  tagDetail,
} from '../samples.ts';
import { FakeIntersectionObserver } from './fake-intersection-observer.ts';
import { Played } from './played-worker.tsx';

beforeEach(() => FakeIntersectionObserver.install());
afterEach(cleanup);

const GROUPS = [
  groupView(1, ['1.31.2', '1.31', 'latest'], {
    images: images(1, ['linux/amd64', 'linux/arm64']).map((image, index) =>
      index === 0 ? { ...image, configDigest: digest(71) } : image,
    ),
    imageId: { platform: 'linux/amd64', digest: digest(71), pulls: 0, busy: false },
    attestations: [digest(91)],
  }),
  groupView(2, ['1.30.4', 'stable'], {
    evidence: 'hub',
    imageId: { platform: 'linux/amd64', pulls: 2, busy: false },
  }),
  groupView(3, ['model'], { mediaType: IMAGE, images: [] }),
];

/** What the popup calls, each to be looked at. */
function actions() {
  return {
    onRepository: vi.fn(),
    onWindow: vi.fn(),
    onVisible: vi.fn(),
    onReveal: vi.fn(),
    onOpened: vi.fn(),
    onAccepts: vi.fn(),
    onRead: vi.fn(),
    onRetry: vi.fn(),
    onCopy: vi.fn(async (_: string) => true),
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
}

function show(more: Partial<PopupProps> = {}) {
  const calls = actions();
  const draw = (extra: Partial<PopupProps>) => (
    <Played
      text={text}
      now={NOW}
      repository={repository('library/nginx')}
      view={repositoryView({ groups: GROUPS })}
      details={new Map()}
      access={{ missing: [], onAsk: async () => true }}
      {...calls}
      {...more}
      {...extra}
    />
  );
  const { container, rerender } = render(draw({}));
  const one = (selector: string) => {
    const found = container.querySelectorAll<HTMLElement>(selector);
    expect(found, selector).toHaveLength(1);
    return found.item(0);
  };
  const all = (selector: string) => [...container.querySelectorAll<HTMLElement>(selector)];
  return {
    ...calls,
    container,
    one,
    all,
    update: (next: Partial<PopupProps>) => rerender(draw(next)),
  };
}

/** With the first group opened, and its detail there. */
function opened() {
  const shown = show({
    details: new Map([['1.31.2', tagDetail(readyView({ aliases: ['stable'] }))]]),
  });
  fireEvent.click(
    within(shown.one('[data-alias-group]:first-child')).getByRole('button', { name: /^index/ }),
  );
  return shown;
}

const GROUP = ['data-digest', 'data-tags', 'data-media-type', 'data-evidence'];
const PLATFORM = ['data-platform', 'data-manifest-digest', 'data-config-digest'];
const METER = ['data-limit', 'data-remaining', 'data-window-seconds', 'data-spent'];
const attributes = (element: Element, names: readonly string[]) =>
  names.map((name) => element.getAttribute(name));

const withView = (view: Partial<RepositoryView>) => ({ view: repositoryView(view) });
const input = (name: 'repository' | 'find') =>
  screen.getByRole<HTMLInputElement>('textbox', {
    name: { repository: 'Repository', find: 'Find a tag or a digest' }[name],
  });
const type = (name: 'repository' | 'find', value: string) =>
  fireEvent.input(input(name), { target: { value } });

describe('the stable surface (contract, section 4)', () => {
  it('names the repository on the root', () => {
    expect(show().one('[data-repository]').dataset['repository']).toBe('library/nginx');
  });

  it('has both boxes under their names', () => {
    const { one } = show();
    expect(one('input[name="repository"]')).toBe(input('repository'));
    expect(one('input[name="find"]')).toBe(input('find'));
  });

  it('has one element for each distinct digest, with what is known of it', () => {
    const groups = show().all('[data-alias-group]');
    expect(groups.map((group) => attributes(group, GROUP))).toEqual([
      [digest(1), '1.31.2 1.31 latest', INDEX, 'registry'],
      [digest(2), '1.30.4 stable', INDEX, 'hub'],
      [digest(3), 'model', IMAGE, 'registry'],
    ]);
  });

  it('has every platform in the document, closed groups included', () => {
    const { all } = show();
    const [first] = all('[data-alias-group]');
    const platforms = [...(first?.querySelectorAll<HTMLElement>('[data-platform]') ?? [])];
    expect(platforms.map((platform) => attributes(platform, PLATFORM))).toEqual([
      ['linux/amd64', images(1)[0]?.digest, digest(71)],
      ['linux/arm64', images(1)[1]?.digest, null],
    ]);
  });

  it.each([
    ['cached', { pulls: 0 }, '0', 'Show'],
    ['one', { pulls: 1 }, '1', 'Show · costs 1 pull'],
    ['two', { pulls: 2 }, '2', 'Show · costs 2 pulls'],
  ] as const)('names the price of an image ID: %s', (_, more, pulls, words) => {
    const imageId = { platform: 'linux/amd64', busy: false, ...more };
    const { one, onReveal } = show(withView({ groups: [groupView(1, ['1'], { imageId })] }));
    const button = one('button[data-action="reveal-image-id"]');
    expect(button.dataset['pulls']).toBe(pulls);
    expect(button.textContent).toBe(words);
    fireEvent.click(button);
    expect(onReveal).toHaveBeenCalledExactlyOnceWith(digest(1));
  });

  it.each([
    ['none is left', { remaining: 0 }, 1, 'none left now'],
    ['some are left', { remaining: 1 }, 1, undefined],
    ['it costs none', { remaining: 0 }, 0, undefined],
  ] as const)('says beside the price of an image ID where %s', (_, more, pulls, words) => {
    const imageId = { platform: 'linux/amd64', busy: false, pulls } as const;
    const meter = { limit: 100, remaining: 100, windowSeconds: 3600, spent: 0 };
    const groups = [groupView(1, ['1'], { imageId })];
    // The same groups: what is left is told later.
    const { one, update } = show(withView({ groups, meter }));
    update(withView({ groups, meter: { ...meter, ...more } }));
    const button = one('button[data-action="reveal-image-id"]');
    expect(button.nextElementSibling?.textContent).toBe(words);
    expect(button.getAttribute('aria-describedby')).toBe(button.nextElementSibling?.id ?? null);
  });

  it('does not ask twice while an image ID is being read', () => {
    const imageId = { platform: 'linux/amd64', pulls: 1, busy: true } as const;
    const { one, onReveal } = show(withView({ groups: [groupView(1, ['1'], { imageId })] }));
    fireEvent.click(one('button[data-action="reveal-image-id"]'));
    expect(onReveal).not.toHaveBeenCalled();
  });

  it('has no such button where the image ID is known, or where there is none', () => {
    const { imageId: _, ...artifact } = groupView(2, ['model']);
    expect(
      GROUPS[0] && show(withView({ groups: [GROUPS[0], artifact] })).all('[data-action^="reveal"]'),
    ).toEqual([]);
  });

  it.each([
    [{ spent: 0 }, [null, null, null, '0'], 'Pulls left: not known yet · 0 by Digest Lens'],
    [
      { limit: 'unlimited', spent: 2 },
      ['unlimited', null, null, '2'],
      'Pulls are not limited here · 2 by Digest Lens',
    ],
    [
      { limit: 100, remaining: 96, windowSeconds: 3600, spent: 4 },
      ['100', '96', '3600', '4'],
      '96 of 100 pulls left · 4 by Digest Lens',
    ],
  ] as const)('has a pull meter: %o', (meter, values, words) => {
    const element = show(withView({ meter })).one('[data-pull-meter]');
    expect(attributes(element, METER)).toEqual(values);
    expect(element.textContent).toBe(words);
  });

  it('shows progress while a long listing runs, and only then', () => {
    const { one, all, update } = show(withView({ progress: { done: 300, total: 1339 } }));
    expect(one('[data-progress]').dataset).toMatchObject({ done: '300', total: '1339' });
    update(withView({}));
    expect(all('[data-progress]')).toEqual([]);
  });

  it('alerts once about access that is missing, however many groups it is missed in', () => {
    const failure = { kind: 'permission', host: 'registry-1.docker.io' } as const;
    const imageId = { platform: 'linux/amd64', pulls: 1, busy: false, failure } as const;
    const groups = [1, 2].map((seed) => groupView(seed, [`${seed}`], { failure, imageId }));
    const access = { missing: ['registry-1.docker.io'], onAsk: async () => true };
    const { one, all, update } = show({ ...withView({ groups, failure }), access });
    expect(one('[role="alert"]').dataset['failure']).toBe('permission');
    expect(all('[data-action="reveal-image-id"]')).toHaveLength(2);
    update({ access: { ...access, missing: [] } });
    expect(all('[role="alert"]')).toHaveLength(5);
  });

  it.each(FAILURE_KINDS)('alerts about %s and keeps what is known', (kind) => {
    const { one, all } = show(withView({ state: 'failed', groups: GROUPS, failure: { kind } }));
    expect(one('[role="alert"][data-failure]').dataset['failure']).toBe(kind);
    expect(all('[data-alias-group]')).toHaveLength(3);
  });
});

describe('the find box', () => {
  const [amd64] = images(1);
  it.each([
    ['an index digest', digest(1), 'index', '1.31.2 1.31 latest', undefined],
    ['its twelve digits', digest(1).slice(7, 19), 'index', '1.31.2 1.31 latest', undefined],
    [
      'a platform’s manifest',
      amd64?.digest ?? '',
      'image-manifest',
      '1.31.2 1.31 latest',
      'linux/amd64',
    ],
    ['an image ID', digest(71), 'config', '1.31.2 1.31 latest', 'linux/amd64'],
    ['an attestation', digest(91), 'attestation', '1.31.2 1.31 latest', undefined],
    ['a tag', 'stable', 'tag', '1.30.4 stable', undefined],
    ['a pull command', 'docker pull nginx:stable', 'tag', '1.30.4 stable', undefined],
    ['a digest that is not here', digest(12345), 'unknown', '', undefined],
  ])('answers %s', (_, pasted, kind, tags, platform) => {
    const { one } = show();
    type('find', pasted);
    const { dataset } = one('[data-find-result]');
    expect(dataset['kind']).toBe(kind);
    expect(dataset['tags']).toBe(tags);
    expect(dataset['platform']).toBe(platform);
  });

  it('says the answer in words, where screen readers hear it', () => {
    show();
    type('find', digest(71));
    const status = screen.getAllByRole('status').find((s) => s.textContent !== '');
    expect(status?.textContent).toBe(
      'Image ID (config digest) for linux/amd64 of 1.31.2, 1.31, latest.',
    );
  });

  it('filters the groups while typing, and Escape brings them back', () => {
    const { all } = show();
    type('find', '1.3');
    expect(all('[data-alias-group]')).toHaveLength(2);
    type('find', '1.30');
    expect(all('[data-alias-group]').map((g) => g.dataset['tags'])).toEqual(['1.30.4 stable']);
    const notCancelled = fireEvent.keyDown(input('find'), { key: 'Escape' });
    expect(notCancelled).toBe(false);
    expect(all('[data-alias-group]')).toHaveLength(3);
    expect(all('[data-find-result]')).toEqual([]);
  });

  it('leaves only the group that holds a pasted digest', () => {
    const { all } = show();
    type('find', digest(71));
    expect(all('[data-alias-group]').map((g) => g.dataset['digest'])).toEqual([digest(1)]);
  });

  it('leaves Escape to the browser when it is empty, so that the popup closes', () => {
    show();
    expect(fireEvent.keyDown(input('find'), { key: 'Escape' })).toBe(true);
  });
});

describe('the repository box', () => {
  const submit = () => {
    const form = input('repository').closest('form');
    if (form) fireEvent.submit(form);
  };

  it('goes to another repository by its familiar name', () => {
    const { onRepository } = show();
    type('repository', 'docker.io/bitnami/redis');
    submit();
    expect(onRepository).toHaveBeenCalledExactlyOnceWith('bitnami/redis', undefined);
    expect(input('repository').value).toBe('bitnami/redis');
  });

  it.each([
    ['docker pull redis:7', 'library/redis', '7'],
    [`redis:7@${digest(1)}`, 'library/redis', '7'],
    ['https://hub.docker.com/r/bitnami/redis/tags?page=2', 'bitnami/redis', undefined],
  ])('goes where %j leads', (pasted, name, tag) => {
    const { onRepository } = show();
    type('repository', pasted);
    submit();
    expect(onRepository).toHaveBeenCalledExactlyOnceWith(name, tag);
  });

  it.each([
    ['ghcr.io/a/b', '“ghcr.io” is another registry'],
    ['Nginx', 'A repository name has no upper-case letters'],
    ['', 'The repository name is empty.'],
    ['a b', 'There is no space in a reference.'],
    ['ünïcode', '“ü” cannot stand in a repository name.'],
    ['https://hub.docker.com/search?q=x', 'is not the page of an image on Docker Hub'],
  ])('refuses %j in one line', (value, words) => {
    const { onRepository } = show();
    type('repository', value);
    submit();
    expect(screen.getByRole('alert').textContent).toContain(words);
    expect(input('repository').getAttribute('aria-invalid')).toBe('true');
    expect(onRepository).not.toHaveBeenCalled();
  });

  it('takes the old name back with Escape', () => {
    show();
    type('repository', 'redis');
    fireEvent.keyDown(input('repository'), { key: 'Escape' });
    expect(input('repository').value).toBe('nginx');
  });

  it('waits, focused, where there is no repository', () => {
    const { container } = render(
      <Popup
        text={text}
        details={new Map()}
        access={{ missing: [], onAsk: async () => true }}
        {...actions()}
      />,
    );
    expect(document.activeElement).toBe(input('repository'));
    expect(container.querySelector('[data-repository]')).toBeNull();
    expect(screen.getByRole('heading', { name: 'Which image?' })).toBeTruthy();
  });
});

describe('groups', () => {
  it('open to the sheet of their first tag, once the worker has told it', () => {
    const { all, one, onOpened, update } = show();
    const toggle = () =>
      within(one('[data-alias-group]:first-child')).getByRole('button', { name: /^index/ });
    expect(onOpened).not.toHaveBeenCalled();
    expect(toggle().textContent).toContain('All digests, pins and relations of 1.31.2');
    fireEvent.click(toggle());
    expect(toggle().getAttribute('aria-expanded')).toBe('true');
    expect(toggle().textContent).toContain('Hide digests, pins and relations of 1.31.2');
    expect(onOpened).toHaveBeenCalledExactlyOnceWith(['1.31.2']);
    expect(one('.group-sheet [role="status"]').textContent).toBe('Putting together what is known…');
    update({ details: new Map([['1.31.2', tagDetail(readyView())]]) });
    expect(all('.group-sheet [data-sheet]')).toHaveLength(6);
    expect(toggle().getAttribute('aria-controls')).toBe(one('.group-sheet').id);
    fireEvent.click(toggle());
    expect(onOpened).toHaveBeenLastCalledWith([]);
    expect(all('.group-sheet')).toEqual([]);
  });

  it('close a guard by Escape, and not the popup', () => {
    const { all } = opened();
    const [guard] = all('details.guard');
    guard?.setAttribute('open', '');
    const summary = guard?.querySelector('summary');
    expect(summary && fireEvent.keyDown(summary, { key: 'Escape' })).toBe(false);
    expect(guard?.hasAttribute('open')).toBe(false);
    expect(summary && fireEvent.keyDown(summary, { key: 'Escape' })).toBe(true);
  });

  it('keep every platform in the document once while they are opened', () => {
    const { all, one } = opened();
    expect(all('[data-alias-group]:first-child [data-platform]')).toHaveLength(2);
    expect(one('[data-alias-group]:first-child [data-config-digest]').dataset['platform']).toBe(
      'linux/amd64',
    );
  });

  it('do in their sheet what a click says: copy, ask, read, go to a tag', () => {
    const { one, all, onCopy, onAccepts, onRead } = opened();
    fireEvent.click(one('[data-sheet="pin"] .form:first-child [data-copies]'));
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(`nginx:1.31.2@${digest(1)}`);
    fireEvent.click(one('[data-action="ask-accepts"]'));
    expect(onAccepts).toHaveBeenCalledExactlyOnceWith('1.31.2');
    fireEvent.click(one('[data-sheet="checked"] [data-action="read-manifest"]'));
    expect(onRead).toHaveBeenCalledExactlyOnceWith(digest(1));
    fireEvent.click(one('[data-go-to="stable"]'));
    expect(input('find').value).toBe('stable');
    expect(all('[data-alias-group]').map((group) => group.dataset['tags'])).toEqual([
      '1.30.4 stable',
    ]);
  });

  it('show no sheet of a tag that has moved to another digest meanwhile', () => {
    const { update, all } = opened();
    update({ details: new Map([['1.31.2', tagDetail(readyView({ digest: digest(99) }))]]) });
    expect(all('.group-sheet [data-sheet]')).toEqual([]);
  });

  it('open by the tag that was asked for', () => {
    const { one, onOpened } = show({ tag: 'stable' });
    fireEvent.click(within(one('[data-asked="true"]')).getByRole('button', { name: /^index/ }));
    expect(onOpened).toHaveBeenCalledExactlyOnceWith(['stable']);
  });

  it('say which version their floating tags are, and nothing where a tag says it itself', () => {
    const version = { tag: '1.31.2', by: 'images', evidence: 'registry' } as const;
    const { all } = show(
      withView({
        groups: [
          groupView(1, ['1.31.2', 'latest'], { version: { ...version, by: 'digest' } }),
          groupView(2, ['stable', 'bookworm'], { version }),
          groupView(3, ['edge']),
        ],
      }),
    );
    expect(all('.group').map((group) => group.querySelector('.version')?.textContent)).toEqual([
      undefined,
      'is 1.31.2',
      undefined,
    ]);
    expect(all('.version')[0]?.title).toBe(
      'stable is 1.31.2: both have the same images, in another wrapper.',
    );
  });

  it.each([
    ['not-found', 'does not have the image’s manifest'],
    ['denied', 'does not give the image’s manifest'],
    ['unavailable', 'did not answer'],
    ['digest-mismatch', 'do not hash to their digest'],
  ] as const)(
    'say of a confirmed image only that its image ID could not be read: %s',
    (kind, why) => {
      const { one } = show(
        withView({
          groups: [
            groupView(1, ['1'], {
              imageId: {
                platform: 'linux/amd64',
                pulls: 1,
                busy: false,
                failure: { kind, host: 'registry-1.docker.io' },
              },
            }),
          ],
        }),
      );
      const line = one('[role="alert"][data-failure]');
      expect(line.textContent).toMatch(/^The image ID could not be read\. /);
      expect(line.textContent).toContain(why);
      expect(line.textContent).toContain('Use the button above to try again.');
      expect(line.textContent).not.toContain('name');
      expect(within(line).queryByRole('button')).toBeNull();
    },
  );

  it('say of an image ID that came to a 429 that no pulls are left, and until when', () => {
    const failure = {
      kind: 'rate-limited',
      host: 'registry-1.docker.io',
      until: NOW + 60_000,
    } as const;
    const imageId = { platform: 'linux/amd64', pulls: 1, busy: false, failure } as const;
    const { one } = show(withView({ groups: [groupView(1, ['1'], { imageId })] }));
    const said = one('[role="alert"][data-failure]').textContent;
    expect(said).toMatch(/^The image ID .+ No pulls are left until \d\d:\d\d\. Digests cost none/);
    expect(said).not.toContain('Nothing more is asked');
  });

  it('say once what went wrong where they are opened', () => {
    const failure = { kind: 'unavailable', host: 'registry-1.docker.io' } as const;
    const group = groupView(1, ['1'], { failure });
    const view = readyView({ tag: '1', digest: digest(1), failure });
    const opened = (shown: typeof group) => {
      const { container } = show({
        ...withView({ groups: [shown] }),
        details: new Map([['1', tagDetail(view)]]),
      });
      fireEvent.click(screen.getByRole('button', { expanded: false, name: /^index/ }));
      const times = container.textContent.split('Not reached.').length - 1;
      cleanup();
      return times;
    };
    expect(opened(group)).toBe(1);
    // Only the sheet knows of it.
    expect(opened(groupView(1, ['1']))).toBe(1);
  });

  it('say of a tag that is not confirmed what went wrong with it, and let it be asked again', () => {
    const failure = { kind: 'unavailable', host: 'registry-1.docker.io' } as const;
    const { one, onRetry } = show(
      withView({ groups: [groupView(1, ['1'], { evidence: 'hub', failure })] }),
    );
    const line = one('[role="alert"][data-failure]');
    expect(line.textContent).toContain('Not reached.');
    fireEvent.click(within(line).getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it.each([
    ['a model', IMAGE, 'No image ID: not a container image.'],
    ['an index of indexes', INDEX, 'No image ID: this index names no image itself.'],
  ])('say why %s has no image ID', (_, mediaType, words) => {
    const { imageId: _none, ...read } = groupView(4, ['7b'], { mediaType, images: [] });
    expect(show(withView({ groups: [read] })).one('.more-facts').textContent).toContain(words);
  });

  it('label the image ID for both stores (peer mistake 3)', () => {
    const { all } = show();
    const terms = [...(all('[data-alias-group]')[0]?.querySelectorAll('dt') ?? [])];
    expect(terms.map((term) => term.textContent)).toEqual([
      'docker images, classic store',
      'containerd store (Engine 29+)',
    ]);
  });

  it('stay twelve where there are twelve, each with its digest (peer mistake 6)', async () => {
    const groups = Array.from({ length: 12 }, (_, n) => groupView(n, [`1.${n}`]));
    const { all } = show(withView({ groups }));
    await waitFor(() => expect(all('[data-alias-group]')).toHaveLength(12));
    const told = all('[data-alias-group]').map((g) => g.querySelector('code.digest')?.textContent);
    expect(new Set(told).size).toBe(12);
  });

  it('copy the pin of the tag that was asked for, and mark it', () => {
    const { one, onCopy } = show({ tag: 'stable' });
    const asked = one('[data-asked="true"]');
    expect(asked.dataset['tags']).toBe('1.30.4 stable');
    fireEvent.click(within(asked).getByRole('button', { name: /^Copy pin/ }));
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(`nginx:stable@${digest(2)}`);
  });

  it('never cut "latest" or what is sought from a long list of tags', () => {
    const tags = [...Array.from({ length: 30 }, (_, n) => `1.${30 - n}`), 'latest'];
    const { all } = show(withView({ groups: [groupView(1, tags)] }));
    const chips = () => all('.tags .chip').map((chip) => chip.textContent);
    expect(chips()).toContain('latest');
    expect(chips().length).toBeLessThan(12);
    type('find', '1.2');
    expect(chips()).toContain('1.2');
  });

  it('can be walked through with the arrow keys', () => {
    const { all } = show();
    const firstButton = (index: number) =>
      all('[data-alias-group]')[index]?.querySelector('button');
    firstButton(0)?.focus();
    if (document.activeElement) fireEvent.keyDown(document.activeElement, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(firstButton(1));
    if (document.activeElement) fireEvent.keyDown(document.activeElement, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(firstButton(0));
  });

  it('are reached from the find box with the arrow key', () => {
    const { all } = show();
    type('find', '1.30');
    expect(fireEvent.keyDown(input('find'), { key: 'ArrowDown' })).toBe(false);
    expect(document.activeElement).toBe(all('[data-alias-group] button')[0]);
  });

  it.each([
    ['in sight', 100, 0],
    ['partly below', 700, 1],
    ['above', -20, 1],
  ])('are scrolled to only where the one asked for is out of sight: %s', (_, top, times) => {
    const scroll = vi.spyOn(Element.prototype, 'scrollIntoView').mockReturnValue();
    const rect = vi
      .spyOn(Element.prototype, 'getBoundingClientRect')
      .mockReturnValue(new DOMRect(0, top, 400, 140));
    show({ tag: 'stable' });
    expect(scroll).toHaveBeenCalledTimes(times);
    scroll.mockRestore();
    rect.mockRestore();
  });

  it('are told when they come on screen, in the order shown', async () => {
    const { all, onVisible } = show();
    const [first, second, third] = all('[data-alias-group]');
    if (!first || !second || !third) return expect.fail('no groups');
    FakeIntersectionObserver.tell([third, true], [first, true], [second, false]);
    await waitFor(() => expect(onVisible).toHaveBeenCalledExactlyOnceWith([digest(1), digest(3)]));
  });

  it('all come, a chunk at a time, where there are very many', async () => {
    const groups = Array.from({ length: 200 }, (_, n) => groupView(n, [`1.${n}`]));
    const { all } = show(withView({ groups }));
    expect(all('[data-alias-group]').length).toBeLessThan(100);
    await waitFor(() => expect(all('[data-alias-group]')).toHaveLength(200), { timeout: 10_000 });
  });

  it('start anew with the first chunk when the find box is emptied', async () => {
    const groups = Array.from({ length: 200 }, (_, n) => groupView(n, [`1.${n}`]));
    const { all } = show(withView({ groups }));
    await waitFor(() => expect(all('[data-alias-group]')).toHaveLength(200), { timeout: 10_000 });
    type('find', '1.199');
    expect(all('[data-alias-group]')).toHaveLength(1);
    type('find', '');
    expect(all('[data-alias-group]').length).toBeLessThan(100);
  });

  it('come with the tag that was asked for at once, however far down', () => {
    const groups = Array.from({ length: 400 }, (_, n) => groupView(n, [`1.${n}`]));
    expect(show({ ...withView({ groups }), tag: '1.350' }).all('[data-asked="true"]')).toHaveLength(
      1,
    );
  });

  it('are drawn anew only when they changed', () => {
    const { all, update } = show();
    const marks = () => all('.group > .mark');
    const before = marks();
    const [first, ...rest] = structuredClone(GROUPS);
    if (!first) return expect.fail('no group');
    update(withView({ groups: [{ ...first, tags: [...first.tags, 'new'] }, ...rest] }));
    expect(all('[data-alias-group]')[0]?.dataset['tags']).toBe('1.31.2 1.31 latest new');
    expect(marks()[1]).toBe(before[1]);
  });

  it('are followed by the tags that nobody could tell a digest of, one line a reason', () => {
    const { one } = show(
      withView({
        groups: GROUPS,
        unknownTags: [
          { tag: 'gone', failure: { kind: 'not-found' } },
          { tag: 'lost', failure: { kind: 'not-found' } },
          { tag: 'old' },
        ],
      }),
    );
    const section = one('.unknown-tags');
    expect(section.querySelectorAll('[data-failure="not-found"] .chip')).toHaveLength(2);
    expect(section.querySelectorAll('.chip')).toHaveLength(3);
  });

  it('are not told to be gone where only the web API does not name them', () => {
    const unlisted = { kind: 'not-found', host: 'hub.docker.com' } as const;
    const { one } = show(
      withView({
        groups: GROUPS,
        unknownTags: [
          { tag: 'gone', failure: { kind: 'not-found', host: 'registry-1.docker.io' } },
          { tag: 'private', failure: unlisted },
        ],
      }),
    );
    const reasons = [...one('.unknown-tags').querySelectorAll('[data-failure="not-found"]')];
    expect(reasons.map((reason) => reason.textContent)).toEqual([
      expect.stringMatching(/^Not in the registry\..+gone/),
      expect.stringMatching(/^Not listed by .+private$/),
    ]);
  });

  it.each<[string, Partial<RepositoryView>, string]>([
    ['is not listed', {}, '“nope” is not among the tags known here'],
    [
      'is not among those that were listed',
      { known: 1000, total: 23_907 },
      '“nope” is not among the 1,000 of 23,907 tags that are known here',
    ],
    [
      'the registry does not have',
      { unknownTags: [{ tag: 'nope', failure: { kind: 'not-found' } }] },
      'nginx has no tag “nope”.',
    ],
    [
      'only the web API does not list',
      {
        unknownTags: [
          { tag: 'nope', failure: { kind: 'not-found', host: 'hub.docker.com', status: 404 } },
        ],
      },
      '“nope”: Not listed by Docker Hub’s website.',
    ],
    [
      'could not be asked for',
      { unknownTags: [{ tag: 'nope', failure: { kind: 'unavailable' } }] },
      '“nope”: Not reached. Docker Hub did not answer.',
    ],
    ['nobody tells the digest of', { unknownTags: [{ tag: 'nope' }] }, 'Nobody tells the digest'],
  ])('say so above all where the tag that was asked for %s', (_, view, words) => {
    const { one } = show({ tag: 'nope', ...withView({ groups: GROUPS, ...view }) });
    const line = one('.asked-tag');
    expect(line.textContent).toContain(words);
    expect(
      line.compareDocumentPosition(one('.groups')) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
  });

  it('say nothing of the tag that was asked for while it may still come, or where it is there', () => {
    const { all, update } = show({
      tag: 'nope',
      ...withView({ groups: GROUPS, state: 'loading' }),
    });
    expect(all('.asked-tag')).toEqual([]);
    update({ tag: 'stable', ...withView({ groups: GROUPS }) });
    expect(all('.asked-tag')).toEqual([]);
  });

  it('say what is wrong with a text that cannot be a tag', () => {
    const wrongTag = { part: 'tag', problem: 'bad-character', found: '!!' } as const;
    expect(show({ wrongTag }).one('.asked-tag').textContent).toContain(
      '“!!” cannot stand in a tag.',
    );
  });
});
