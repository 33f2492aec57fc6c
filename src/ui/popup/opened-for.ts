/** What the popup shows first: what its own address names, else what the current tab is about. */
import { locate, repositoryOf } from '../../core/hub-location.ts';
import type { InputError } from '../../core/input-error.ts';
import type { RepositoryName } from '../../core/repository.ts';
import { readSubject } from '../../core/subject.ts';
import { parseTag } from '../../core/tag.ts';

export interface PopupSubject {
  readonly repository?: RepositoryName;
  readonly tag?: string;
  /** What is wrong with what the address gives for a tag. */
  readonly wrongTag?: InputError;
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
    const read = readSubject(given);
    if (!read.ok) return { given };
    const { repository, tag } = read.value;
    return { repository, ...(tag !== undefined && { tag }), ...tagOf(query.get('tag') ?? '') };
  }
  if (tabAddress === undefined) return {};
  const page = locate(tabAddress);
  const repository = repositoryOf(page);
  if (!repository) return {};
  return { repository, ...(page.kind === 'layers' && { tag: page.tag }) };
}

function tagOf(given: string): Pick<PopupSubject, 'tag' | 'wrongTag'> {
  if (given.trim() === '') return {};
  const tag = parseTag(given);
  return tag.ok ? { tag: tag.value } : { wrongTag: tag.error };
}
