/**
 * The four ways to recognise a row of the tag list, best first. Each looks at one element and says which tag that
 * element names, exactly, or nothing: from a link's path, from a test id's suffix, or from a whole command. A row of
 * another repository never matches.
 */
import { type LayersPage, locate } from '../core/hub-location.ts';
import { fullName, type RepositoryName } from '../core/repository.ts';
import { isTag } from '../core/tag.ts';
import {
  allIn,
  attributeOf,
  childNodesOf,
  closest,
  firstIn,
  isText,
  matches,
  outerOf,
} from './nodes.ts';
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

/** What names a tag by itself; links and commands may stand anywhere. */
const BY_TEST_ID = `${TAG_LINK}, ${IMAGE_LIST}`;

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
  for (const [strategy, tagBy] of STRATEGIES) {
    const tag = tagBy(element, repository);
    if (tag !== undefined) return { tag, element, strategy };
  }
  return undefined;
}

const STRATEGIES = [
  [1, byTagLink],
  [2, byImageList],
  [3, byImageLink],
  [4, byCommand],
] as const;

/** All hits in and under `root`, in no particular order. Costs one walk of that subtree and nothing beyond. */
export function hitsIn(root: Element, repository: RepositoryName): Hit[] {
  const elements = new Set(namedIn(root));
  for (const element of hintsIn(root)) if (element) elements.add(element);
  return [...elements].flatMap((element) => hitOf(element, repository) ?? []);
}

/** Elements in and under `root` that name a tag by a test id: found by the browser itself. */
export function namedIn(root: Element): Element[] {
  return selectedIn(root, BY_TEST_ID);
}

/**
 * Elements in and under `root` that may name a tag by a link or a command. Between two of them there may be thousands of
 * texts, so each text without one is a step of its own, at which whoever walks may rest.
 *
 * @param isLong whether the page may change between two steps
 */
export function* hintsIn(root: Element, isLong = false): Generator<Element | undefined> {
  yield* selectedIn(root, IMAGE_LINK);
  // An iterator, unlike a walker, goes on where the node that it stands at is taken away; but as long as it is not
  // collected, each removal on the page is some work for it.
  const make = isLong ? 'createNodeIterator' : 'createTreeWalker';
  const texts = document[make](root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) yield commandAround(text);
}

function selectedIn(root: Element, selector: string): Element[] {
  const found = [...allIn(root, selector)];
  if (matches(root, selector)) found.push(root);
  return found;
}

type Image = Pick<LayersPage, 'repository' | 'tag'>;

/** How a path to one platform's image ends. */
const IMAGE_END = /\/sha256-[0-9a-f]{64}$/;

/** What the last link spoke of: all of one row differ in that end alone. */
let last: { readonly start: string; readonly image: Image } | undefined;

/** What a link to an image speaks of; nothing where it leads elsewhere. */
function imageOf(link: Element): Image | undefined {
  const href = attributeOf(link, 'href') ?? '';
  const end = isPath(href) ? IMAGE_END.exec(href)?.[0] : undefined;
  const start = end === undefined ? undefined : href.slice(0, -end.length);
  if (last && last.start === start) return last.image;
  const page = locate(addressOf(link, href));
  if (page.kind !== 'layers') return undefined;
  // A tag may look like a hash.
  if (start !== undefined && end !== `/${page.tag}`) last = { start, image: page };
  return page;
}

/** From the site's root, as most of its links are: those need no parser, and a page may have thousands. */
function isPath(href: string): boolean {
  return href.startsWith('/') && !href.startsWith('//');
}

function addressOf(link: Element, href: string): string {
  if (isPath(href)) return `https://hub.docker.com${href}`;
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

/** The element whose own text begins with a pull command, where a text node is that beginning. */
function commandAround(text: Node): Element | undefined {
  return text.nodeValue?.trimStart().startsWith('docker ')
    ? (outerOf(text) ?? undefined)
    : undefined;
}

function repositorySpokenOf(row: Element): RepositoryName | undefined {
  // The first says it most often, and the browser looks no further for it.
  const first = firstIn(row, IMAGE_LINK);
  const spoken = first && imageOf(first);
  if (spoken) return spoken.repository;
  for (const link of first ? allIn(row, IMAGE_LINK) : []) {
    const image = imageOf(link);
    if (image) return image.repository;
  }
  let seen = 0;
  for (const text of textsIn(row)) {
    const element = commandAround(text);
    const command = element && commandOf(element);
    if (command) return command.repository;
    seen += 1;
    if (seen >= TEXTS_OF_A_ROW) break;
  }
  return undefined;
}

/** The text nodes in and under an element, in document order. */
export function* textsIn(root: Element): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (isText(node)) yield node;
}
