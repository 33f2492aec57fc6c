/** What the measured times are held against, and how many of them become one line. */
import type { RecordedRequest } from '../standin/standin.ts';

export const FORMULAS = [
  'limit of all confirmed = connection set-up + one round trip for the token + ceil(rows / c) round trips for the HEADs',
  'limit of the first annotation = connection set-up + one round trip',
  'c = the most HEADs in flight at once: from half a round trip before one reached the stand-in to half a round trip after its answer left',
] as const;

/** The shortest time in which so many rows can be confirmed by somebody who starts when they are there, milliseconds. */
export function confirmedLimit(
  rows: number,
  inFlight: number,
  setUpMs: number,
  roundTripMs: number,
): number {
  return setUpMs + roundTripMs + Math.ceil(rows / Math.max(1, inFlight)) * roundTripMs;
}

/** The shortest time in which anything can be known of any row, milliseconds. */
export function firstLimit(setUpMs: number, roundTripMs: number): number {
  return setUpMs + roundTripMs;
}

/** Most of these requests that were under way at the same time, as their sender sees it. */
export function mostInFlight(
  requests: readonly Pick<RecordedRequest, 'at' | 'endedAt'>[],
  roundTripMs: number,
): number {
  const changes = requests.flatMap(({ at, endedAt = at }) => [
    { at: at - roundTripMs / 2, by: 1 },
    { at: endedAt + roundTripMs / 2, by: -1 },
  ]);
  let now = 0;
  let most = 0;
  // At one moment an answer makes room before the next request is sent.
  for (const { by } of changes.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** `median (least–most)`, each with so many decimals. */
export function spread(values: readonly number[], decimals = 0): string {
  const sorted = values.toSorted((a, b) => a - b);
  const text = (value: number | undefined) => number(value ?? Number.NaN, decimals);
  const [least, most] = [text(sorted[0]), text(sorted.at(-1))];
  const middle = text(median(sorted));
  return least === most ? middle : `${middle} (${least}–${most})`;
}

/** `23,907`, with so many decimals. */
export function number(value: number, decimals = 0): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** Of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** Of each run the ratio of one figure to another. */
export function ratios(values: readonly number[], limits: readonly number[]): number[] {
  return values.map((value, run) => value / (limits[run] ?? Number.NaN));
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
