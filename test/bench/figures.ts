/** What the measured times are held against, and how many of them become one line. */

/** HEAD requests that the extension has in flight at most. */
const IN_FLIGHT = 6;

export const FORMULA = `limit = connection set-up + one round trip for the token + ceil(rows / ${IN_FLIGHT}) round trips for the HEADs`;

/** The shortest time in which so many rows can be confirmed by somebody who starts when they are there, milliseconds. */
export function physicalLimit(rows: number, setUpMs: number, roundTripMs: number): number {
  return setUpMs + roundTripMs + Math.ceil(rows / IN_FLIGHT) * roundTripMs;
}

/** `median (least–most)`, each with so many decimals. */
export function spread(values: readonly number[], decimals = 0): string {
  const sorted = values.toSorted((a, b) => a - b);
  const text = (value: number | undefined) => (value ?? Number.NaN).toFixed(decimals);
  const [least, most] = [text(sorted[0]), text(sorted.at(-1))];
  const middle = text(median(sorted));
  return least === most ? middle : `${middle} (${least}–${most})`;
}

/** Of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** A Markdown table; the first row is its head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}
