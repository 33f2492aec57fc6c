// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Digest, isDigest } from '../../../src/core/digest.ts';
import { find } from '../../../src/core/find.ts';
import type { GroupView, RepositoryView } from '../../../src/messaging/view.ts';
import { FindSection } from '../../../src/ui/popup/find-section.tsx';
import type { LookedUp, Seeking, Sought } from '../../../src/ui/popup/props.ts';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';
import { digest, groupView, IMAGE, INDEX, NOW, repositoryView } from '../samples.ts';
import { seekPlanOf } from './played-worker.tsx';

afterEach(cleanup);

const SCHEMA_1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';
const OLD = digest(777);

const GROUPS = [
  groupView(1, ['1.31.2', 'latest'], {
    version: { tag: '1.31.2', by: 'digest', evidence: 'registry' },
  }),
  groupView(2, ['1.30.4']),
  groupView(3, ['old'], { mediaType: SCHEMA_1, images: [] }),
];

/** The find box over a repository, as the popup mounts it. */
function show(sought: string, more: Partial<RepositoryView> = {}) {
  const calls = {
    onSought: vi.fn(),
    onDown: vi.fn(),
    onLookup: vi.fn((_: Digest) => new Promise<LookedUp>(() => {})),
    onSeek: vi.fn((_: string, __: readonly Digest[], ___: number) => new Promise<Sought>(() => {})),
    onOpenElsewhere: vi.fn(),
  };
  const draw = (seek: string, view: RepositoryView, seeking?: Seeking) => (
    <TextContext.Provider value={text}>
      <FindSection
        {...calls}
        sought={seek}
        isTold
        finding={seek === '' ? undefined : find(view, seek)}
        view={{ ...view, seek: seekPlanOf(view.groups) }}
        {...(seeking && { seeking })}
        now={NOW}
      />
    </TextContext.Provider>
  );
  const { container, rerender } = render(draw(sought, repositoryView({ groups: GROUPS, ...more })));
  const one = (selector: string) => {
    const found = container.querySelectorAll<HTMLElement>(selector);
    expect(found, selector).toHaveLength(1);
    return found.item(0);
  };
  return {
    ...calls,
    one,
    none: (selector: string) => expect(container.querySelector(selector)).toBeNull(),
    said: () => one('[data-find-result]').textContent,
    read: (seek: string, seeking: Seeking) =>
      rerender(draw(seek, repositoryView({ groups: GROUPS, ...more }), seeking)),
    update: (seek: string, next: Partial<RepositoryView> = {}) =>
      rerender(draw(seek, repositoryView({ groups: GROUPS, ...more, ...next }))),
  };
}

const result = (one: (selector: string) => HTMLElement) => {
  const { dataset } = one('[data-find-result]');
  return [dataset['kind'], dataset['tags']];
};
const SEEK = 'button[data-action="seek"]';
const LOOKUP = 'button[data-action="lookup"]';
const submit = () => {
  const form = screen.getByRole('textbox').closest('form');
  if (form) fireEvent.submit(form);
};

describe('the answer', () => {
  it('names the version', () => {
    expect(show(digest(1)).said()).toBe('Index digest of 1.31.2, latest. Version: 1.31.2.');
  });

  it.each([
    ['images', 'known by the same images'],
    ['image-id', 'known by the image ID alone'],
  ] as const)('says how a version is known: %s', (by, words) => {
    const version = { tag: '1.31.2', by, evidence: 'registry' } as const;
    const { said } = show(digest(5), { groups: [groupView(5, ['stable'], { version })] });
    expect(said()).toContain(`Version: 1.31.2, ${words}.`);
  });

  it('leaves out a version that the only tag says', () => {
    const version = { tag: '1.30.4', by: 'digest', evidence: 'registry' } as const;
    const { said } = show(digest(2), { groups: [groupView(2, ['1.30.4'], { version })] });
    expect(said()).toBe('Index digest of 1.30.4.');
  });

  it('calls schema 1 by its name', () => {
    expect(show(digest(3)).said()).toBe('Schema 1 manifest, an old format, of old.');
  });

  it('says what was searched in vain', () => {
    const { said, one } = show('abcdef0', { known: 1000, total: 1339 });
    expect(said()).toMatch(/^Not among what is known here: 1,000 of 1,339 tags seen\./);
    expect(result(one)).toEqual(['unknown', '']);
  });

  it('says on how much it rests, until that is everything', () => {
    const { said, update } = show(digest(2), { known: 1000, total: 1339 });
    expect(said()).toBe('Index digest of 1.30.4. Searched: 1,000 of 1,339 tags.');
    update(digest(2), { known: 1339 });
    expect(said()).toBe('Index digest of 1.30.4.');
  });

  it('counts all tags that contain a part of a name, and names the first thousand', () => {
    const tags = Array.from({ length: 1_234 }, (_, number) => `build-${number}`);
    const { said, one } = show('build-', { groups: [groupView(1, tags)] });
    expect(said()).toBe('1,234 tags contain “build-”.');
    expect(one('[data-find-result]').dataset['tags']?.split(' ')).toHaveLength(1_000);
  });

  it('shows a text made of HTML as a text', () => {
    const { said, none } = show('<img src=x>', { groups: [] });
    expect(said()).toMatch(/^Not among/);
    none('img');
  });
});

