/** The list as JSON, indented by two spaces: documented in docs/supported-tags.schema.json. */
import type { SupportedTagsLine, SupportedTagsList } from './list.ts';
import { around, type Written } from './written.ts';

/** Ends with a line break. */
export function toJson(list: SupportedTagsList): Written<SupportedTagsLine> {
  const whole = `${JSON.stringify({ ...list, lines: [] }, null, 2)}\n`;
  // In texts no line break is left that is not escaped.
  const [before, after] = around(whole, '\n  "lines": [');
  return {
    before,
    line: (line, place) =>
      `${place === 0 ? '' : ','}\n    ${JSON.stringify(line, null, 2).replaceAll('\n', '\n    ')}`,
    after: `${list.lines.length > 0 ? '\n  ' : ''}${after}`,
  };
}
