/** Docker Hub's own web API, on the host of its pages: tags with all their platforms, unverified and free. */
import type { TagOrdering } from '../core/hub-location.ts';
import { type RepositoryName, splitRepository } from '../core/repository.ts';

export const HUB_HOST = 'hub.docker.com';

/** The most that Docker Hub gives at once. */
export const PAGE_SIZE = 100;

export interface TagPageQuestion {
  /** From 1. */
  readonly page: number;
  /** Only tags whose name holds this text. */
  readonly name?: string;
  /** `last_updated` unless told. */
  readonly ordering?: TagOrdering;
}

export function tagPageUrl(repository: RepositoryName, question: TagPageQuestion): URL {
  const url = tagsUrl(repository);
  url.searchParams.set('page_size', String(PAGE_SIZE));
  url.searchParams.set('page', String(question.page));
  url.searchParams.set('ordering', question.ordering ?? 'last_updated');
  if (question.name !== undefined) url.searchParams.set('name', question.name);
  return url;
}

export function tagUrl(repository: RepositoryName, tag: string): URL {
  const url = tagsUrl(repository);
  url.pathname += `/${encodeURIComponent(tag)}`;
  return url;
}

/** Where an account is exchanged for a session (Docker Hub API, "Create access token"). */
export function loginUrl(): URL {
  return new URL(`https://${HUB_HOST}/v2/auth/token`);
}

function tagsUrl(repository: RepositoryName): URL {
  const { namespace, name } = splitRepository(repository);
  const path = `namespaces/${encodeURIComponent(namespace)}/repositories/${encodeURIComponent(name)}`;
  return new URL(`https://${HUB_HOST}/v2/${path}/tags`);
}
