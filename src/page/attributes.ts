/** Attributes of an annotation: those that the worker says (ui/annotation/row-attributes.ts), and those that the page knows. */
import type { Digest } from '../core/digest.ts';
import { ROW_ATTRIBUTES, type RowAttributes } from '../messaging/drawn.ts';

/** On how many of the repository's tags the relations rest. */
export interface Known {
  readonly known: number;
  readonly total?: number;
}

/** Attribute names and values; `undefined` means that the attribute is absent. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** What there is to say before the worker's first word; `urlDigest`: the hash in a layers page's address. */
export function unknownRow(urlDigest?: Digest): RowAttributes {
  return {
    'data-state': 'loading',
    'data-aliases': '',
    ...(urlDigest && { 'data-url-digest': urlDigest, 'data-url-kind': 'unknown' }),
  };
}

export function attributesOf(
  repository: string,
  tag: string,
  said: RowAttributes,
  known?: Known,
): Attributes {
  return {
    'data-repository': repository,
    'data-tag': tag,
    ...countOf(known),
    // All of them, for what another tag had must go.
    ...Object.fromEntries(ROW_ATTRIBUTES.map((name) => [name, said[name]])),
  };
}

/** Sets what differs and nothing else: each write is work for whoever watches the page. */
export function applyAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

export function countOf(known?: Known): Attributes {
  return { 'data-known': known && knownText(known) };
}

function knownText({ known, total }: Known): string {
  return total === undefined ? String(known) : `${known}/${total}`;
}
