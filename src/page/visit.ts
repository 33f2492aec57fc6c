/**
 * One stay on one kind of page of one repository: everything that lives as long as that does. It ends by its signal,
 * and takes all of ours off the page then.
 */
import type { HubPage } from '../core/hub-location.ts';
import type { PageClient, PageClientOptions } from '../messaging/client.ts';
import { type Board, createBoard } from './board.ts';
import type { Changes } from './observe.ts';
import { createSlices, type Slices } from './slices.ts';
import type { Surroundings } from './surroundings.ts';
import { type ThemeWatch, watchTheme } from './theme-watch.ts';

export type TagsPage = Extract<HubPage, { kind: 'tags' }>;
export type LayersPage = Extract<HubPage, { kind: 'layers' }>;

export interface Visit {
  change(changes: Changes): void;
  /** The address changed within this visit: another page, filter or order of the same list. */
  moveTo(page: HubPage): void;
  isOurs(node: Node): boolean;
}

/** What both kinds of visit are made of. */
export interface Equipment {
  readonly surroundings: Surroundings;
  readonly board: Board;
  readonly client: PageClient;
  readonly slices: Slices<object>;
  readonly themes: ThemeWatch;
  readonly signal: AbortSignal;
}

export interface EquipmentOptions {
  readonly repository: TagsPage['repository'];
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  readonly onOrphaned: () => void;
  readonly onListed?: PageClientOptions['onListed'];
  readonly onThemes?: () => void;
}

export function equip(options: EquipmentOptions): Equipment {
  const { repository, surroundings, signal } = options;
  const slices = createSlices<object>(signal);
  const board = createBoard(repository, surroundings, slices, () => client.retry());
  const client = surroundings.connect({
    onTags: (answer) => {
      if (signal.aborted || answer.repository !== repository) return;
      board.hear(answer);
      slices.run();
    },
    onListed: (answer) => {
      if (!signal.aborted && answer.repository === repository) options.onListed?.(answer);
    },
    onOrphaned: options.onOrphaned,
  });
  const checkThemes = () => {
    board.checkThemes();
    options.onThemes?.();
  };
  const themes = watchTheme(surroundings.document, checkThemes, signal);
  signal.addEventListener(
    'abort',
    () => {
      board.clear();
      client.close();
    },
    { once: true },
  );
  return { surroundings, board, client, slices, themes, signal };
}
