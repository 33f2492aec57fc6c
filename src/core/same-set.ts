/** Whether two sets hold the same things, in whatever order. */
export function isSameSet<Thing>(a: ReadonlySet<Thing>, b: ReadonlySet<Thing>): boolean {
  if (a.size !== b.size) return false;
  for (const thing of a) if (!b.has(thing)) return false;
  return true;
}
