// @vitest-environment happy-dom
import { cleanup } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SIGNED_SCHEMA_1 } from '../../../src/core/media-type.ts';
import { isSheetTree } from '../../../src/messaging/sheet-guard.ts';
import { flatten } from '../../../src/ui/sheet/flatten.ts';
import { digest, IMAGE, images, NOW, readyView, tagDetail, tagView } from '../samples.ts';
import { sheetOf, showSheet } from './show-sheet.tsx';

afterEach(cleanup);

it('a sheet has its parts in this order, the first ones open', () => {
  const { all } = showSheet(tagDetail(readyView()));
  expect(all('[data-sheet]').map((part) => [part.dataset['sheet'], part.localName])).toEqual([
    ['digests', 'section'],
    ['pin', 'section'],
    ['same', 'section'],
    ['checked', 'details'],
    ['accepts', 'details'],
    ['commands', 'details'],
  ]);
  expect(all('[data-sheet] h3')).toHaveLength(6);
});

describe('a pin', () => {
  const manifest = { tag: '1', digest: digest(4), mediaType: IMAGE };
  const amd64 = { platform: 'linux/amd64', digest: digest(4) };
  const unnamed = 'This tag is one manifest, for one platform';

  it.each([
    ['named', { images: [amd64] }, 'This tag is one image: only linux/amd64 runs it'],
    ['of a manifest that nobody says more of', {}, unnamed],
    ['of an image whose ID alone is known', { imageId: { ...amd64, digest: digest(9) } }, unnamed],
  ])('of one manifest says above its forms that it is for one platform: %s', (_, more, words) => {
    const { part } = showSheet(tagDetail(tagView({ ...manifest, ...more })));
    const [, note, forms] = part('pin').children;
    expect(note?.textContent).toContain(words);
    expect(forms?.querySelectorAll('.form')).toHaveLength(6);
  });

  it('of an index warns of nothing', () => {
    expect(showSheet(tagDetail(readyView())).part('pin').querySelector('.warn')).toBeNull();
  });
});

describe('what the tag is the same as', () => {
  it.each([
    ['digest', 'registry', 'latest is 1.31.2: both have the same digest.'],
    ['images', 'bytes', 'latest is 1.31.2: both have the same images, in another wrapper.'],
    [
      'image-id',
      'hub',
      'latest is 1.31.2: both have the same image ID, in another manifest. Docker Hub’s word, not confirmed by the registry.',
    ],
  ] as const)('says which version it is and how that is known: %s', (by, evidence, words) => {
    const version = { tag: '1.31.2', by, evidence };
    const { one } = showSheet(tagDetail(readyView({ tag: 'latest', version })));
    expect(one('.version').textContent).toBe(words);
  });

  it('tells what may be a rollout, in no direction, from tags that share some platforms for good', () => {
    const { all, part } = showSheet(
      tagDetail(
        readyView({
          someImages: [
            { tag: 'new', platforms: ['linux/amd64'], differing: ['linux/arm64', 'linux/386'] },
            { tag: 'slim', platforms: ['linux/amd64'], differing: [] },
          ],
        }),
      ),
    );
    expect(all('.shared').map((shared) => shared.textContent)).toEqual([
      'newsame on linux/amd64, another image on linux/arm64, linux/386',
      'slimon linux/amd64',
    ]);
    expect(part('same').textContent.split('perhaps a rollout in progress')).toHaveLength(2);
  });

  it('says once what tags share that are alike, in the order of the first of each', () => {
    const shared = { platforms: ['linux/amd64'], differing: ['linux/arm64'] };
    const { all } = showSheet(
      tagDetail(
        readyView({
          someImages: [
            { tag: 'a', ...shared },
            { tag: 'b', ...shared, differing: [] },
            { tag: 'c', ...shared },
            { tag: 'd', platforms: ['linux/386'], differing: ['linux/arm64'] },
          ],
        }),
      ),
    );
    expect(all('.shared').map((one) => one.textContent)).toEqual([
      'acsame on linux/amd64, another image on linux/arm64',
      'bon linux/amd64',
      'dsame on linux/386, another image on linux/arm64',
    ]);
  });

  it('claims of the same images no index, because a tag may have none', () => {
    const { part } = showSheet(tagDetail(readyView({ sameImages: ['1.31.2-signed'] })));
    expect(part('same').textContent).toContain('The same images in another wrapper:');
    expect(part('same').textContent).not.toMatch(/index|attestation/);
  });

  it('names a thousand of very many tags in each relation, and counts the others', () => {
    const many = Array.from({ length: 7_000 }, (_, n) => `1.${7_000 - n}`);
    const view = readyView({ aliases: many, sameImages: many, sameImageId: many });
    const { part, all } = showSheet(tagDetail(view));
    expect(all('[data-sheet="same"] .chip')).toHaveLength(3_000);
    expect(part('same').textContent.match(/and 6,000 more/g)).toHaveLength(3);
    expect(isSheetTree(flatten(sheetOf(tagDetail(view))))).toBe(true);
  });

  it('says among how many tags it looked', () => {
    const { part } = showSheet(tagDetail(readyView({ aliases: [] })));
    expect(part('same').textContent).toContain('No other tag is known to be the same.');
    expect(part('same').textContent).toContain('among 339 of 1,339 tags');
  });
});

