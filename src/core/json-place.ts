/**
 * Reading untrusted JSON, field by field. A reader gives the value or undefined, and notes what is wrong together with
 * where it stands (`manifests[2].digest: not a digest`), so that one pass finds the first mistake without exceptions.
 */

/** One object inside a document, the path to it, and the list where everybody notes what is wrong. */
export interface Place {
  readonly object: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly problems: string[];
}

/** Opens an object; notes a problem when the value is none. */
export function openPlace(value: unknown, path: string, problems: string[]): Place | undefined {
  if (isObject(value)) return { object: value, path, problems };
  problems.push(`${path || 'document'}: not an object`);
  return undefined;
}

/**
 * A field's value. Own fields only, so that `__proto__` and its like in a document mean nothing; `null` is as good as
 * left out, because Go writes it for empty values.
 */
export function field({ object }: Place, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

export function pathTo(place: Place, name: string): string {
  return place.path === '' ? name : `${place.path}.${name}`;
}

export function note(place: Place, name: string, problem: string): undefined {
  place.problems.push(`${pathTo(place, name)}: ${problem}`);
  return undefined;
}

export function optionalText(place: Place, name: string): string | undefined {
  const value = field(place, name);
  if (value === undefined || typeof value === 'string') return value;
  return note(place, name, 'not a text');
}

export function optionalObject(place: Place, name: string): Place | undefined {
  const value = field(place, name);
  return value === undefined ? undefined : openPlace(value, pathTo(place, name), place.problems);
}

export function optionalList(place: Place, name: string): readonly unknown[] | undefined {
  const value = field(place, name);
  if (value === undefined || Array.isArray(value)) return value;
  return note(place, name, 'not a list');
}

/** A map, because the names in it are the sender's choice. */
export function optionalTextMap(
  place: Place,
  name: string,
): ReadonlyMap<string, string> | undefined {
  const inner = optionalObject(place, name);
  if (!inner) return undefined;
  const map = new Map<string, string>();
  for (const [key, value] of Object.entries(inner.object)) {
    if (typeof value === 'string') map.set(key, value);
    else place.problems.push(`${pathTo(place, name)}: holds a value that is not a text`);
  }
  return map;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
