/** Rows of a tags page, drawn roughly as Docker Hub's, each with an annotation in another state. */
import { useEffect, useRef } from 'preact/hooks';
import type { TagView } from '../../../src/messaging/view.ts';
import type { Text } from '../../../src/text/text.ts';
import { drawAnnotation, reserveAnnotation } from '../../../src/ui/annotation/draw.tsx';
import { pageLooks } from '../../../src/ui/annotation/page-looks.ts';
import type { LayersAddress } from '../../../src/ui/annotation/row-props.ts';
import { drawSheet } from '../../../src/ui/sheet/draw-sheet.ts';
import { drawnTree } from '../annotation/drawn-row.ts';
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

const LAYERS: Readonly<Record<string, LayersAddress>> = {
  'layers page, one platform': {
    urlDigest: digest(102),
    urlKind: 'image-manifest',
    urlPlatform: 'linux/arm64',
  },
  'layers page, a long platform': {
    urlDigest: digest(102),
    urlKind: 'image-manifest',
    urlPlatform: 'windows/amd64@10.0.20348.2700',
  },
  'layers page, asking': { urlDigest: digest(102), urlKind: 'unknown' },
};

const VIEWS: readonly (readonly [string, TagView, boolean?])[] = [
  ['layers page, asking', tagView({ tag: '1.31.2', state: 'loading' })],
  ['layers page, one platform', readyView()],
  ['layers page, a long platform', readyView()],
  [
    'schema 1',
    tagView({
      tag: '0.8',
      state: 'partial',
      digest: digest(11),
      mediaType: 'application/vnd.docker.distribution.manifest.v1+prettyjws',
      evidence: 'registry',
      failure: { kind: 'unsupported' },
    }),
  ],
  [
    'a model',
    tagView({
      tag: '7b',
      state: 'partial',
      digest: digest(12),
      mediaType: IMAGE,
      evidence: 'bytes',
    }),
    true,
  ],
  ['other wrapper', readyView({ tag: 'w', aliases: [], sameImages: ['1.31.2-signed'] })],
  [
    'a version',
    readyView({
      tag: 'latest',
      aliases: ['1.31.2', '1.31', '1', 'mainline'],
      version: { tag: '1.31.2', by: 'digest', evidence: 'registry' },
    }),
  ],
  [
    'a version by its images, unconfirmed',
    readyView({
      tag: 'stable-alpine3.24-otel',
      aliases: ['stable-alpine-otel'],
      sameImages: ['1.30.4-alpine3.24-otel'],
      version: { tag: '1.30.4-alpine3.24-otel', by: 'images', evidence: 'hub' },
    }),
  ],
  [
    'a rollout',
    readyView({
      tag: 'latest',
      aliases: [],
      someImages: [
        { tag: '1.31.3', platforms: ['linux/amd64', 'linux/386'], differing: ['linux/arm64'] },
      ],
    }),
  ],
  ['nothing known', tagView({ tag: '1.31.2', state: 'loading' })],
  [
    'the Hub has spoken',
    readyView({
      state: 'loading',
      evidence: 'hub',
      aliases: ['1.31', '1', 'mainline', 'latest'],
    }),
  ],
  ['confirmed', readyView()],
  ['opened', readyView({ imageId: { platform: 'linux/amd64', digest: digest(77) } }), true],
  [
    'many aliases, same images',
    readyView({
      tag: '3.14.0',
      digest: digest(2),
      aliases: [
        '3.14.0-trixie',
        '3.14',
        '3.14-trixie',
        '3',
        '3-trixie',
        'trixie',
        'bookworm-compat',
        '3.14.0-trixie-full',
        '3.14-full',
        'full',
        'latest',
      ],
      sameImages: ['3.14.0-signed', '3.14-signed'],
    }),
  ],
  [
    'no other tag',
    readyView({
      tag: '1.29.0-alpine-slim',
      digest: digest(3),
      aliases: [],
      evidence: 'bytes',
      imagesFrom: 'bytes',
    }),
  ],
  [
    'single image',
    tagView({
      tag: 'amd64-only',
      digest: digest(4),
      mediaType: IMAGE,
      evidence: 'registry',
      images: [{ platform: 'linux/amd64', digest: digest(4) }],
      imagesFrom: 'hub',
    }),
    true,
  ],
  [
    'disagreement',
    tagView({
      tag: 'stable',
      state: 'partial',
      digest: digest(5),
      conflict: digest(6),
      mediaType: INDEX,
      evidence: 'registry',
    }),
    true,
  ],
  [
    'registry out of reach',
    readyView({
      tag: '1.28',
      state: 'partial',
      digest: digest(7),
      evidence: 'hub',
      failure: {
        kind: 'unavailable',
        host: 'registry-1.docker.io',
        status: 503,
      },
    }),
  ],
  [
    'stale',
    readyView({
      tag: '1.27',
      state: 'loading',
      staleSince: NOW - 7_300_000,
      digest: digest(8),
    }),
  ],
  [
    'failed',
    tagView({
      tag: '1.28-perl',
      state: 'failed',
      failure: {
        kind: 'rate-limited',
        host: 'registry-1.docker.io',
        until: NOW + 1_800_000,
      },
    }),
  ],
  ['offline', tagView({ tag: '1.26', state: 'failed', failure: { kind: 'offline' } })],
  [
    'some images shared',
    readyView({
      tag: '1.25',
      digest: digest(9),
      aliases: [],
      images: images(9, [
        'windows/amd64@10.0.20348.2700',
        'windows/amd64@10.0.26100.1',
        'linux/amd64',
      ]),
      someImages: [
        { tag: '1.25-perl', platforms: ['linux/amd64'], differing: [] },
        {
          tag: 'nanoserver',
          platforms: ['windows/amd64@10.0.20348.2700'],
          differing: ['windows/amd64@10.0.26100.1'],
        },
      ],
      sameImageId: ['1.25-rewrapped'],
    }),
    true,
  ],
];

