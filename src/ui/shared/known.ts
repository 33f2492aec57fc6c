/** On how many tags the shown relations rest: said wherever "no other tag" could be taken for more than it is. */
import { plural, type Text } from '../../text/text.ts';

export function isComplete(known: number, total: number | undefined): boolean {
  return total !== undefined && known >= total;
}

export function amongText(text: Text, known: number, total: number | undefined): string {
  if (total === undefined) return plural(text, 'amongKnown', known);
  return isComplete(known, total)
    ? plural(text, 'amongAll', total)
    : plural(text, 'amongSome', total, known);
}
