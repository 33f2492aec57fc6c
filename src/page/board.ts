/**
 * Everything shown of one repository: the annotations that stand on the page and the last that the worker said of each
 * tag. Rows, dock and layers page only decide where annotations stand; what they say is decided here, for all alike.
 */

import type { Digest } from '../core/digest.ts';
import { tagsUrl } from '../core/hub-location.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { PageClient } from '../messaging/client.ts';
import type { PageAnswer } from '../messaging/protocol.ts';
import { unknownView } from '../messaging/unknown-view.ts';
import type { TagView } from '../messaging/view.ts';
import type { AnnotationProps, DrawnSheet } from '../ui/annotation/props.ts';
import { type AnnotationHost, createAnnotationHost } from './annotation-host.ts';
import { attributesOf, type Known } from './attributes.ts';
import { copyText } from './copy.ts';
import { urlImage } from './layers.ts';
import type { Place } from './placement.ts';
import type { Slices } from './slices.ts';
import type { Surroundings } from './surroundings.ts';
import { type Theme, themeBehind } from './theme.ts';

/** One annotation and what it is of. */
export interface Annotation {
  readonly element: HTMLElement;
  put(place: Place): void;
  /** Whether it still stands in the box that it was put into. */
  isHome(): boolean;
  /** The row became another tag's. */
  rename(tag: string): void;
  remove(): void;
}

export interface Board {
  /** Makes an annotation, of its full height, ready to be put on the page; drawn soon. `urlDigest`: the hash in a layers page's address. */
  annotate(tag: string, theme: Theme, urlDigest?: Digest): Annotation;
  /** Takes in what the worker said, and draws what changed by it. */
  hear(answer: Extract<PageAnswer, { type: 'tags' }>): void;
  /** Takes in the opened part of an annotation. */
  hearSheet(answer: Extract<PageAnswer, { type: 'sheet' }>): void;
  /** Looks at the colours behind all annotations again. */
  checkThemes(): void;
  isOurs(node: Node): boolean;
  clear(): void;
}

interface Entry {
  readonly host: AnnotationHost;
  readonly urlDigest: Digest | undefined;
  tag: string;
  theme: Theme;
  isOpen: boolean;
  sheet?: DrawnSheet | undefined;
}

export function createBoard(
  repository: RepositoryName,
  surroundings: Surroundings,
  slices: Slices<object>,
  client: Pick<PageClient, 'retry' | 'opened' | 'accepts'>,
): Board {
  const entries = new Set<Entry>();
  const elements = new WeakSet<Node>();
  const views = new Map<string, TagView>();
  let known: Known | undefined;

  const callbacks: Pick<AnnotationProps, 'onCopy' | 'onRetry' | 'rowOf' | 'onGoTo'> = {
    onCopy: (text) => copyText(surroundings.document, text),
    onRetry: () => client.retry(),
    rowOf: (tag) => (standing(tag) ? 'here' : tagsUrl(repository, { name: tag })),
    onGoTo: (tag) => standing(tag)?.host.reveal(),
  };

  function standing(tag: string): Entry | undefined {
    for (const entry of entries) {
      if (entry.tag === tag && entry.host.element.isConnected) return entry;
    }
    return undefined;
  }

  function show(entry: Entry): void {
    const { view, layers } = saidOf(entry);
    entry.host.say(attributesOf(repository, view, known, layers));
    slices.add(entry, () => draw(entry));
  }

  function draw(entry: Entry): void {
    const { view, layers } = saidOf(entry);
    const { host, theme, isOpen, sheet, tag } = entry;
    host.draw({
      repository,
      view,
      known: known?.known ?? 0,
      ...(known?.total !== undefined && { total: known.total }),
      theme,
      text: surroundings.text,
      ...(layers && { layers }),
      isOpen,
      ...(sheet && { sheet }),
      onToggle: (open) => {
        setOpen(entry, open);
        draw(entry);
      },
      onAct: (action) => {
        if (action === 'ask-accepts') client.accepts(repository, tag);
      },
      ...callbacks,
    });
  }

  function saidOf({ tag, urlDigest }: Entry) {
    const view = views.get(tag) ?? unknownView(tag);
    return { view, layers: urlDigest && urlImage(urlDigest, view) };
  }

  function setOpen(entry: Entry, isOpen: boolean): void {
    if (entry.isOpen === isOpen) return;
    entry.isOpen = isOpen;
    // What comes at the next opening is new; what stood there may no longer be true by then.
    entry.sheet = undefined;
    const open = [...entries].filter((other) => other.isOpen);
    client.opened(
      repository,
      open.map((other) => other.tag),
    );
  }

  return {
    annotate(tag, theme, urlDigest) {
      const host = createAnnotationHost(surroundings, urlDigest !== undefined);
      const entry: Entry = { host, tag, theme, urlDigest, isOpen: false };
      entries.add(entry);
      elements.add(host.element);
      surroundings.lifetime.bind(host.element);
      show(entry);
      return {
        element: host.element,
        put: host.put,
        isHome: host.isHome,
        rename(next) {
          setOpen(entry, false);
          entry.tag = next;
          show(entry);
        },
        remove() {
          setOpen(entry, false);
          slices.drop(entry);
          entries.delete(entry);
          host.remove();
        },
      };
    },
    hear(answer) {
      const { known: count, total, tags } = answer;
      const isNewCount = known?.known !== count || known?.total !== total;
      known = { known: count, ...(total !== undefined && { total }) };
      const changed = new Set(tags.map((view) => view.tag));
      for (const view of tags) views.set(view.tag, view);
      for (const entry of entries) {
        if (isNewCount || changed.has(entry.tag)) show(entry);
      }
    },
    hearSheet({ tag, tree, style }) {
      for (const entry of entries) {
        if (entry.tag !== tag || !entry.isOpen) continue;
        entry.sheet = { tree, style };
        slices.add(entry, () => draw(entry));
      }
    },
    checkThemes() {
      const memo = new Map<Element, Theme>();
      for (const entry of entries) {
        if (!entry.host.element.isConnected) continue;
        const theme = themeBehind(outside(entry.host.element), memo);
        if (theme === entry.theme) continue;
        entry.theme = theme;
        show(entry);
      }
    },
    isOurs: (node) => elements.has(node),
    clear() {
      for (const entry of entries) {
        slices.drop(entry);
        entry.host.remove();
      }
      entries.clear();
    },
  };
}

/** The element on the page: an annotation of the dock stands inside the dock's shadow root. */
function outside(element: Element): Element {
  const root = element.getRootNode();
  return 'host' in root && root.host instanceof Element ? root.host : element;
}
