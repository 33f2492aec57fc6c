/** One chart with two axes, as SVG: lines of points, each named at its end. */

export interface Line {
  readonly name: string;
  /** Of the style sheet: `one`, `two` or `three`. */
  readonly colour: string;
  readonly isDashed?: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Axis {
  readonly title: string;
  readonly ticks: readonly number[];
  readonly isLogarithmic?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room for a name of its own, pixels. */
const LABEL_HEIGHT = 15;

/** @param place of the plotting area; titles and ticks stand around it */
export function chart({ title, x, y, lines }: Chart, place: Place): string {
  const { left, top, width, height } = place;
  const toX = scale(x, left, left + width);
  const toY = scale(y, top + height, top);
  const bottom = top + height;
  const labels = spaced(
    lines.flatMap(({ name, colour, points }) => {
      const end = points.at(-1);
      return end && name !== '' ? [{ name, colour, at: toY(end[1]) }] : [];
    }),
  );
  return [
    text(left, top - 22, title, 'title'),
    text(left, top - 6, y.title, 'soft'),
    text(left + width / 2, bottom + 36, x.title, 'soft middle'),
    ...y.ticks.flatMap((tick) => [
      `<line class="grid" x1="${left}" x2="${left + width}" y1="${px(toY(tick))}" y2="${px(toY(tick))}"/>`,
      text(left - 8, toY(tick) + 4, tick.toLocaleString('en'), 'soft end'),
    ]),
    ...x.ticks.map((tick) =>
      text(toX(tick), bottom + 18, tick.toLocaleString('en'), 'soft middle'),
    ),
    ...lines.map((line) => drawn(line, toX, toY)),
    ...labels.map(({ name, colour, at }) =>
      text(left + width + 10, at + 4, name, `name ${colour}`),
    ),
  ].join('\n');
}

function drawn(
  { colour, isDashed, points }: Line,
  toX: (value: number) => number,
  toY: (value: number) => number,
): string {
  const places = points.map(([x, y]) => `${px(toX(x))},${px(toY(y))}`);
  const line = `<polyline class="line ${colour}${isDashed ? ' dashed' : ''}" points="${places.join(' ')}"/>`;
  const dots = places.map((place) => {
    const [x, y] = place.split(',');
    return `<circle class="dot ${colour}" cx="${x}" cy="${y}" r="4"/>`;
  });
  return [line, ...(isDashed ? [] : dots)].join('\n');
}

/** From the least tick to the greatest. */
function scale(
  { ticks, isLogarithmic }: Axis,
  from: number,
  to: number,
): (value: number) => number {
  const place = (value: number) => (isLogarithmic ? Math.log10(value) : value);
  const least = place(Math.min(...ticks));
  // A single tick has no span: whatever it is, it stands at the beginning.
  const span = place(Math.max(...ticks)) - least || 1;
  return (value) => from + ((place(value) - least) / span) * (to - from);
}

/** From the top down, none over another. */
function spaced<L extends { readonly at: number }>(labels: readonly L[]): readonly L[] {
  let last = Number.NEGATIVE_INFINITY;
  return labels
    .toSorted((a, b) => a.at - b.at)
    .map((label) => {
      last = Math.max(label.at, last + LABEL_HEIGHT);
      return { ...label, at: last };
    });
}

function text(x: number, y: number, words: string, style: string): string {
  return `<text class="${style}" x="${px(x)}" y="${px(y)}">${escaped(words)}</text>`;
}

export function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function px(value: number): string {
  return value.toFixed(1);
}
