/**
 * From components to the plain tree that goes to a page (messaging/sheet.ts). It draws without a document, because the
 * worker has none: function components are called, so they may use no hooks.
 */
import type { ComponentChildren, FunctionComponent, VNode } from 'preact';
import { isValidElement } from 'preact';
import {
  SHEET_ATTRIBUTES,
  SHEET_ELEMENTS,
  type SheetAttribute,
  type SheetBranch,
  type SheetElement,
  type SheetTree,
} from '../../messaging/sheet.ts';

/** Throws on an element or attribute that a page would not take: a mistake in a component, never in what it shows. */
export function flatten(node: ComponentChildren): SheetTree {
  const tree: (string | SheetBranch)[] = [];
  collect(node, tree);
  return tree;
}

function collect(node: ComponentChildren, tree: (string | SheetBranch)[]): void {
  if (Array.isArray(node)) {
    for (const child of node) collect(child, tree);
  } else if (isValidElement(node)) {
    collectElement(node, tree);
  } else if (typeof node === 'string' || typeof node === 'number') {
    addText(String(node), tree);
  } else if (typeof node === 'object' && node !== null) {
    throw new Error('a sheet is made of elements and text');
  }
}

function collectElement({ type, props }: VNode, tree: (string | SheetBranch)[]): void {
  if (typeof type === 'string') {
    const element = elementOf(type);
    tree.push({ element, attributes: attributesOf(props), children: flatten(props.children) });
  } else if (isFunction(type)) {
    collect(type(props), tree);
  } else {
    throw new Error(`a sheet has no classes: ${type.name}`);
  }
}

/** Pieces of text that stand beside each other become one, as they do in a document. */
function addText(text: string, tree: (string | SheetBranch)[]): void {
  const last = tree.at(-1);
  if (text === '') return;
  if (typeof last === 'string') tree[tree.length - 1] = last + text;
  else tree.push(text);
}

function isFunction(type: Exclude<VNode['type'], string>): type is FunctionComponent {
  return !('render' in (type.prototype ?? {}));
}

function elementOf(name: string): SheetElement {
  const element = SHEET_ELEMENTS.find((known) => known === name);
  if (!element) throw new Error(`no element of a sheet: ${name}`);
  return element;
}

function attributesOf(props: object): SheetBranch['attributes'] {
  const attributes: Partial<Record<SheetAttribute, string>> = {};
  for (const [name, value] of Object.entries(props)) {
    if (name === 'children' || value === undefined || value === null) continue;
    if (name === 'style') attributes['data-hue'] = hueOf(value);
    else attributes[attributeOf(name)] = textOf(name, value);
  }
  return attributes;
}

function attributeOf(name: string): SheetAttribute {
  const attribute = SHEET_ATTRIBUTES.find((known) => known === name);
  if (!attribute) throw new Error(`no attribute of a sheet: ${name}`);
  return attribute;
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new Error(`no text: ${name}`);
}

/** The one style that differs from element to element is the colour of a digest's mark. */
function hueOf(style: unknown): string {
  const [[name, hue] = [], ...more] = Object.entries(style ?? {});
  if (name !== '--hue' || typeof hue !== 'string' || more.length > 0)
    throw new Error('a sheet has no styles of its own');
  return hue;
}
