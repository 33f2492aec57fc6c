/** What the popup shows first: what its own address names, else what the current tab is about. */
import { locate, repositoryOf } from '../../core/hub-location.ts';
import { parseRepository, type RepositoryName } from '../../core/repository.ts';
import { parseTag } from '../../core/tag.ts';

export interface PopupSubject {
  readonly repository?: RepositoryName;
  readonly tag?: string;
  /** What the address gives for a repository where that is no name. */
  readonly given?: string;
}

/**
 * @param search the query of the popup's own address, `?repository=nginx&tag=1.27`
 * @param tabAddress where it is known
 */
export function openedFor(search: string, tabAddress: string | undefined): PopupSubject {
  const query = new URLSearchParams(search);
  const given = query.get('repository');
  if (given !== null) {
    const repository = parseRepository(given);
    const tag = parseTag(query.get('tag') ?? '');
    if (!repository.ok) return { given };
    return { repository: repository.value, ...(tag.ok && { tag: tag.value }) };
  }
  if (tabAddress === undefined) return {};
  const page = locate(tabAddress);
  const repository = repositoryOf(page);
  if (!repository) return {};
  return { repository, ...(page.kind === 'layers' && { tag: page.tag }) };
}