describe('what was checked here', () => {
  const [amd64] = images(1, ['linux/amd64']);
  const own = { digest: digest(1), computed: digest(1) };

  it.each([
    ['all agree', { header: digest(1), head: digest(1), hub: digest(1) }, 'all agree'],
    ['silence is no disagreement', {}, 'all agree'],
    ['the bytes', { computed: digest(9) }, 'the bytes disagree'],
    ['the header', { header: digest(9) }, 'the header disagrees'],
    ['the Hub API', { hub: digest(9) }, 'Docker Hub’s API disagrees'],
  ])('names who disagrees: %s', (_, said, words) => {
    const { one } = showSheet(tagDetail(readyView(), { checks: [{ ...own, ...said }] }));
    expect(one('.checks .verdict').textContent).toContain(words);
  });

  it('shows what each says, and who says nothing', () => {
    const { table } = showSheet(
      tagDetail(readyView(), {
        checks: [
          { ...own, header: digest(1), head: digest(1), hub: digest(9) },
          ...(amd64
            ? [{ platform: amd64.platform, digest: amd64.digest, computed: amd64.digest }]
            : []),
        ],
      }),
    );
    expect(table('checks')).toEqual({
      'the tag’s own': {
        'Hash of the bytes, made here': digest(1),
        'Registry’s header with them': digest(1),
        'Registry’s HEAD now': digest(1),
        'Docker Hub’s API': digest(9),
        Verdict: ' Docker Hub’s API disagrees',
      },
      'linux/amd64': {
        'Hash of the bytes, made here': amd64?.digest,
        'Registry’s header with them': 'not said',
        'Registry’s HEAD now': 'not said',
        'Docker Hub’s API': 'not said',
        Verdict: ' all agree',
      },
    });
  });

  it('offers to read what was not read, for its price, in the popup only', () => {
    const popup = showSheet(tagDetail(readyView()));
    expect(popup.one('[data-sheet="checked"] button').dataset).toMatchObject({
      action: 'read-manifest',
      digest: digest(1),
      pulls: '1',
    });
    cleanup();
    const page = showSheet(tagDetail(readyView()), false);
    expect(page.all('[data-sheet="checked"] button')).toEqual([]);
    expect(page.part('checked').textContent).toContain('The popup can read it, for 1 pull.');
  });

  it('offers nothing of schema 1, whose bytes do not hash to its digest', () => {
    const view = tagView({ tag: '0.8', digest: digest(5), mediaType: SIGNED_SCHEMA_1 });
    const { part } = showSheet(tagDetail(view));
    expect(part('checked').querySelector('button')).toBeNull();
    expect(part('checked').textContent).toContain('carries signatures');
  });

  it('says which manifest could not be read, and why', () => {
    const failure = { kind: 'digest-mismatch', host: 'registry-1.docker.io' } as const;
    const { part } = showSheet(
      tagDetail(readyView(), { unread: amd64 ? [{ digest: amd64.digest, failure }] : [] }),
    );
    expect(part('checked').textContent).toContain(
      'linux/amd64 could not be read: Not what it claims to be.',
    );
  });

  it('says it to screen readers of the tag’s own manifest, which has no place in the table', () => {
    const failure = { kind: 'digest-mismatch', host: 'registry-1.docker.io' } as const;
    const { one } = showSheet(tagDetail(readyView(), { unread: [{ digest: digest(1), failure }] }));
    expect(one('[role="alert"]').textContent).toContain('the tag’s own could not be read');
  });
});

