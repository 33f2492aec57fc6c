/**
 * One word for each line of a "Supported tags" list, whatever the page does to its README: it comes late, is rendered
 * anew without what we put there, or is replaced by another one.
 */
import type { DrawnAnswer, DrawnLine } from '../messaging/drawn.ts';
import type { LineProps } from '../ui/annotation/props.ts';
import { copyText } from './copy.ts';
import { type DeclaredLine, declaredLines } from './declared-lines.ts';
import { removeLeftovers } from './leftovers.ts';
import { createLineHost, type LineHost } from './line-host.ts';
import type { Slices } from './slices.ts';
import type { Surroundings } from './surroundings.ts';
import { type Theme, themeBehind } from './theme.ts';
import type { Viewport } from './viewport.ts';

export interface Lines {
  /** Reads the README that stands on the page now. */
  scan(): void;
  /** Takes in what the worker said, and draws what changed by it. */
  hear(answer: Extract<DrawnAnswer, { type: 'lines' }>): void;
  checkThemes(): void;
  /** Whether the page took one of ours away. */
  hasLost(): boolean;
  isOurs(node: Node): boolean;
  /** The tags of each different line, by its key, in the order of the list. */
  declared(): ReadonlyMap<string, readonly string[]>;
  clear(): void;
}

export interface LinesOptions {
  readonly surroundings: Surroundings;
  readonly slices: Slices<object>;
  readonly viewport: Viewport<string>;
  /** Whether words may be put in place now: a page that takes them away each time must not keep us busy. */
  mayPut(): boolean;
  onRetry(): void;
  /** Told that other lines stand there than before. */
  changed(): void;
  /** Told of each element put on the page. */
  placed(element: Element): void;
}

interface Entry {
  readonly host: LineHost;
  line: DeclaredLine;
  theme: Theme;
  isOpen: boolean;
}

export function createLines(options: LinesOptions): Lines {
  const { surroundings, slices, viewport } = options;
  const { document, text } = surroundings;
  const elements = new WeakSet<Node>();
  const words = new Map<string, DrawnLine>();
  let style = '';
  let entries: readonly Entry[] = [];

  const callbacks: Pick<LineProps, 'onCopy' | 'onRetry'> = {
    onCopy: (copied) => copyText(document, copied),
    onRetry: options.onRetry,
  };

  function show(entry: Entry): void {
    const { host, line } = entry;
    host.say(words.get(line.key) ?? { tags: line.tags, verdict: 'unknown' });
    slices.add(entry, () => draw(entry));
  }

  function draw(entry: Entry): void {
    const { host, theme, isOpen, line } = entry;
    const word = words.get(line.key);
    const onToggle = (open: boolean) => {
      entry.isOpen = open;
      draw(entry);
    };
    host.draw({
      theme,
      text,
      isOpen,
      ...(word && { word: { tree: word.tree, style }, about: word.about }),
      onToggle,
      ...callbacks,
    });
  }

  function reconcile(lines: readonly DeclaredLine[]): void {
    const before = keysOf(entries);
    const free = new Set(entries);
    const memo = new Map<Element, Theme>();
    // Colours are read for all lines before anything is written: each turn makes the browser compute them again.
    const next = lines.map((line) => {
      const entry = takeEntry(free, line);
      return { line, entry, theme: entry?.theme ?? themeBehind(line.last, memo) };
    });
    for (const entry of free) close(entry);
    entries = next.map(({ line, entry, theme }) => place(entry ?? open(line, theme), line));
    if (keysOf(entries) !== before) options.changed();
  }

  function open(line: DeclaredLine, theme: Theme): Entry {
    const host = createLineHost(surroundings);
    const entry: Entry = { host, line, theme, isOpen: false };
    elements.add(host.element);
    surroundings.lifetime.bind(host.element);
    show(entry);
    return entry;
  }

  function place(entry: Entry, line: DeclaredLine): Entry {
    const { host } = entry;
    if (entry.line.box !== line.box) viewport.forget(entry.line.box, entry.line.key);
    entry.line = line;
    viewport.observe(line.box, line.key);
    if (!host.isAt(line)) {
      host.put(line);
      options.placed(host.element);
    }
    return entry;
  }

  function close(entry: Entry): void {
    slices.drop(entry);
    viewport.forget(entry.line.box, entry.line.key);
    entry.host.remove();
  }

  return {
    scan() {
      const lines = declaredLines(document);
      const isOurs = (element: Element) => elements.has(element);
      for (const { box } of lines) removeLeftovers(box, isOurs);
      const isInPlace =
        lines.length === entries.length &&
        entries.every(({ host, line }, at) => {
          // Of the README that stands there now: in one that went, ours is where it was.
          const now = lines[at];
          return now?.key === line.key && host.isAt(now);
        });
      if (!isInPlace && options.mayPut()) reconcile(lines);
    },
    hear(answer) {
      const changed = new Set<string>();
      style = answer.style ?? style;
      for (const word of answer.lines) {
        const key = word.tags.join(' ');
        words.set(key, word);
        changed.add(key);
      }
      for (const entry of entries) if (changed.has(entry.line.key)) show(entry);
    },
    checkThemes() {
      const memo = new Map<Element, Theme>();
      for (const entry of entries) {
        const theme = themeBehind(entry.host.element, memo);
        if (theme === entry.theme || !entry.host.element.isConnected) continue;
        entry.theme = theme;
        show(entry);
      }
    },
    hasLost: () => entries.some(({ host, line }) => !host.element.isConnected || !host.isAt(line)),
    isOurs: (node) => elements.has(node),
    declared: () => new Map(entries.map(({ line }) => [line.key, line.tags])),
    clear() {
      for (const entry of entries) close(entry);
      entries = [];
    },
  };
}

/** The word that stands at this very line; else one of the same tags, whose own line the page made anew. */
function takeEntry(free: Set<Entry>, { key, box }: DeclaredLine): Entry | undefined {
  let found: Entry | undefined;
  for (const entry of free) {
    if (entry.line.key !== key) continue;
    if (entry.line.box === box) {
      found = entry;
      break;
    }
    if (!entry.line.box.isConnected) found ??= entry;
  }
  if (found) free.delete(found);
  return found;
}

function keysOf(entries: readonly Entry[]): string {
  return entries.map(({ line }) => line.key).join('\n');
}
