/**
 * The list as Markdown, for a README: tags and digests as code, where nothing but the backtick means anything (CommonMark
 * 0.31, section 6.1), everything else with its punctuation escaped (section 2.4).
 */
import type { LineLayout, ListLayout } from './layout.ts';
import type { Written } from './written.ts';

/** One line for each digest; ends with a line break. */
export function toMarkdown({ title, sentences }: ListLayout): Written<LineLayout> {
  return {
    before: `## ${plain(title)}\n\n`,
    line: (line) => `* ${toLine(line)}\n`,
    after: `\n${sentences.map(plain).join(' ')}\n`,
  };
}

function toLine({ tags, digest, platforms, notes }: LineLayout): string {
  const brackets = [
    ...(platforms.length > 0 ? [platforms.map(plain).join(', ')] : []),
    ...notes.map(plain),
  ];
  const after = brackets.length > 0 ? ` (${brackets.join('; ')})` : '';
  return `${tags.map(code).join(', ')}: ${code(digest)}${after}`;
}

/** Control characters, line ends and marks of direction: they could end a line, or show it in another order. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A code span whose fence is longer than any run of backticks inside. */
function code(text: string): string {
  const shown = text.replace(UNSEEN, '\u{fffd}');
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** GitHub makes links of bare addresses too (GitHub Flavored Markdown, section 6.9). */
const ADDRESS = /(?<=www)\.|:(?=\/)/gi;

function plain(text: string): string {
  return text
    .replace(UNSEEN, '\u{fffd}')
    .replace(/[\\`*_{}[\]<>#|&~@]/g, '\\$&')
    .replace(ADDRESS, '\\$&');
}