describe('why another digest', () => {
  it('computes what each header gets, and offers to ask for nothing', () => {
    const { table, one } = showSheet(tagDetail(readyView()));
    const rows = table('accepts');
    expect(Object.keys(rows)).toHaveLength(4);
    expect(rows['none']?.['By the rules']).toBe('404: it has the tag, but not in this form');
    expect(rows['all four, as docker pull']?.['By the rules']).toBe(digest(1));
    expect(rows['none']?.['Asked just now']).toBe('not asked');
    expect(one('[data-action="ask-accepts"]').textContent).toContain('free');
  });

  it('marks an answer that is not what the rules say, and no other', () => {
    const image = { kind: 'image', platform: 'linux/amd64', digest: digest(2) } as const;
    const { all } = showSheet(
      tagDetail(readyView(), {
        accepts: [
          { accept: 'none', computed: image, asked: { kind: 'image', digest: digest(2) } },
          { accept: 'schema-2', computed: image, asked: { kind: 'image', digest: digest(3) } },
          { accept: 'list', computed: { kind: 'unknown' }, asked: image },
          { accept: 'all', computed: image, asked: { kind: 'refused' } },
        ],
      }),
    );
    expect(all('.accepts tbody tr').map((row) => row.querySelector('.verdict') !== null)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('says why it could not be asked, and while it is being asked', () => {
    const failure = { kind: 'rate-limited', until: NOW + 60_000 } as const;
    const detail = tagDetail(readyView(), {
      accepts: [{ accept: 'none', computed: { kind: 'unknown' }, failure }],
      isAskingAccepts: true,
    });
    const { part } = showSheet(detail);
    expect(part('accepts').textContent).toContain('Too many requests.');
    expect(part('accepts').textContent).toContain('asking…');
    expect(part('accepts').querySelector('[data-action]')).toBeNull();
  });
});

describe('how to reproduce it', () => {
  it('has commands for every digest, each with its price', () => {
    const [amd64, arm64] = images(1, ['linux/amd64', 'linux/arm64']);
    if (!amd64 || !arm64) return expect.fail('no images');
    const { all } = showSheet(
      tagDetail(readyView({ images: [{ ...amd64, configDigest: digest(71) }, arm64] })),
    );
    const printed = all('.commands-of > summary code').map((code) => code.title);
    expect(printed).toEqual([digest(1), amd64.digest, digest(71), arm64.digest]);
    expect(all('.commands-of .form')).toHaveLength(16);
    const [top] = all('.commands-of');
    expect([...(top?.querySelectorAll('dt') ?? [])].map((term) => term.textContent)).toEqual([
      'curl free',
      'crane free',
      'skopeo 1 pull',
      'docker buildx 1 pull',
    ]);
  });

  it('names a single image once', () => {
    const view = tagView({
      tag: '1',
      digest: digest(4),
      mediaType: IMAGE,
      images: [{ platform: 'linux/amd64', digest: digest(4) }],
    });
    expect(showSheet(tagDetail(view)).all('.commands-of')).toHaveLength(1);
  });
});

describe('what is wrong', () => {
  it('is said whole: the failure of the tag, and the digest that Docker Hub still lists', () => {
    const { part } = showSheet(
      tagDetail(
        readyView({
          failure: { kind: 'unavailable', status: 503 },
          conflict: digest(9),
          images: [],
        }),
      ),
    );
    expect(part('digests').textContent).toContain(
      'Not reached. Docker Hub answered 503. Try again',
    );
    expect(part('digests').textContent).toContain(digest(9));
    expect(part('digests').textContent).toContain('speaks of another digest');
  });

  it('is not said twice on a page, where it stands in the row', () => {
    const view = readyView({ failure: { kind: 'unavailable', status: 503 } });
    expect(showSheet(tagDetail(view), false).container.textContent).not.toContain('Not reached.');
  });

  it('is of a manifest that came to a 429 that no pulls are left, and until when', () => {
    const failure = {
      kind: 'rate-limited',
      host: 'registry-1.docker.io',
      until: NOW + 60_000,
    } as const;
    const unread = [{ digest: digest(1), failure }];
    const { container } = showSheet(tagDetail(readyView(), { unread }));
    expect(container.textContent).toMatch(/No pulls are left until \d\d:\d\d\./);
  });

  it.each([
    ['hub', 'registry', 'Docker Hub’s list for exactly this digest.'],
    ['hub', 'hub', 'Docker Hub’s word, not confirmed'],
    ['bytes', 'bytes', 'read from the manifest itself, hashed here'],
  ] as const)(
    'is not hidden by whose word the platforms are: %s, %s',
    (imagesFrom, evidence, words) => {
      const { part } = showSheet(tagDetail(readyView({ imagesFrom, evidence })));
      expect(part('digests').textContent).toContain(words);
      expect(part('digests').textContent).toContain('8 attestations, which are not platforms');
    },
  );
});