describe('digits that mean several things', () => {
  const twins: readonly GroupView[] = [
    { ...groupView(1, ['a']), digest: digestOf('abcdef01') },
    { ...groupView(2, ['b']), images: [{ platform: 'linux/arm64', digest: digestOf('abcdef02') }] },
  ];

  it('lists each in words, and a choice fills the box', () => {
    const { one, said, onSought } = show('abcdef0', { groups: twins });
    expect(said()).toBe('These digits fit 2 digests.');
    const list = within(screen.getByRole('region', { name: 'Choose one' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'sha256:abcdef010000Index digest of a.',
      'sha256:abcdef020000Image manifest for linux/arm64 of b.',
    ]);
    fireEvent.click(one('button[data-action="choose"][data-kind="image-manifest"]'));
    expect(onSought).toHaveBeenCalledExactlyOnceWith(digestOf('abcdef02'));
  });

  it('asks nothing that costs, because the digits are known', () => {
    const { none } = show('abcdef0', { groups: twins });
    none(SEEK);
    none(LOOKUP);
  });
});

describe('a text with several hashes', () => {
  it('has one answer, and says what else it names', () => {
    const { said } = show(`nginx:1.30.4@${digest(1)} abcdef012345`);
    expect(said()).toMatch(/^Index digest of 1\.31\.2, latest\./);
    const list = within(screen.getByRole('region', { name: 'Also in this text' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'abcdef012345not known here',
      expect.stringMatching(/A tag of the image sha256:\w{12}: 1\.30\.4\.$/),
    ]);
  });

  it('offers the other repository that it names', () => {
    const pasted = `bitnami/redis@${OLD}`;
    const { one, said, onOpenElsewhere, none } = show(pasted);
    expect(said()).toBe('The text names bitnami/redis.');
    none(LOOKUP);
    none(SEEK);
    fireEvent.click(one('button[data-action="open-elsewhere"]'));
    expect(onOpenElsewhere).toHaveBeenCalledExactlyOnceWith('bitnami/redis', pasted);
  });
});

describe('a digest that is not known', () => {
  const lookedUp = (more: Partial<LookedUp>): LookedUp => ({
    type: 'looked-up',
    digest: OLD,
    ...more,
  });

  it.each([
    ['an index', { mediaType: INDEX }, 'index', 'The registry has it: an index'],
    ['an image', { mediaType: IMAGE }, 'image-manifest', 'The registry has it: an image manifest'],
    [
      'something else',
      { mediaType: 'text/plain' },
      'unknown',
      'The registry has it: other content',
    ],
    ['nothing', {}, 'unknown', 'Not among what is known here'],
  ])('is asked for by Enter: %s', async (_, answer, kind, words) => {
    const { onLookup, one, said, none } = show(OLD);
    onLookup.mockResolvedValueOnce(lookedUp(answer));
    submit();
    expect(onLookup).toHaveBeenCalledExactlyOnceWith(OLD);
    await waitFor(() => none(LOOKUP));
    expect(result(one)).toEqual([kind, '']);
    expect(said()).toContain(words);
    if (words.includes('has it')) none(SEEK);
  });

  it('may be an image ID where the registry has no such manifest', async () => {
    const { onLookup, said, one } = show(OLD);
    onLookup.mockResolvedValueOnce(lookedUp({}));
    fireEvent.click(one(LOOKUP));
    await waitFor(() => expect(said()).toContain('The registry has no manifest of this digest'));
    expect(one(SEEK)).toBeTruthy();
  });

  it('is asked for once while the answer is on its way', () => {
    const { onLookup, one } = show(OLD);
    fireEvent.click(one(LOOKUP));
    fireEvent.click(one(LOOKUP));
    submit();
    expect(onLookup).toHaveBeenCalledOnce();
  });

  it('can be asked for again after a failure, which is told', async () => {
    const { onLookup, one } = show(OLD);
    onLookup.mockResolvedValueOnce(lookedUp({ failure: { kind: 'offline' } }));
    fireEvent.click(one(LOOKUP));
    await waitFor(() => expect(one('[data-failure="offline"]')).toBeTruthy());
    expect(one(LOOKUP).textContent).toBe('Ask the registry (free)');
  });

  it('has no answer of another digest', async () => {
    const { onLookup, update, said } = show(OLD);
    onLookup.mockResolvedValueOnce(lookedUp({ mediaType: INDEX }));
    submit();
    await waitFor(() => expect(said()).toContain('The registry has it'));
    update(digest(778));
    expect(said()).not.toContain('The registry has it');
  });

  it('is not asked for where what is known answers', () => {
    const { onLookup } = show(digest(1));
    submit();
    expect(onLookup).not.toHaveBeenCalled();
  });
});

describe('a hash that only manifests can tell', () => {
  const unread = (count: number, pulls: 1 | 2 = 1) =>
    Array.from({ length: count }, (_, at) =>
      groupView(at + 10, [`1.${at}`], {
        imageId: { platform: 'linux/amd64', pulls, busy: false },
      }),
    );
  const sought = (more: Partial<Sought>): Sought => ({
    type: 'sought',
    hex: 'abcdef0',
    pulls: 0,
    ...more,
  });

  it('is sought for a price that stands on the button, the first groups first', () => {
    const groups = unread(12);
    const { one, onSeek } = show('abcdef0', { groups });
    expect(one(SEEK).dataset['pulls']).toBe('10');
    expect(one(SEEK).textContent).toBe('Read up to 10 image manifests (10 pulls)');
    fireEvent.click(one(SEEK));
    const first = groups.slice(0, 10).map((group) => group.digest);
    expect(onSeek).toHaveBeenCalledExactlyOnceWith('abcdef0', first, 10);
    fireEvent.click(one(SEEK));
    expect(onSeek).toHaveBeenCalledOnce();
  });

  it('says which manifest is being read', () => {
    const { one, read } = show('abcdef0', { groups: unread(12) });
    fireEvent.click(one(SEEK));
    expect(one(SEEK).textContent).toBe('reading…');
    read('abcdef0', { hex: 'abcdef0', pulls: 3 });
    expect(one(SEEK).textContent).toBe('reading manifest 3…');
    read('abcdef0', { hex: 'abcdef1', pulls: 4 });
    expect(one(SEEK).textContent).toBe('reading…');
  });

  it('is sought again where another text, or another repository, came in between', async () => {
    const groups = unread(2);
    const { one, onSeek, update } = show('abcdef0', { groups });
    const isBusy = () => one(SEEK).getAttribute('aria-disabled') === 'true';
    fireEvent.click(one(SEEK));
    expect(isBusy()).toBe(true);
    update('abcdef1');
    expect(isBusy()).toBe(false);
    fireEvent.click(one(SEEK));
    expect(onSeek).toHaveBeenLastCalledWith('abcdef1', expect.anything(), 2);
    update('abcdef1', { repository: 'bitnami/redis' });
    await waitFor(() => expect(isBusy()).toBe(false));
    update('abcdef0');
    expect(isBusy()).toBe(false);
  });

  it.each([
    [2, 12, 10, 5],
    [1, 1, 1, 1],
  ] as const)('costs %i a group: of %i, %i pulls for %i', (pulls, count, price, read) => {
    const { one, onSeek } = show('abcdef0', { groups: unread(count, pulls) });
    expect(one(SEEK).dataset['pulls']).toBe(String(price));
    fireEvent.click(one(SEEK));
    expect(onSeek.mock.calls[0]?.[1]).toHaveLength(read);
  });

  it('says what was read in vain, and offers the rest', async () => {
    const groups = unread(12);
    const { one, said, onSeek, update } = show('abcdef0', { groups });
    onSeek.mockResolvedValueOnce(sought({ pulls: 10 }));
    fireEvent.click(one(SEEK));
    await waitFor(() =>
      expect(said()).toContain('10 manifests were asked for, and it was not found.'),
    );
    update('abcdef0', { groups: [...groups.slice(0, 10).map(read), ...groups.slice(10)] });
    expect(one(SEEK).dataset['pulls']).toBe('2');
  });

  it('offers nothing once all was read', () => {
    show('abcdef0', { groups: unread(2).map(read) }).none(SEEK);
  });

  it('tells why reading ended', async () => {
    const { one, onSeek } = show('abcdef0', { groups: unread(2) });
    onSeek.mockResolvedValueOnce(sought({ pulls: 1, failure: { kind: 'rate-limited' } }));
    fireEvent.click(one(SEEK));
    await waitFor(() => expect(one('[data-failure="rate-limited"]')).toBeTruthy());
  });
});

describe('the box', () => {
  it('makes the ends of pasted lines spaces', () => {
    const { onSought } = show('');
    const box = screen.getByRole<HTMLInputElement>('textbox');
    const paste = (pasted: string) =>
      fireEvent.paste(box, { clipboardData: { getData: () => pasted } });
    expect(paste('one line')).toBe(true);
    expect(paste('1.27: Pulling\r\na2abf6c4d29d: Pull complete\n')).toBe(false);
    expect(onSought).toHaveBeenCalledExactlyOnceWith('1.27: Pulling a2abf6c4d29d: Pull complete ');
  });
});

function digestOf(start: string): Digest {
  const made = `sha256:${start.padEnd(64, '0')}`;
  if (!isDigest(made)) throw new Error(`no digest: ${made}`);
  return made;
}

function read(group: GroupView): GroupView {
  return {
    ...group,
    imageId: { platform: 'linux/amd64', digest: digest(71), pulls: 0, busy: false },
  };
}
