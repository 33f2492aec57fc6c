/**
 * The four ways to recognise a row of the tag list, best first. Each looks at one element and says which tag that
 * element names, exactly, or nothing: from a link's path, from a test id's suffix, or from a whole command. A row of
 * another repository never matches.
 */
import { locate } from '../core/hub-location.ts';
import { fullName, type RepositoryName } from '../core/repository.ts';
import { isTag } from '../core/tag.ts';
import { allIn, attributeOf, childNodesOf, closest, isText, matches, outerOf } from './nodes.ts';
import {
  IMAGE_LINK,
  IMAGE_LIST,
  IMAGE_LIST_PREFIX,
  OTHER_WIDGETS,
  PULL_COMMAND,
  TAG_LINK,
} from './selectors.ts';

/** 1: the tag's own link; 2: suffix of the platform table's test id; 3: a link to an image; 4: the pull command. */
export type Strategy = 1 | 2 | 3 | 4;

/** An element that names a tag of the page's repository. */
export interface Hit {
  readonly tag: string;
  readonly element: Element;
  readonly strategy: Strategy;
}

const BY_SELECTOR = [TAG_LINK, IMAGE_LIST, IMAGE_LINK].join(', ');

/** How many text nodes of a row are looked at for a sign of its repository. A real row has about 80. */
const TEXTS_OF_A_ROW = 120;

/** The text that stands in the element itself; its page may split it (`docker pull `, `nginx`, `:`, `1.27`). */
export function ownText(element: Element): string {
  let text = '';
  for (const node of childNodesOf(element)) if (isText(node)) text += node.data;
  // Links of the site end in a word joiner and an icon (docker/docs, captured 2026-03).
  return text.replaceAll('\u2060', '').trim();
}

/** What an element names, by the best strategy that knows it. */
export function hitOf(element: Element, repository: RepositoryName): Hit | undefined {
  const strategies = [byTagLink, byImageList, byImageLink, byCommand];
  for (const [index, strategy] of strategies.entries()) {
    const tag = strategy(element, repository);
    if (tag !== undefined) return { tag, element, strategy: NUMBERS[index] ?? 4 };
  }
  return undefined;
}

const NUMBERS: readonly Strategy[] = [1, 2, 3, 4];

/** All hits in and under `root`, in no particular order. Costs one walk of that subtree and nothing beyond. */
export function hitsIn(root: Element, repository: RepositoryName): Hit[] {
  const elements = new Set<Element>();
  if (matches(root, BY_SELECTOR)) elements.add(root);
  for (const element of allIn(root, BY_SELECTOR)) elements.add(element);
  for (const element of commandsIn(root)) elements.add(element);
  const hits: Hit[] = [];
  for (const element of elements) {
    const hit = hitOf(element, repository);
    if (hit) hits.push(hit);
  }
  return hits;
}

/** What a link to an image speaks of; nothing where it leads elsewhere. */
function imageOf(link: Element): { repository: RepositoryName; tag: string } | undefined {
  const page = locate(addressOf(link));
  return page.kind === 'layers' ? { repository: page.repository, tag: page.tag } : undefined;
}

/** Most links of the site are paths from its root: those need no parser, and a page may have thousands. */
function addressOf(link: Element): string {
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('/') && !href.startsWith('//')) return `https://hub.docker.com${href}`;
  return URL.canParse(href, link.baseURI) ? new URL(href, link.baseURI).href : '';
}

function byTagLink(element: Element, repository: RepositoryName): string | undefined {
  if (!matches(element, TAG_LINK)) return undefined;
  const image = imageOf(element);
  if (image) return image.repository === repository ? image.tag : undefined;
  const text = ownText(element);
  return isTag(text) ? text : undefined;
}

function byImageList(element: Element, repository: RepositoryName): string | undefined {
  const id = attributeOf(element, 'data-testid');
  if (!id?.startsWith(IMAGE_LIST_PREFIX)) return undefined;
  const tag = id.slice(IMAGE_LIST_PREFIX.length);
  // The id names no repository: while the site changes from one to the next, old rows still stand there.
  const row = outerOf(element) ?? element;
  const spoken = repositorySpokenOf(row);
  return isTag(tag) && (spoken === undefined || spoken === repository) ? tag : undefined;
}

function byImageLink(element: Element, repository: RepositoryName): string | undefined {
  if (!matches(element, IMAGE_LINK)) return undefined;
  const image = imageOf(element);
  if (image?.repository !== repository || isElsewhere(element)) return undefined;
  return image.tag;
}

function byCommand(element: Element, repository: RepositoryName): string | undefined {
  const command = commandOf(element);
  if (command?.repository !== repository || isElsewhere(element)) return undefined;
  return command.tag;
}

function isElsewhere(element: Element): boolean {
  return closest(element, OTHER_WIDGETS) !== null;
}

/** The image that a pull command names, where it names a tag and nothing but the command stands there. */
function commandOf(element: Element): { repository: RepositoryName; tag: string } | undefined {
  const [, name = '', tag] = PULL_COMMAND.exec(ownText(element)) ?? [];
  const repository = fullName(name);
  return repository && isTag(tag) ? { repository, tag } : undefined;
}

/** Elements whose own text begins with a pull command. */
function* commandsIn(root: Element, atMost = Number.POSITIVE_INFINITY): Generator<Element> {
  let seen = 0;
  for (const text of textsIn(root)) {
    if (text.data.trimStart().startsWith('docker ') && text.parentElement) yield text.parentElement;
    seen += 1;
    if (seen >= atMost) return;
  }
}

function repositorySpokenOf(row: Element): RepositoryName | undefined {
  for (const link of allIn(row, IMAGE_LINK)) {
    const image = imageOf(link);
    if (image) return image.repository;
  }
  for (const element of commandsIn(row, TEXTS_OF_A_ROW)) {
    const command = commandOf(element);
    if (command) return command.repository;
  }
  return undefined;
}

/** The text nodes in and under an element, in document order. */
export function* textsIn(root: Element): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (isText(node)) yield node;
}
