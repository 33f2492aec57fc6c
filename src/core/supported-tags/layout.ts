/** What all written forms show, and in which order: one title, one line for each digest, and what the list rests on. */
import { UNKNOWN_PLATFORM } from '../platform.ts';
import { familiarName, isRepositoryName } from '../repository.ts';
import type { SupportedTagsLine, SupportedTagsList } from './list.ts';
import type { ListWords } from './words.ts';

export interface LineLayout {
  readonly tags: readonly string[];
  readonly digest: string;
  /** Each once. */
  readonly platforms: readonly string[];
  /** What a reader must know of this line: that it is not confirmed, how old it is, that platforms are not known. */
  readonly notes: readonly string[];
}

/** What stands around the lines. */
export interface ListLayout {
  readonly language: string;
  readonly title: string;
  /** Whole sentences. */
  readonly sentences: readonly string[];
}

export function layOut(list: SupportedTagsList, words: ListWords): ListLayout {
  const { repository, madeAt, known, total, leftOut } = list;
  return {
    language: words.language,
    title: words.title(isRepositoryName(repository) ? familiarName(repository) : repository),
    sentences: [
      words.made(minuteOf(madeAt)),
      words.rests(known, total),
      ...(leftOut.signatures > 0 ? [words.signatures(leftOut.signatures)] : []),
      ...(leftOut.missing > 0 ? [words.missing(leftOut.missing)] : []),
      ...(leftOut.unknown > 0 ? [words.unknown(leftOut.unknown)] : []),
    ],
  };
}

export function layOutLine(line: SupportedTagsLine, words: ListWords): LineLayout {
  const { tags, digest, evidence, platforms = [], learntAt } = line;
  return {
    tags,
    digest,
    platforms: [...new Set(platforms.map(({ platform }) => platform))].map((platform) =>
      platform === UNKNOWN_PLATFORM ? words.platformUnnamed : platform,
    ),
    notes: [
      ...(platforms.length === 0 ? [words.platformsUnknown] : []),
      ...(evidence === 'hub' ? [words.unconfirmed] : []),
      ...(learntAt === undefined ? [] : [words.learnt(minuteOf(learntAt))]),
    ],
  };
}

/** `2026-11-23 10:05 UTC` of an ISO 8601 time in UTC. */
function minuteOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
