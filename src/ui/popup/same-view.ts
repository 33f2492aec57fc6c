/** Whether two views say the same: a view that came through a port is always a new object. */
export function sameView(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  const others: ReadonlyMap<string, unknown> = new Map(Object.entries(b));
  return entries.every(([key, value]) => others.has(key) && sameView(value, others.get(key)));
}
