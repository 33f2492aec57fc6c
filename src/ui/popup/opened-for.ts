/** What the popup shows first: what its own address names, else what the current tab is about. */
import { locate, repositoryOf } from '../../core/hub-location.ts';
import type { InputError } from '../../core/input-error.ts';
import { namedIn } from '../../core/paste.ts';
import type { RepositoryName } from '../../core/repository.ts';
import { readSubject } from '../../core/subject.ts';
import { parseTag } from '../../core/tag.ts';

export interface PopupSubject {
  readonly repository?: RepositoryName;
  readonly tag?: string;
  /** What the find box holds at first. */
  readonly find?: string;
  /** What is wrong with what the address gives for a tag. */
  readonly wrongTag?: InputError;
  /** What the address gives for a repository where that is no name. */
  readonly given?: string;
}

/**
 * @param search the query of the popup's own address, `?repository=nginx&tag=1.27&find=sha256:…`
 * @param tabAddress where it is known
 */
export function openedFor(search: string, tabAddress: string | undefined): PopupSubject {
  const query = new URLSearchParams(search);
  const find = query.get('find')?.trim();
  const given = query.get('repository');
  const subject =
    given === null ? subjectOf(find, tabAddress) : givenSubject(given, query.get('tag') ?? '');
  return { ...subject, ...(find && { find }) };
}

/** Address of the popup as a tab, relative to the extension's own: `openedFor` reads it. */
export function popupAddress(subject: Pick<PopupSubject, 'repository' | 'find'>): string {
  return `popup.html?${subjectQuery(subject)}`;
}

/** The same of the explorer. */
export function explorerAddress(
  subject: Pick<PopupSubject, 'repository' | 'tag' | 'find'>,
): string {
  return `explorer.html?${subjectQuery(subject)}`;
}

/** The query of either, without its question mark. */
export function subjectQuery({
  repository,
  tag,
  find,
}: Pick<PopupSubject, 'repository' | 'tag' | 'find'>): string {
  return new URLSearchParams({
    ...(repository && { repository }),
    ...(tag !== undefined && { tag }),
    ...(find && { find: find.slice(0, MAX_FIND) }),
  }).toString();
}

/** A text that was selected on a page, and the repository that it names, or else the page's. */
export function selectedSubject(selection: string, pageAddress: string | undefined): PopupSubject {
  const find = selection.trim();
  const { repository } = subjectOf(find, pageAddress);
  return { ...(repository && { repository }), ...(find && { find }) };
}

/** Characters of a text to be found: addresses have their bounds. */
const MAX_FIND = 16_384;

function givenSubject(given: string, tag: string): PopupSubject {
  const read = readSubject(given);
  if (!read.ok) return { given };
  const { repository, tag: named } = read.value;
  return { repository, ...(named !== undefined && { tag: named }), ...tagOf(tag) };
}

/** What is to be found comes before where one is: a reference names its own repository. */
function subjectOf(find: string | undefined, address: string | undefined): PopupSubject {
  const named = find && namedIn(find);
  if (named) return { repository: named.repository };
  if (address === undefined) return {};
  const page = locate(address);
  const repository = repositoryOf(page);
  if (!repository) return {};
  return { repository, ...(page.kind === 'layers' && !find && { tag: page.tag }) };
}

function tagOf(given: string): Pick<PopupSubject, 'tag' | 'wrongTag'> {
  if (given.trim() === '') return {};
  const tag = parseTag(given);
  return tag.ok ? { tag: tag.value } : { wrongTag: tag.error };
}
