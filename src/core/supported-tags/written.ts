/** A form of the list as its pieces: a list of tens of thousands of lines is written a few of them at a time. */
export interface Written<Line> {
  readonly before: string;
  /** One after the other, with nothing between. */
  line(line: Line, place: number): string;
  readonly after: string;
}

/** @param place a text that is in it once: where the lines belong */
export function around(whole: string, place: string): readonly [before: string, after: string] {
  const at = whole.indexOf(place) + place.length;
  return [whole.slice(0, at), whole.slice(at)];
}
