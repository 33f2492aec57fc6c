/**
 * Runtime checks put together from small ones, for what a content script hears: it is loaded into every page of Docker
 * Hub, and a schema library for four messages would be a tenth of it. As strict as one: no field that is not named.
 */

/** Whether a value is what it should be. */
export type Guard<T> = (value: unknown) => value is T;

/** A guard for each field, the optional ones included. */
type Fields<T> = { readonly [Name in keyof T]-?: Guard<T[Name]> };

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';
/** Of things: 0 and more. */
export const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0;
/** Milliseconds since 1970. */
export const isMoment = (value: unknown): value is number => Number.isFinite(value);

export function isOneOf<const T extends string>(known: readonly T[]): Guard<T> {
  return (value): value is T => known.some((one) => one === value);
}

export function isArrayOf<T>(isItem: Guard<T>): Guard<readonly T[]> {
  // A hole is no item: spread out it is undefined.
  return (value): value is readonly T[] => Array.isArray(value) && [...value].every(isItem);
}

/** For a field that may be left out. */
export function isOptional<T>(isValue: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || isValue(value);
}

/** An object with these fields and no other. */
export function isShape<T extends object>(fields: Fields<T>): Guard<T> {
  const guards = new Map<string, (value: unknown) => boolean>(Object.entries(fields));
  return (value): value is T =>
    isRecord(value) &&
    Object.keys(value).every((name) => guards.has(name)) &&
    [...guards].every(([name, isValue]) => isValue(value[name]));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
