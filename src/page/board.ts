/**
 * Everything shown of one repository: the annotations that stand on the page and the last that the worker said of each
 * tag. Rows, dock and layers page only decide where annotations stand; what they say is decided here, for all alike.
 */

import type { Digest } from '../core/digest.ts';
import { tagsUrl } from '../core/hub-location.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { PageClient } from '../messaging/client.ts';
import type { DrawnAnswer, DrawnRow } from '../messaging/drawn.ts';
import type { AnnotationProps, Drawn } from '../ui/annotation/props.ts';
import { type AnnotationHost, createAnnotationHost } from './annotation-host.ts';
import { attributesOf, countOf, type Known, unknownRow } from './attributes.ts';
import { copyText } from './copy.ts';
import type { Place } from './placement.ts';
import { createRowWidth } from './row-width.ts';
import type { Slices } from './slices.ts';
import type { Surroundings } from './surroundings.ts';
import { type Theme, themeBehind } from './theme.ts';
import { createTurns } from './turns.ts';

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
  /**
   * Makes an annotation, of its full height, ready to be put on the page; drawn soon.
   *
   * @param theme left out where to look would be too soon
   * @param urlDigest the hash in a layers page's address
   */
  annotate(tag: string, theme?: Theme, urlDigest?: Digest): Annotation;
  /** Takes in what the worker said, and draws what changed by it. */
  hear(answer: Extract<DrawnAnswer, { type: 'tags' }>): void;
  /** Takes in the opened part of an annotation. */
  hearSheet(answer: Extract<DrawnAnswer, { type: 'sheet' }>): void;
  /** Looks at the colours behind all annotations again. */
  checkThemes(): void;
  isOurs(node: Node): boolean;
  clear(): void;
}

interface Entry {
  readonly host: AnnotationHost;
  readonly urlDigest: Digest | undefined;
  tag: string;
  theme: Theme | undefined;
  isOpen: boolean;
  isUnfolded: boolean;
  sheet?: Drawn | undefined;
}

interface BoardOptions {
  readonly repository: RepositoryName;
  readonly surroundings: Surroundings;
  readonly slices: Slices<object>;
  readonly client: Pick<PageClient, 'retry' | 'opened' | 'look' | 'accepts'>;
  readonly signal: AbortSignal;
}

/** Pixels that rows are taken to have until the browser has told. */
const FIRST_WIDTH = 640;

