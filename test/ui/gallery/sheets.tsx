/** The sheet of a tag in its states, all its parts unfolded, as the popup shows it. */
import { useEffect, useRef } from 'preact/hooks';
import type { TagDetail } from '../../../src/messaging/view.ts';
import type { Text } from '../../../src/text/text.ts';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { TagSheet } from '../../../src/ui/sheet/tag-sheet.tsx';
import {
  digest,
  IMAGE,
  INDEX,
  images,
  NOW,
  readyView,
  repository,
  tagDetail,
  tagView,
} from '../samples.ts';

const NINE = images(1, [
  'linux/amd64',
  'linux/arm64',
  'linux/386',
  'linux/arm/v5',
  'linux/arm/v7',
  'linux/ppc64le',
  'linux/s390x',
  'windows/amd64@10.0.20348.2700',
  'windows/amd64@10.0.26100.1',
]).map((image, index) => (index < 2 ? { ...image, configDigest: digest(700 + index) } : image));
const [first, second, third] = NINE.map((image) => image.digest);

const SHEETS: Readonly<Record<string, TagDetail>> = {
  nine: tagDetail(
    readyView({
      tag: 'latest',
      images: NINE,
      version: { tag: '1.31.2', by: 'digest', evidence: 'hub' },
      sameImages: ['1.31.2-signed'],
      someImages: [{ tag: '1.31', platforms: ['linux/amd64'], differing: ['linux/arm64'] }],
      sameImageId: ['mainline-copy'],
    }),
    {
      checks: [
        {
          digest: digest(1),
          computed: digest(1),
          header: digest(1),
          head: digest(1),
          hub: digest(33),
          bytes: 2_000,
        },
        ...(first ? [{ platform: 'linux/amd64', digest: first, computed: first, hub: first }] : []),
      ],
      reading: second ? [second] : [],
      unread: third
        ? [{ digest: third, failure: { kind: 'digest-mismatch', host: 'registry-1.docker.io' } }]
        : [],
    },
  ),
  asked: tagDetail(readyView({ images: images(1, ['linux/amd64', 'linux/arm64']) }), {
    accepts: [
      { accept: 'none', computed: { kind: 'refused' }, asked: { kind: 'refused' } },
      {
        accept: 'schema-2',
        computed: { kind: 'image', platform: 'linux/amd64', digest: digest(101) },
        asked: { kind: 'image', digest: digest(102) },
      },
      {
        accept: 'list',
        computed: { kind: 'unknown' },
        failure: { kind: 'rate-limited', until: NOW + 60_000 },
      },
      { accept: 'all', computed: { kind: 'index', digest: digest(1) } },
    ],
    isAskingAccepts: true,
  }),
  one: tagDetail(
    tagView({
      tag: 'amd64-only',
      digest: digest(4),
      mediaType: IMAGE,
      evidence: 'registry',
      images: [{ platform: 'linux/amd64', digest: digest(4) }],
      imagesFrom: 'hub',
    }),
  ),
  failed: tagDetail(
    readyView({
      state: 'partial',
      evidence: 'hub',
      images: [],
      failure: { kind: 'unavailable', host: 'registry-1.docker.io', status: 503 },
    }),
  ),
  legacy: tagDetail(
    tagView({
      tag: '0.8',
      state: 'partial',
      digest: digest(11),
      mediaType: 'application/vnd.docker.distribution.manifest.v1+prettyjws',
      evidence: 'registry',
    }),
  ),
  artifact: tagDetail(
    tagView({
      tag: '7b',
      state: 'partial',
      digest: digest(12),
      mediaType: IMAGE,
      evidence: 'bytes',
    }),
  ),
  moved: tagDetail(
    tagView({
      tag: 'stable',
      state: 'partial',
      digest: digest(5),
      conflict: digest(6),
      mediaType: INDEX,
      evidence: 'registry',
    }),
  ),
};

export function Sheets({ text, state }: { readonly text: Text; readonly state: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const part of box.current?.querySelectorAll('details:not(.commands-of ~ .commands-of)') ??
      [])
      part.setAttribute('open', '');
    // Of the guards one is enough.
    for (const guard of [...(box.current?.querySelectorAll('.guard') ?? [])].slice(1))
      guard.removeAttribute('open');
  }, []);
  const detail = SHEETS[state];
  return (
    <TextContext.Provider value={text}>
      <main class="popup" ref={box} style={{ padding: '12px' }}>
        {detail && (
          <TagSheet
            detail={detail}
            repository={repository('library/nginx')}
            text={text}
            now={NOW}
            canRead
          />
        )}
      </main>
    </TextContext.Provider>
  );
}
