/** Stand-ins for what a page gets from outside: the worker's answers, the drawing, and the browser's observers. */
import { parseRepository, type RepositoryName } from '../../src/core/repository.ts';
import type { PageClient } from '../../src/messaging/client.ts';
import type { DrawnRow } from '../../src/messaging/drawn.ts';
import { unknownView } from '../../src/messaging/unknown-view.ts';
import type { TagView } from '../../src/messaging/view.ts';
import { unbounded } from '../../src/page/lifetime.ts';
import type { Heard, Surroundings } from '../../src/page/surroundings.ts';
import type { AnnotationProps, LineProps } from '../../src/ui/annotation/props.ts';
import { rowAttributes } from '../../src/ui/annotation/row-attributes.ts';

export function repositoryName(text: string): RepositoryName {
  const parsed = parseRepository(text);
  if (!parsed.ok) throw new Error(`not a repository: ${text}`);
  return parsed.value;
}

export function tagView(tag: string, more: Partial<TagView> = {}): TagView {
  return { ...unknownView(tag), ...more };
}

/** A row as the worker tells it; what is drawn in it is its tag. */
export function drawnRow(tag: string, more: Partial<TagView> = {}): DrawnRow {
  return { tag, attributes: rowAttributes(tagView(tag, more)), tree: [tag] };
}

/** One connection to the worker, and what was asked over it. */
interface FakeClient extends PageClient {
  readonly heard: Heard;
  readonly watched: {
    repository: string;
    tags: readonly string[];
    visible: number;
    urlDigest?: string;
    address?: { page: number };
  }[];
  /** How rows are to be drawn, each time that this changed. */
  readonly looks: { readonly width: number; readonly unfolded: readonly string[] }[];
  readonly listed: Parameters<PageClient['list']>[0][];
  /** The tags that were opened, each time that this changed. */
  readonly openedTags: (readonly string[])[];
  readonly acceptsAsked: string[];
  readonly declared: { readonly lines: readonly (readonly string[])[]; readonly visible: number }[];
  retries: number;
  isClosed: boolean;
}

export interface FakeSurroundings extends Surroundings {
  readonly clients: FakeClient[];
  /** The client of the visit that goes on now. */
  client(): FakeClient;
  /** What each shadow root shows. */
  readonly drawn: Map<ShadowRoot, AnnotationProps>;
  readonly drawnLines: Map<ShadowRoot, LineProps>;
  alive: boolean;
}

export function fakeSurroundings(): FakeSurroundings {
  const clients: FakeClient[] = [];
  const drawn = new Map<ShadowRoot, AnnotationProps>();
  const drawnLines = new Map<ShadowRoot, LineProps>();
  return {
    document,
    text: (key) => key,
    lifetime: unbounded,
    clients,
    drawn,
    drawnLines,
    alive: true,
    client() {
      const client = clients.at(-1);
      if (!client) throw new Error('nothing was asked yet');
      return client;
    },
    connect(heard) {
      const client = fakeClient(heard);
      clients.push(client);
      return client;
    },
    painter: {
      reserve: () => undefined,
      draw: (root, props) => drawn.set(root, props),
      clear: (root) => drawn.delete(root),
      line: {
        reserve: () => undefined,
        draw: (root, props) => drawnLines.set(root, props),
        clear: (root) => drawnLines.delete(root),
      },
    },
    isAlive() {
      return this.alive;
    },
  };
}

function fakeClient(heard: Heard): FakeClient {
  return {
    heard,
    watched: [],
    looks: [],
    listed: [],
    openedTags: [],
    acceptsAsked: [],
    declared: [],
    retries: 0,
    isClosed: false,
    watch(repository, tags, visible, of) {
      this.watched.push({ repository, tags, visible, ...of });
    },
    look(_, width, unfolded) {
      this.looks.push({ width, unfolded });
    },
    list(question) {
      this.listed.push(question);
    },
    opened(_, tags) {
      this.openedTags.push(tags);
    },
    accepts(_, tag) {
      this.acceptsAsked.push(tag);
    },
    lines(_, lines, visible) {
      this.declared.push({ lines, visible });
    },
    retry() {
      this.retries += 1;
    },
    close() {
      this.isClosed = true;
    },
  };
}

/** Has the worker say that these tags are ready: until its first word nothing is drawn. */
export function tellRows(surroundings: FakeSurroundings, tags: readonly string[]): void {
  surroundings.client().heard.onTags({
    type: 'tags',
    repository: 'library/nginx',
    known: tags.length,
    tags: tags.map((tag) => drawnRow(tag, { state: 'ready' })),
  });
}

/** All annotations in the page's own tree, as `tag` by `tag`. */
export function annotations(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('digest-lens[data-tag]')];
}

export function annotatedTags(): string[] {
  return annotations().map((element) => element.getAttribute('data-tag') ?? '');
}