export function Rows({ theme, text }: { theme: 'light' | 'dark'; text: Text }) {
  const dark = theme === 'dark';
  const page = {
    background: dark ? '#0c1118' : '#f4f4f6',
    color: dark ? '#e6edf6' : '#1a2433',
  };
  const card = {
    background: dark ? '#151c26' : '#fff',
    border: `1px solid ${dark ? '#2b3647' : '#d9dee6'}`,
    borderRadius: '6px',
    padding: '14px 16px',
    margin: '0 0 12px',
  };
  return (
    <div
      style={{
        ...page,
        padding: '16px',
        font: '14px/1.45 Roboto, "Noto Sans", sans-serif',
      }}
    >
      {VIEWS.map(([name, view, open]) => (
        <div key={name} style={card} data-row={name}>
          <small>TAG ({name})</small>
          <div style={{ color: dark ? '#7fb0ff' : '#1d63ed', fontWeight: 600 }}>{view.tag}</div>
          <Lens view={view} theme={theme} text={text} open={open ?? false} layers={LAYERS[name]} />
        </div>
      ))}
    </div>
  );
}

interface LensProps {
  readonly view: TagView;
  readonly theme: 'light' | 'dark';
  readonly text: Text;
  readonly open: boolean;
  readonly layers: LayersAddress | undefined;
}

function Lens({ view, theme, text, open, layers }: LensProps) {
  const host = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element || element.shadowRoot) return;
    const root = element.attachShadow({ mode: 'open' });
    const name = repository('library/nginx');
    const sheet = drawSheet(text, () => NOW)(tagDetail(view), name);
    reserveAnnotation(root, layers !== undefined);
    const style = pageLooks(text).styles.row;
    let isUnfolded = false;
    let width = 640;
    const draw = (isOpen: boolean) =>
      drawAnnotation(root, {
        tag: view.tag,
        isTall: layers !== undefined,
        row: {
          tree: drawnTree(view, { isOpen, isUnfolded, width, text, ...(layers && { layers }) }),
          style,
        },
        theme,
        text,
        isOpen,
        ...(isOpen && { sheet }),
        onToggle: draw,
        onUnfold: () => {
          isUnfolded = !isUnfolded;
          draw(isOpen);
        },
        onAct: () => {},
        onCopy: async () => true,
        onRetry: () => {},
        rowOf: (tag) => (tag.length < 5 ? 'here' : `?name=${tag}`),
        onGoTo: () => {},
      });
    draw(open);
    new ResizeObserver((entries) => {
      width = Math.floor(entries[0]?.contentRect.width ?? width);
      draw(open);
    }).observe(element);
  }, []);
  return <section ref={host} />;
}
