/** A line's verdict in words: short ones for beside the line, whole sentences for its opened part. */
import type { LineView } from '../../messaging/view.ts';
import { list, type Text } from '../../text/text.ts';
import type { IconName } from '../shared/icons.tsx';

export interface LineWords {
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
  readonly icon: IconName;
  readonly words: string;
}

export function lineWords(text: Text, view: LineView): LineWords {
  const { verdict, asking, tags } = view;
  switch (verdict) {
    case 'same':
      return {
        tone: 'good',
        icon: 'check',
        words: text(tags.length === 1 ? 'lineExists' : 'lineSame'),
      };
    case 'split':
      return { tone: 'warn', icon: 'warning', words: splitWords(text, view.lagging) };
    case 'missing':
      return { tone: 'bad', icon: 'cross', words: missingWords(text, view.missing) };
    case 'unknown':
      return { tone: 'plain', icon: 'ring', words: text(asking ? 'lineAsking' : 'lineUnknown') };
  }
}

/** What is known of the tags that are not what the rest of the line is: a sentence for those of which the same is known. */
export function lagSentences(text: Text, lagging: LineView['lagging']): readonly string[] {
  const tagsByPlatforms = new Map<string, string[]>();
  for (const { tag, platforms } of lagging) {
    const where = list(text, platforms);
    tagsByPlatforms.set(where, [...(tagsByPlatforms.get(where) ?? []), tag]);
  }
  return [...tagsByPlatforms].map(([where, tags]) => {
    const isOne = tags.length === 1;
    const names = list(text, tags);
    if (where === '') return text(isOne ? 'lineDiffers' : 'lineDifferMany', names);
    return text(isOne ? 'lineLags' : 'lineLagMany', names, where);
  });
}

/** Whether of some tags no more is known than that their digest is another: no image is known to differ. */
export function isByDigestOnly(lagging: LineView['lagging']): boolean {
  return lagging.some(({ platforms }) => platforms.length === 0);
}

function splitWords(text: Text, lagging: LineView['lagging']): string {
  const [first, ...more] = lagging;
  if (!first) return text('lineSplit');
  if (more.length === 0) return lagSentences(text, lagging).join('');
  const key = isByDigestOnly(lagging) ? 'lineDigestsDiffer' : 'lineDifferMore';
  return text(key, first.tag, more.length);
}

function missingWords(text: Text, [first = '', ...more]: LineView['missing']): string {
  return more.length > 0 ? text('lineMissingMore', first, more.length) : text('lineMissing', first);
}
