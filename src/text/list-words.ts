/** The words that a written Supported-tags list takes from the catalogue. */
import type { ListWords } from '../core/supported-tags/words.ts';
import { plural, type Text } from './text.ts';

export function listWords(text: Text): ListWords {
  return {
    language: text('languageTag'),
    title: (repository) => text('supportedTitle', repository),
    made: (time) => text('supportedMade', time),
    rests: (known, total) =>
      total === undefined
        ? plural(text, 'supportedRestsKnown', known)
        : text('supportedRests', known, total),
    signatures: (count) => plural(text, 'supportedSignatures', count),
    missing: (count) => plural(text, 'supportedMissing', count),
    unknown: (count) => plural(text, 'supportedUnknown', count),
    unconfirmed: text('supportedUnconfirmed'),
    platformsUnknown: text('supportedPlatformsUnknown'),
    platformUnnamed: text('platformUnnamed'),
    learnt: (time) => text('supportedLearnt', time),
  };
}
