/** Values as structured clone brings them, through ports and from storage: more than JSON can say. */
import type { Draw } from './draw.ts';
import { mutatedJson } from './json.ts';

/** What no JSON knows. */
const NOT_JSON: readonly (() => unknown)[] = [
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 1n,
  () => new Map([['type', 'watch']]),
  () => new Date(Number.NaN),
  () => new Uint8Array(4),
  () => Object.create(null),
  () => new Array(3),
  () => /x/,
];

/** One of the samples with a few places changed; the text of it where that is no JSON any more. */
export function cloned(
  samples: readonly unknown[],
  keys: readonly string[],
): (draw: Draw) => unknown {
  return (draw) => {
    const text = mutatedJson(draw, draw.pick(samples), keys);
    const isOdd = draw.chance(0.2);
    try {
      return JSON.parse(text, (_key, value: unknown) =>
        isOdd && draw.chance(0.05) ? draw.pick(NOT_JSON)() : value,
      );
    } catch {
      return text;
    }
  };
}
