/**
 * One stay on one kind of page of one repository: everything that lives as long as that does. It ends by its signal,
 * and takes all of ours off the page then.
 */
import type { HubPage } from '../core/hub-location.ts';
import type { PageClient } from '../messaging/client.ts';
import { type Board, createBoard } from './board.ts';
import { boundClicks } from './bounded-clicks.ts';
import type { Changes } from './observe.ts';
import { createSlices, type Slices } from './slices.ts';
import type { Heard, Surroundings } from './surroundings.ts';
import { type ThemeWatch, watchTheme } from './theme-watch.ts';

export type TagsPage = Extract<HubPage, { kind: 'tags' }>;
export type LayersPage = Extract<HubPage, { kind: 'layers' }>;
export type OverviewPage = Extract<HubPage, { kind: 'overview' }>;

export interface Visit {
  change(changes: Changes): void;
  /** The address changed within this visit: another page, filter or order of the same list. */
  moveTo(page: HubPage): void;
  isOurs(node: Node): boolean;
}

/** What every kind of visit is made of. */
export interface Equipment {
  readonly client: PageClient;
  readonly slices: Slices<object>;
  readonly themes: ThemeWatch;
}

export interface EquipmentOptions {
  readonly repository: TagsPage['repository'];
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  readonly onOrphaned: () => void;
  readonly hear?: Partial<Omit<Heard, 'onOrphaned'>>;
  readonly onThemes?: () => void;
}

export function equip(options: EquipmentOptions): Equipment {
  const { repository, surroundings, signal, hear = {} } = options;
  const slices = createSlices<object>(signal);
  /** The last page's answers may still be on their way. */
  const heeded =
    <Answer extends { readonly repository: string }>(listener?: (answer: Answer) => void) =>
    (answer: Answer) => {
      if (signal.aborted || answer.repository !== repository) return;
      listener?.(answer);
      // Before the next paint, but after whoever watches the attributes was told of them.
      queueMicrotask(slices.run);
    };
  const connected = surroundings.connect({
    onTags: heeded(hear.onTags),
    onListed: heeded(hear.onListed),
    onSheet: heeded(hear.onSheet),
    onLines: heeded(hear.onLines),
    onOrphaned: options.onOrphaned,
  });
  const themes = watchTheme(surroundings.document, () => options.onThemes?.(), signal);
  const client = boundClicks(connected, signal);
  signal.addEventListener('abort', () => connected.close(), { once: true });
  return { client, slices, themes };
}

/** As `equip`, with the annotations of tags, which hear what the worker says of them. */
export function equipBoard(options: EquipmentOptions): Equipment & { readonly board: Board } {
  const { repository, surroundings, signal, hear } = options;
  const equipment = equip({
    ...options,
    hear: {
      ...hear,
      onTags: (answer) => board.hear(answer),
      onSheet: (answer) => board.hearSheet(answer),
    },
    onThemes() {
      board.checkThemes();
      options.onThemes?.();
    },
  });
  const { client, slices } = equipment;
  const board = createBoard({ repository, surroundings, slices, client, signal });
  signal.addEventListener('abort', () => board.clear(), { once: true });
  return { ...equipment, board };
}
