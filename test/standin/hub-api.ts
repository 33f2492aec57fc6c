/** Docker Hub's web API on hub.docker.com: pages of tags and single tags, in both forms of the address. */
import { type HubTagAnswer, hubTag } from '../fixtures/hub-answers.ts';
import { type Account, mayRead } from './accounts.ts';
import { type Answer, json, type Question } from './exchange.ts';
import { sortedTags } from './hub-order.ts';
import type { World, WorldRepository, WorldTag } from './world.ts';

const ROUTES = [
  /^\/v2\/namespaces\/([^/]+)\/repositories\/([^/]+)\/tags(?:\/([^/]+))?\/?$/,
  /^\/v2\/repositories\/([^/]+)\/([^/]+)\/tags(?:\/([^/]+))?\/?$/,
];

/** Nobody who is not signed in gets past this row of a listing (since 2026-08-11). */
const WALL = 1000;

/** What nobody has proven of the real one, so that either way can be had. */
export interface HubApiRules {
  /** Whether `name=` finds `RC1` for `rc1`, or finds all tags, as if it were not there. */
  nameFilter: 'any-case' | 'heeds-case' | 'ignored';
  /** Rows of one answer at most, whatever is asked for. */
  maximumPage: number;
}

/** @param who asks: an account, nobody's, or whoever's bearer token is not good */
export function hubApiAnswer(
  { url }: Question,
  world: World,
  who: Pick<Account, 'name'> | 'nobody' | 'unknown',
  rules: HubApiRules,
): Answer {
  if (who === 'unknown') return json({ message: 'unauthorized', errinfo: {} }, 401);
  const account = who === 'nobody' ? undefined : who;
  const [, namespace, name, tag] = firstMatch(url.pathname) ?? [];
  const repository = world.repositories.get(`${namespace}/${name}`);
  if (repository === undefined || !mayRead(account, repository)) {
    return json({ message: 'object not found', errinfo: {} }, 404);
  }
  if (tag !== undefined) return singleTag(repository, decodeURIComponent(tag));
  return tagPage(repository, url, account, rules);
}

function singleTag(repository: WorldRepository, name: string): Answer {
  const tag = repository.tags.get(name);
  const found = tag && tag.only !== 'registry' && hubAnswer(repository, name, tag);
  if (found) return json(found);
  return json({ message: `httperror 404: tag '${name}' not found`, errinfo: {} }, 404);
}

function tagPage(
  repository: WorldRepository,
  url: URL,
  account: Pick<Account, 'name'> | undefined,
  { nameFilter, maximumPage }: HubApiRules,
): Answer {
  const query = url.searchParams;
  const size = Math.min(Math.max(1, Number(query.get('page_size') ?? '10')), maximumPage);
  const page = Math.max(1, Number(query.get('page') ?? '1'));
  const start = (page - 1) * size;
  if (start >= WALL && account === undefined) return wall();
  const filter = nameFilter === 'ignored' ? '' : (query.get('name') ?? '');
  const all = sortedTags(repository, query.get('ordering') ?? '');
  const rows = filter === '' ? all : all.filter(nameHolds(filter, nameFilter === 'heeds-case'));
  if (start > 0 && start >= rows.length)
    return json({ message: 'object not found', errinfo: {} }, 404);
  return json({
    count: rows.length,
    next: start + size < rows.length ? pageUrl(url, page + 1) : null,
    previous: page > 1 ? pageUrl(url, page - 1) : null,
    results: rows
      .slice(start, start + size)
      .map(([name, tag]) => hubAnswer(repository, name, tag))
      .filter((row) => row !== undefined),
  });
}

function nameHolds(
  text: string,
  heedsCase: boolean,
): (row: readonly [string, WorldTag]) => boolean {
  if (heedsCase) return ([name]) => name.includes(text);
  const lower = text.toLowerCase();
  return ([name]) => name.toLowerCase().includes(lower);
}

function hubAnswer(
  { manifests, gaps }: WorldRepository,
  name: string,
  tag: WorldTag,
): HubTagAnswer | undefined {
  const manifest = manifests.get(tag.hubDigest ?? tag.digest);
  const { pushed } = tag;
  return manifest && hubTag(name, { manifest, manifests, pushed }, { ...gaps, ...tag.gaps });
}

function wall(): Answer {
  const message = 'pagination offset too large for anonymous requests; sign in to page further';
  return json({ message, errinfo: {} }, 403);
}

function pageUrl(url: URL, page: number): string {
  const other = new URL(url);
  other.searchParams.set('page', String(page));
  return other.href;
}

function firstMatch(path: string): RegExpExecArray | undefined {
  for (const route of ROUTES) {
    const match = route.exec(path);
    if (match !== null) return match;
  }
  return undefined;
}
