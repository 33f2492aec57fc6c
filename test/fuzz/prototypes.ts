/** Whether anybody has written to what all objects share ("prototype pollution"). */

const SHARED: readonly [name: string, object: object][] = [
  ['Object', Object.prototype],
  ['Array', Array.prototype],
  ['Function', Function.prototype],
  ['String', String.prototype],
  ['Map', Map.prototype],
];

const before = new Map(SHARED.map(([name, object]) => [name, Reflect.ownKeys(object).length]));

/** Names of what is there and was not when this file was loaded: `Object` with its keys. */
export function pollution(): readonly string[] {
  return SHARED.filter(([name, object]) => Reflect.ownKeys(object).length !== before.get(name)).map(
    ([name, object]) => `${name}.prototype: ${Reflect.ownKeys(object).at(-1)?.toString() ?? ''}`,
  );
}

/**
 * Whether a value is made of plain pieces only: nothing of it came by another prototype than the language's own,
 * and no number is NaN. Iterative, so that depth is no matter.
 */
export function isPlain(value: unknown): boolean {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'number' && Number.isNaN(one)) return false;
    if (typeof one === 'function' || typeof one === 'symbol') return false;
    if (typeof one !== 'object' || one === null) continue;
    if (Array.isArray(one)) left.push(...one);
    else if (one instanceof Map) left.push(...one.keys(), ...one.values());
    else if (Object.getPrototypeOf(one) === Object.prototype) left.push(...Object.values(one));
    else return false;
  }
  return true;
}
