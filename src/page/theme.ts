/**
 * Light or dark, from what is really painted behind a row: the site's marker for its dark theme is unknown (it exists
 * since 2024-08 or earlier), its computed background is not.
 */
import { outerOf } from './nodes.ts';

export type Theme = 'light' | 'dark';

/** Red, green, blue from 0 to 1, not linear, and opacity from 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const NUMBER = /-?\d+(?:\.\d+)?(?:e-?\d+)?%?/g;

/**
 * The theme of what lies behind an element. `memo` carries what was found for shared ancestors from one row to the next
 * within one pass; a new pass takes a new one.
 */
export function themeBehind(element: Element, memo = new Map<Element, Theme>()): Theme {
  const passed: Element[] = [];
  const layers: Colour[] = [];
  let theme: Theme | undefined;
  for (let outer = outerOf(element); outer; outer = outerOf(outer)) {
    if (layers.length === 0) {
      theme = memo.get(outer);
      if (theme) break;
      passed.push(outer);
    }
    const colour = parseColour(getComputedStyle(outer).backgroundColor);
    if (colour && colour[3] > 0) layers.push(colour);
    if (colour?.[3] === 1) break;
  }
  const found = theme ?? (luminance(composite(layers, canvas())) < 0.5 ? 'dark' : 'light');
  for (const outer of passed) memo.set(outer, found);
  return found;
}

/**
 * Reads a computed colour: `rgb()`, `rgba()`, `color(…)`, and by their lightness `lab()`, `lch()`, `oklab()`, `oklch()`
 * (CSS Color 4, section 15, "Resolving color values").
 */
export function parseColour(text: string): Colour | undefined {
  const name = text.slice(0, Math.max(0, text.indexOf('(')));
  const inside = name === 'color' ? text.slice(text.indexOf(' ')) : text.slice(name.length);
  const found = inside.match(NUMBER)?.map(numberOf) ?? [];
  const [first, second, third, alpha = 1] = found;
  if (first === undefined || second === undefined || third === undefined) return undefined;
  switch (name) {
    case 'rgb':
    case 'rgba':
      return [first / 255, second / 255, third / 255, alpha];
    case 'color':
      return [first, second, third, alpha];
    case 'lab':
    case 'lch':
      return [first / 100, first / 100, first / 100, alpha];
    case 'oklab':
    case 'oklch':
      return [first, first, first, alpha];
    default:
      return undefined;
  }
}

function numberOf(text: string): number {
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
}

/** Innermost layer first, painted over an opaque ground. */
function composite(layers: readonly Colour[], ground: Colour): Colour {
  return layers.reduceRight<Colour>(
    (below, [red, green, blue, alpha]) => [
      red * alpha + below[0] * (1 - alpha),
      green * alpha + below[1] * (1 - alpha),
      blue * alpha + below[2] * (1 - alpha),
      1,
    ],
    ground,
  );
}

/** What the browser paints where the page paints nothing. */
function canvas(): Colour {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const isDark =
    scheme.includes('dark') &&
    (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
  return isDark ? [0.07, 0.07, 0.07, 1] : [1, 1, 1, 1];
}

/** Perceived brightness from 0 to 1 (Rec. 709 weights on the encoded values: enough to tell dark from light). */
function luminance([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