export function createBoard(options: BoardOptions): Board {
  const { repository, surroundings, slices, client, signal } = options;
  const entries = new Set<Entry>();
  const elements = new WeakSet<Node>();
  const rows = new Map<string, DrawnRow>();
  const width = createRowWidth(tellLook, signal);
  const turns = createTurns<Entry>({ slices, signal, elementOf: ({ host }) => host.element, draw });
  let style = '';
  let known: Known | undefined;

  const callbacks: Pick<AnnotationProps, 'onCopy' | 'onRetry' | 'rowOf' | 'onGoTo'> = {
    onCopy: (text) => copyText(surroundings.document, text),
    onRetry: () => client.retry(),
    rowOf: (tag) => (standing(tag) ? 'here' : tagsUrl(repository, { name: tag })),
    onGoTo: (tag) => standing(tag)?.host.reveal(),
  };

  function tellLook(): void {
    client.look(
      repository,
      width.now() ?? FIRST_WIDTH,
      tagsOf(({ isUnfolded }) => isUnfolded),
    );
  }

  function tagsOf(isWanted: (entry: Entry) => boolean): readonly string[] {
    return [...entries].filter(isWanted).map(({ tag }) => tag);
  }

  function standing(tag: string): Entry | undefined {
    for (const entry of entries) {
      if (entry.tag === tag && entry.host.element.isConnected) return entry;
    }
    return undefined;
  }

  function show(entry: Entry): void {
    say(entry);
    turns.add(entry);
  }

  function say({ host, tag, urlDigest }: Entry): void {
    const said = rows.get(tag)?.attributes ?? unknownRow(urlDigest);
    host.say(attributesOf(repository, tag, said, known));
  }

  function draw(entry: Entry): void {
    const { host, urlDigest, sheet, tag } = entry;
    const row = rows.get(tag);
    // Of a tag that nobody could tell anything of there is nothing to open.
    const isOpen = entry.isOpen && row?.attributes['data-state'] !== 'failed';
    host.draw({
      tag,
      isTall: urlDigest !== undefined,
      theme: entry.theme ?? themeOf(entry),
      text: surroundings.text,
      isOpen,
      ...(row?.tree && { row: { tree: row.tree, style } }),
      ...(sheet && { sheet }),
      onToggle: (open) => {
        setOpen(entry, open);
        draw(entry);
      },
      onUnfold: () => setUnfolded(entry, !entry.isUnfolded),
      onAct: (action) => {
        if (action === 'ask-accepts') client.accepts(repository, tag);
      },
      ...callbacks,
    });
  }

  /** Looks for all that nobody has looked for yet: between two drawings the browser would compute its styles anew. */
  function themeOf(entry: Entry): Theme {
    const memo = new Map<Element, Theme>();
    for (const other of entries) {
      if (other.host.element.isConnected) other.theme ??= themeAround(other, memo);
    }
    return entry.theme ?? themeAround(entry, memo);
  }

  function setOpen(entry: Entry, isOpen: boolean): void {
    if (entry.isOpen === isOpen) return;
    entry.isOpen = isOpen;
    // What comes at the next opening is new; what stood there may no longer be true by then.
    entry.sheet = undefined;
    client.opened(
      repository,
      tagsOf((other) => other.isOpen),
    );
  }

  function setUnfolded(entry: Entry, isUnfolded: boolean): void {
    if (entry.isUnfolded === isUnfolded) return;
    entry.isUnfolded = isUnfolded;
    tellLook();
  }

  function close(entry: Entry): void {
    setOpen(entry, false);
    setUnfolded(entry, false);
  }

  return {
    annotate(tag, theme, urlDigest) {
      const host = createAnnotationHost(surroundings, urlDigest !== undefined);
      const entry: Entry = { host, tag, theme, urlDigest, isOpen: false, isUnfolded: false };
      entries.add(entry);
      elements.add(host.element);
      surroundings.lifetime.bind(host.element);
      width.observe(host.element);
      turns.observe(entry);
      say(entry);
      if (rows.get(tag)?.tree) {
        if (theme) turns.add(entry);
        else turns.later(entry);
      }
      return {
        element: host.element,
        put: host.put,
        isHome: host.isHome,
        rename(next) {
          close(entry);
          entry.tag = next;
          say(entry);
          turns.soon(entry);
        },
        remove() {
          close(entry);
          turns.drop(entry);
          entries.delete(entry);
          width.forget(host.element);
          host.remove();
        },
      };
    },
    hear(answer) {
      const { known: count, total, tags } = answer;
      const isNewCount = known?.known !== count || known?.total !== total;
      known = { known: count, ...(total !== undefined && { total }) };
      style = answer.style ?? style;
      const changed = new Set(tags.map((row) => row.tag));
      const drawn = new Set<string>();
      for (const row of tags) {
        if (row.tree !== rows.get(row.tag)?.tree) drawn.add(row.tag);
        rows.set(row.tag, row);
      }
      for (const entry of entries) {
        if (drawn.has(entry.tag)) show(entry);
        else if (changed.has(entry.tag)) say(entry);
        else if (isNewCount) entry.host.say(countOf(known));
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
        const theme = themeAround(entry, memo);
        if (theme === entry.theme) continue;
        entry.theme = theme;
        turns.add(entry);
      }
    },
    isOurs: (node) => elements.has(node),
    clear() {
      for (const entry of entries) {
        turns.drop(entry);
        entry.host.remove();
      }
      entries.clear();
    },
  };
}

function themeAround({ host }: Entry, memo: Map<Element, Theme>): Theme {
  return themeBehind(outside(host.element), memo);
}

/** The element on the page: an annotation of the dock stands inside the dock's shadow root. */
function outside(element: Element): Element {
  const root = element.getRootNode();
  return 'host' in root && root.host instanceof Element ? root.host : element;
}
