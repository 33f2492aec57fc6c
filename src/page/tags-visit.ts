/** A stay on a repository's tags page: rows where there are any, the dock where none can be found. */
import type { PageClientOptions } from '../messaging/client.ts';
import { createDock, type Dock } from './dock.ts';
import { createPageQuiet, createQuiet } from './quiet.ts';
import { createRows } from './rows.ts';
import type { Surroundings } from './surroundings.ts';
import { createViewport } from './viewport.ts';
import { equipBoard, type TagsPage, type Visit } from './visit.ts';

/** Milliseconds without a change of the page until it counts as a page without rows (test/CONTRACT.md, section 3). */
const QUIET = 1000;
/** Milliseconds within which scrolling is gathered before the order of questions is changed. */
const SCROLL_PAUSE = 150;

type Listed = Parameters<PageClientOptions['onListed']>[0];

export function visitTags(
  first: TagsPage,
  surroundings: Surroundings,
  signal: AbortSignal,
  onOrphaned: () => void,
): Visit {
  const { repository } = first;
  const { document } = surroundings;
  let page = first;
  let dock: Dock | undefined;
  let style = '';
  let isAsked = false;
  /** What the worker was told last: rows that come and go many times a second are the same question. */
  let told = '';

  const { board, client, slices, themes } = equipBoard({
    repository,
    surroundings,
    signal,
    onOrphaned,
    hear: { onListed: showDock },
    onThemes: () => dock?.checkTheme(),
  });
  const scrolled = createQuiet(SCROLL_PAUSE, watch, signal);
  const viewport = createViewport<string>({ arrived: watch, scrolled: scrolled.stir }, signal);
  const quiet = createPageQuiet(document, QUIET, askForDock, signal);
  const rows = createRows({
    repository,
    board,
    slices,
    viewport,
    signal,
    changed: rowsChanged,
    placed: (element) => themes.around(element),
  });

  function rowsChanged(): void {
    if (rows.tags().length > 0) removeDock();
    watch();
  }

  function watch(): void {
    const { ordered, visible } = viewport.order(rows.tags());
    if (ordered.length > 0) tell(ordered, visible);
  }

  function tell(tags: readonly string[], visible: number): void {
    const address = addressOf(page);
    const question = `${JSON.stringify(address)} ${visible} ${tags.join(' ')}`;
    if (question === told) return;
    told = question;
    client.watch(repository, tags, visible, { address });
  }

  function askForDock(): void {
    if (isAsked || dock || rows.tags().length > 0) return;
    isAsked = true;
    client.list(questionOf(page));
  }

  function showDock(answer: Listed): void {
    style = answer.style ?? style;
    const question = questionOf(page);
    const isOurs =
      answer.page === question.page &&
      answer.name === question.name &&
      answer.ordering === question.ordering;
    if (!isOurs || dock || rows.tags().length > 0 || answer.tags.length === 0) return;
    const { tags } = answer;
    dock = createDock({ document, repository, tags, style, board, text: surroundings.text });
    surroundings.lifetime.bind(dock.element);
    themes.around(dock.element);
    tell(dock.tags, dock.tags.length);
  }

  function removeDock(): void {
    dock?.remove();
    dock = undefined;
  }

  signal.addEventListener('abort', removeDock, { once: true });
  // Before any row is there: the worker starts meanwhile, gets what rows will need, and tells what it knows of them.
  client.watch(repository, [], 0, { address: addressOf(page) });
  rows.scanAll(document.documentElement);
  quiet.stir();

  return {
    change(changes) {
      rows.change(changes);
      if (dock && !dock.element.isConnected) document.body.append(dock.element);
      quiet.stir();
    },
    moveTo(next) {
      if (next.kind !== 'tags') return;
      page = next;
      isAsked = false;
      removeDock();
      quiet.stir();
    },
    isOurs: (node) => board.isOurs(node) || node === dock?.element,
  };
}

function questionOf(page: TagsPage) {
  return { repository: page.repository, ...addressOf(page) };
}

function addressOf({ page, name, ordering }: TagsPage) {
  return {
    page,
    ...(name !== undefined && { name }),
    ...(ordering !== undefined && { ordering }),
  };
}
