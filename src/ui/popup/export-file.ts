/** The Supported-tags list as a file in one of its forms: what it is called. */
import { familiarName, isRepositoryName } from '../../core/repository.ts';
import type { ListForm } from '../../core/supported-tags/render.ts';

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

export function exportFile(repository: string, form: ListForm, content: string): ExportFile {
  return { name: exportName(repository, form), mediaType: KINDS[form].mediaType, content };
}
