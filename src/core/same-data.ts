/** Whether two values of plain data say the same: what came through a port, or was made anew, is always a new object. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return areSameLists(a, b);
  const others = new Map<string, unknown>(Object.entries(b));
  const entries = Object.entries(a);
  if (entries.length !== others.size) return false;
  return entries.every(([key, value]) => others.has(key) && isSameData(value, others.get(key)));
}

function areSameLists(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((one, place) => isSameData(one, b[place]));
}
