/** Twenty repositories to move about in: many tags and few, official and not, in each of the site's markups. */
import { RELATIONS } from '../fixtures/generated-relations.ts';
import type { Draw } from '../fuzz/draw.ts';
import type { WorldRepository } from '../standin/world.ts';
import { expectedTag } from './expected.ts';
import { PAGE } from './rows.ts';
import type { Session } from './session.ts';

const SOURCES = ['library/nginx', 'library/amazonlinux', RELATIONS, 'library/hello-world'];
const COPIES = 5;

/** Sources in turn, so that any few of them one after the other hold some of each. */
export function soakWorld(session: Session): readonly WorldRepository[] {
  return Array.from({ length: COPIES }, (_, copy) =>
    SOURCES.map((source) => session.freshCopy(source, copy % 2 === 0 ? 'example' : 'library')),
  ).flat();
}

export function isOfficial({ name }: WorldRepository): boolean {
  return name.startsWith('library/');
}

export function overviewAddress({ name }: WorldRepository): string {
  return name.startsWith('library/') ? `/_/${name.slice('library/'.length)}` : `/r/${name}`;
}

/** The first page of its tags is 1. */
export function tagsAddress(repository: WorldRepository, page = 1): string {
  return `${overviewAddress(repository)}/tags${page > 1 ? `?page=${page}` : ''}`;
}

export function pagesOf({ tags }: WorldRepository): number {
  return Math.ceil(tags.size / PAGE);
}

/** Of one image of some tag, as the rows link to it. */
export function layersAddress(repository: WorldRepository, draw: Draw): string {
  const tag = draw.pick([...repository.tags.keys()]);
  const { digest, platforms = [] } = expectedTag(repository, tag);
  const [, child = digest] = (platforms[0] ?? '').split('=');
  return `/layers/${repository.name}/${tag}/images/${child.replace(':', '-')}`;
}

/** Some page of its tags, as people filter and sort them, and as its owner sees them. */
export function someTagsAddress(repository: WorldRepository, draw: Draw): string {
  const base = draw.chance(0.1)
    ? `/repository/docker/${repository.name}/tags`
    : tagsAddress(repository);
  const query = new URLSearchParams({
    ...(draw.chance(0.3) && { page: String(1 + draw.below(pagesOf(repository))) }),
    ...(draw.chance(0.2) && { name: draw.pick(['1', 'latest', 'a', 'nothing-like-it']) }),
    ...(draw.chance(0.2) && { ordering: draw.pick(['name', '-name', '-last_updated']) }),
  }).toString();
  return query === '' ? base : `${base}?${query}`;
}
