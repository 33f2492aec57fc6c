/** Sources of lists that name nothing real. */
import type { ListSource, SupportedTagsList } from '../../../src/core/supported-tags/list.ts';
import { supportedTags } from '../../../src/core/supported-tags/list.ts';
import { listWords } from '../../../src/text/list-words.ts';
import { text } from '../../text/catalog-text.ts';
import { digestNumber, image } from '../samples.ts';

export const WORDS = listWords(text);
export const MADE_AT = Date.UTC(2026, 10, 23, 10, 5, 7);

type Group = ListSource['groups'][number];

export function group(tags: readonly string[], number: number, more: Partial<Group> = {}): Group {
  return {
    digest: digestNumber(number),
    tags,
    evidence: 'registry',
    images: [image('linux/amd64', number + 1), image('linux/arm64', number + 2)],
    ...more,
  };
}

export function source(groups: readonly Group[], more: Partial<ListSource> = {}): ListSource {
  const known = groups.flatMap(({ tags }) => tags).length;
  return { repository: 'library/nginx', known, total: known, groups, unknownTags: [], ...more };
}

export function listOf(
  groups: readonly Group[],
  more: Partial<ListSource> = {},
): SupportedTagsList {
  return supportedTags(source(groups, more), MADE_AT);
}
