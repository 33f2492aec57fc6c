/**
 * The last resort: where a tags page shows no row that anything here recognises, a panel at the edge of the window holds
 * the same annotations for the tags that the address asks for. A page that changed costs a person little.
 */
import type { RepositoryName } from '../core/repository.ts';
import type { Text } from '../text/text.ts';
import { adoptStyles } from '../ui/annotation/styles.ts';
import type { Board } from './board.ts';
import { createHost } from './host.ts';
import { DOCK_NAME } from './leftovers.ts';
import { type Theme, themeBehind } from './theme.ts';

export interface Dock {
  readonly element: HTMLElement;
  readonly tags: readonly string[];
  checkTheme(): void;
  remove(): void;
}

/** As many as the site shows on one page (test/CONTRACT.md, "Elsewhere on the site"). */
const MAX_DOCKED = 25;

interface DockOptions {
  readonly document: Document;
  readonly repository: RepositoryName;
  readonly tags: readonly string[];
  /** The panel's own, from the worker. */
  readonly style: string;
  readonly board: Board;
  readonly text: Text;
}

export function createDock(options: DockOptions): Dock {
  const { document, repository, tags, style, board, text } = options;
  const { element, root } = createHost(document, DOCK_NAME);
  element.setAttribute('data-repository', repository);
  const shown = tags.slice(0, MAX_DOCKED);

  const panel = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = text('dockTitle');
  const list = document.createElement('ul');
  list.id = 'tags';
  const toggle = createToggle(document, list, text);
  const header = document.createElement('header');
  header.append(heading, toggle);
  const why = document.createElement('p');
  why.textContent = text('dockWhy');
  panel.setAttribute('aria-label', text('dockTitle'));
  panel.append(header, why, list);
  root.append(panel);
  adoptStyles(root, style);
  document.body.append(element);

  let theme: Theme = themeBehind(element);
  panel.setAttribute('data-theme', theme);
  const annotations = shown.map((tag) => {
    const annotation = board.annotate(tag, theme);
    const name = document.createElement('strong');
    name.textContent = tag;
    const item = document.createElement('li');
    item.append(name, annotation.element);
    list.append(item);
    return annotation;
  });

  return {
    element,
    tags: shown,
    checkTheme() {
      theme = themeBehind(element);
      panel.setAttribute('data-theme', theme);
    },
    remove() {
      for (const annotation of annotations) annotation.remove();
      element.remove();
    },
  };
}

/** Folds the panel to its heading, so that it never stands in the way. */
function createToggle(document: Document, list: HTMLElement, text: Text): HTMLButtonElement {
  const toggle = document.createElement('button');
  toggle.type = 'button';
  toggle.setAttribute('aria-controls', list.id);
  const set = (isOpen: boolean) => {
    list.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    toggle.textContent = text(isOpen ? 'dockFold' : 'dockUnfold');
  };
  toggle.addEventListener('click', () => set(list.hidden === true));
  set(true);
  return toggle;
}
