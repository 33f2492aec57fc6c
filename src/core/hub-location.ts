/**
 * Which page of hub.docker.com an address names. The site is a single-page app, so this pure function is the only router
 * that the content script, the worker and the popup have. URL shapes: collected from links, scripts and captures of
 * 2021 to 2026; a shape that is not known here is `other`, where the extension does nothing.
 */
import { type Digest, isDigest } from './digest.ts';
import { isRepositoryName, type RepositoryName, splitRepository } from './repository.ts';
import { isTag } from './tag.ts';

/**
 * The orders that the tags page and the Hub API share. `last_updated` has the newest first: here a leading `-` means the
 * opposite of what it means elsewhere.
 */
const ORDERINGS = ['last_updated', '-last_updated', 'name', '-name'] as const;
export type TagOrdering = (typeof ORDERINGS)[number];

export function isTagOrdering(text: string | undefined): text is TagOrdering {
  return ORDERINGS.some((known) => known === text);
}

/** The highest page number, and the longest filter in UTF-16 units, that an address is read with: no tag is longer than 128. */
export const MAX_PAGE = 999_999;
export const MAX_FILTER = 255;

export interface TagsPage {
  readonly kind: 'tags';
  readonly repository: RepositoryName;
  /** One of Docker's official images. */
  readonly official: boolean;
  /** The view that only the repository's owner has. */
  readonly owner: boolean;
  /** From 1. */
  readonly page: number;
  /** The filter, a part of the tag's name. */
  readonly name?: string;
  readonly ordering?: TagOrdering;
}

export interface LayersPage {
  readonly kind: 'layers';
  readonly repository: RepositoryName;
  readonly tag: string;
  /** The hash in the address; of a platform's manifest, as far as is known. */
  readonly digest?: Digest;
}

export type HubPage =
  | TagsPage
  | LayersPage
  | { readonly kind: 'overview'; readonly repository: RepositoryName }
  /** Docker Hardened Images come from another registry, dhi.io. */
  | { readonly kind: 'hardened' }
  | { readonly kind: 'other' };

const OTHER: HubPage = { kind: 'other' };
const ADDRESS = /^https:\/\/hub\.docker\.com(?::443)?(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/is;

/** Routes an address, as text or as a `URL`. Never throws: nonsense is `other`. */
export function locate(url: string | { readonly href: string }): HubPage {
  const match = ADDRESS.exec(typeof url === 'string' ? url : url.href);
  const path = match && readPath(match[1] ?? '/');
  if (!path) return OTHER;
  const query = readQuery(match[2] ?? '');
  const [area, ...rest] = path;
  switch (area) {
    case '_':
      return publicPage(`library/${rest[0] ?? ''}`, rest.slice(1), query);
    case 'r':
      return publicPage(rest.slice(0, 2).join('/'), rest.slice(2), query);
    case 'repository':
      return rest[0] === 'docker' ? ownerPage(rest.slice(1), query) : OTHER;
    case 'layers':
      return layersPage(rest);
    case 'hardened-images':
      return rest[0] === 'catalog' && rest[1] === 'dhi' && rest[2] ? { kind: 'hardened' } : OTHER;
    default:
      return OTHER;
  }
}

/** The repository that a page is about, where it is about one. */
export function repositoryOf(page: HubPage): RepositoryName | undefined {
  return 'repository' in page ? page.repository : undefined;
}

/** Address of a repository's tags page, filtered by `name` where given. */
export function tagsUrl(
  repository: RepositoryName,
  filter: { readonly name?: string } = {},
): string {
  const { namespace, name } = splitRepository(repository);
  const path = namespace === 'library' ? `_/${name}` : `r/${repository}`;
  const query = filter.name ? `?name=${encodeURIComponent(filter.name)}` : '';
  return `https://hub.docker.com/${path}/tags${query}`;
}

/** Address of the page about one platform's image of a tag. */
export function layersUrl(repository: RepositoryName, tag: string, digest: Digest): string {
  return `https://hub.docker.com/layers/${repository}/${tag}/images/${digest.replace(':', '-')}`;
}

type Query = ReadonlyMap<string, string>;

function publicPage(name: string, rest: readonly string[], query: Query): HubPage {
  if (!isRepositoryName(name)) return OTHER;
  if (rest.length === 0) {
    return query.get('tab') === 'tags'
      ? tagsPage(name, query, false)
      : { kind: 'overview', repository: name };
  }
  return rest.length === 1 && rest[0] === 'tags' ? tagsPage(name, query, false) : OTHER;
}

/** `<ns>/<repo>[/general]`, `<ns>/<repo>/tags`, `<ns>/<repo>/tags/<tag>/sha256-<hex>`. */
function ownerPage(path: readonly string[], query: Query): HubPage {
  const name = path.slice(0, 2).join('/');
  const [view, tag, hash, ...rest] = path.slice(2);
  if (!isRepositoryName(name) || rest.length > 0) return OTHER;
  if (tag === undefined) {
    if (view === 'tags') return tagsPage(name, query, true);
    return view === undefined || view === 'general'
      ? { kind: 'overview', repository: name }
      : OTHER;
  }
  return view === 'tags' && hash !== undefined ? imagePage(name, tag, hash) : OTHER;
}

/** `<ns>/<repo>/<tag>[/images[/sha256-<hex>]]`, and the older `<repo>/library/<repo>/<tag>/…` of official images. */
function layersPage(path: readonly string[]): HubPage {
  const isOlder = path[1] === 'library' && path[2] === path[0] && path[3] !== 'images';
  const [namespace = '', repo = '', tag = '', images, hash, ...rest] = isOlder
    ? path.slice(1)
    : path;
  const name = `${namespace}/${repo}`;
  if (!isRepositoryName(name) || rest.length > 0) return OTHER;
  return images === undefined || images === 'images' ? imagePage(name, tag, hash) : OTHER;
}

function imagePage(repository: RepositoryName, tag: string, hash: string | undefined): HubPage {
  if (!isTag(tag)) return OTHER;
  if (hash === undefined) return { kind: 'layers', repository, tag };
  const digest = hash.replace('-', ':');
  return isDigest(digest) ? { kind: 'layers', repository, tag, digest } : OTHER;
}

function tagsPage(repository: RepositoryName, query: Query, owner: boolean): TagsPage {
  const page = query.get('page') ?? '';
  const name = query.get('name')?.slice(0, MAX_FILTER);
  const ordering = query.get('ordering');
  return {
    kind: 'tags',
    repository,
    official: splitRepository(repository).namespace === 'library',
    owner,
    page: /^[1-9][0-9]*$/.test(page) && Number(page) <= MAX_PAGE ? Number(page) : 1,
    ...(name && { name }),
    ...(isTagOrdering(ordering) && { ordering }),
  };
}

/** The decoded segments of a path, without slashes at its end; undefined where an escape is broken or hides a slash. */
function readPath(path: string): readonly string[] | undefined {
  const segments = path.slice(1).split('/');
  while (segments.at(-1) === '') segments.pop();
  const decoded = segments.map(decode).filter((segment) => segment !== undefined);
  const isSound = decoded.length === segments.length && !decoded.some((s) => s.includes('/'));
  return isSound ? decoded : undefined;
}

/** Like `URLSearchParams`, which the language itself does not have: the first of equal names counts. */
function readQuery(search: string): Query {
  const query = new Map<string, string>();
  for (const pair of search.split('&')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1).replaceAll('+', ' '));
    if (name && value !== undefined && !query.has(name)) query.set(name, value);
  }
  return query;
}

function decode(text: string): string | undefined {
  // A page may have thousands of links, and hardly any with an escape.
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
