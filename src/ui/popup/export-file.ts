/** The Supported-tags list of what the popup shows, as a file in one of its forms. */
import { familiarName, isRepositoryName } from '../../core/repository.ts';
import { supportedTags } from '../../core/supported-tags/list.ts';
import { type ListForm, render } from '../../core/supported-tags/render.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { listWords } from '../../text/list-words.ts';
import type { Text } from '../../text/text.ts';

/** A list as a file. */
export interface ExportFile {
  /** Safe on every system: `nginx-supported-tags.md`. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

const KINDS: Readonly<Record<ListForm, { readonly end: string; readonly mediaType: string }>> = {
  markdown: { end: 'md', mediaType: 'text/markdown' },
  html: { end: 'html', mediaType: 'text/html' },
  script: { end: 'js', mediaType: 'text/javascript' },
  json: { end: 'json', mediaType: 'application/json' },
};

/** The longest part of a repository's name that a file is called by. */
const LONGEST = 100;

export function exportName(repository: string, form: ListForm): string {
  const familiar = isRepositoryName(repository) ? familiarName(repository) : repository;
  const safe = familiar.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
  return `${safe.slice(0, LONGEST)}-supported-tags.${KINDS[form].end}`;
}

/** @param madeAt milliseconds since 1970 */
export function exportFile(
  view: RepositoryView,
  form: ListForm,
  text: Text,
  madeAt: number,
): ExportFile {
  return {
    name: exportName(view.repository, form),
    mediaType: KINDS[form].mediaType,
    content: render(supportedTags(view, madeAt), form, listWords(text)),
  };
}
