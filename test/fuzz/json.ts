/**
 * JSON that is nearly right: a real document with a few places changed. It is held as a tree that can say what an
 * object of the language cannot: keys that come twice, numbers of forty digits, fifty thousand brackets.
 */
import type { Draw } from './draw.ts';
import { damaged, hostileText } from './texts.ts';

type Node =
  /** Finished text of a value. */
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'object'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'text'; readonly value: string };
type Pair = readonly [key: string, value: Node];

/** Text of a document made from a right one; in one of eight cases the text itself is damaged, too. */
export function mutatedJson(draw: Draw, document: unknown, keys: readonly string[]): string {
  let tree = nodeOf(document);
  for (let edits = draw.below(4); edits > 0; edits -= 1) tree = edited(draw, tree, keys);
  const text = written(tree);
  return draw.chance(0.125) ? damaged(draw, text) : text;
}

/** The bytes of a text, in one of eight cases not UTF-8 any more, or behind a byte order mark. */
export function bytesOf(draw: Draw, text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(draw.chance(0.03) ? `\ufeff${text}` : text);
  if (!draw.chance(0.125) || bytes.length === 0) return bytes;
  const broken = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xc3], [0xf5, 0x80, 0x80, 0x80], [0]];
  bytes.set(draw.pick(broken).slice(0, bytes.length), draw.below(Math.max(1, bytes.length - 4)));
  return draw.chance(0.3) ? bytes.slice(0, draw.below(bytes.length)) : bytes;
}

function nodeOf(value: unknown): Node {
  if (typeof value === 'string') return { kind: 'text', value };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(nodeOf) };
  if (typeof value !== 'object' || value === null) return raw(JSON.stringify(value) ?? 'null');
  const pairs = Object.entries(value).map(([key, inner]): Pair => [key, nodeOf(inner)]);
  return { kind: 'object', pairs };
}

function written(node: Node): string {
  switch (node.kind) {
    case 'raw':
      return node.text;
    case 'text':
      return JSON.stringify(node.value);
    case 'list':
      return `[${node.items.map(written).join(',')}]`;
    case 'object':
      return `{${node.pairs.map(([key, value]) => `${JSON.stringify(key)}:${written(value)}`).join(',')}}`;
  }
}

function raw(text: string): Node {
  return { kind: 'raw', text };
}

const VALUES = [
  ...[
    'null',
    'true',
    'false',
    '{}',
    '[]',
    '""',
    '0',
    '-0',
    '-1',
    '1.5',
    '1e999',
    '-1e-999',
    '1E+2',
  ],
  ...['9007199254740993', '123456789012345678901234567890', '"0"', '[null]', '[[]]', '{"":null}'],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'],
  ...['"__proto__"', '"\\u0000"', '"\\ud800"', '"\\u202e"'],
];

function hostileNode(draw: Draw): Node {
  if (draw.chance(0.3)) return { kind: 'text', value: hostileText(draw) };
  if (draw.chance(0.01)) return raw('['.repeat(5_000) + ']'.repeat(5_000));
  if (draw.chance(0.01)) return raw(`${'{"a":'.repeat(2_000)}0${'}'.repeat(2_000)}`);
  return raw(draw.pick(VALUES));
}

function hostileKey(draw: Draw, keys: readonly string[]): string {
  return draw.chance(0.6)
    ? draw.pick(keys)
    : draw.pick(['__proto__', 'constructor', 'toString', 'length', '0', '', 'polluted']);
}

/** One place changed: seldom the document itself, mostly something inside. */
function edited(draw: Draw, node: Node, keys: readonly string[]): Node {
  if (node.kind === 'list' && node.items.length > 0 && draw.chance(0.8)) {
    const at = draw.below(node.items.length);
    const items = node.items.map((item, index) => (index === at ? edited(draw, item, keys) : item));
    return { kind: 'list', items };
  }
  if (node.kind === 'object' && node.pairs.length > 0 && draw.chance(0.8)) {
    const at = draw.below(node.pairs.length);
    const pairs = node.pairs.map(([key, value], index): Pair => {
      return [key, index === at ? edited(draw, value, keys) : value];
    });
    return { kind: 'object', pairs };
  }
  return replaced(draw, node, keys);
}

function replaced(draw: Draw, node: Node, keys: readonly string[]): Node {
  if (draw.chance(0.25)) return hostileNode(draw);
  if (draw.chance(0.1)) return { kind: 'list', items: [node] };
  switch (node.kind) {
    case 'raw':
      return hostileNode(draw);
    case 'text':
      return { kind: 'text', value: damaged(draw, node.value) };
    case 'list':
      return { kind: 'list', items: editedItems(draw, node.items) };
    case 'object':
      return { kind: 'object', pairs: editedPairs(draw, node.pairs, keys) };
  }
}

function editedItems(draw: Draw, items: readonly Node[]): readonly Node[] {
  const at = draw.below(items.length + 1);
  const one = items[at] ?? hostileNode(draw);
  if (draw.chance(0.2)) return items.filter((_item, index) => index !== at);
  if (draw.chance(0.2)) return Array.from({ length: draw.below(60) }, () => one);
  return [...items.slice(0, at), draw.chance(0.5) ? one : hostileNode(draw), ...items.slice(at)];
}

function editedPairs(draw: Draw, pairs: readonly Pair[], keys: readonly string[]): readonly Pair[] {
  const at = draw.below(pairs.length + 1);
  const rest = pairs.filter((_pair, index) => index !== at);
  const [key, value] = pairs[at] ?? [hostileKey(draw, keys), hostileNode(draw)];
  switch (draw.below(4)) {
    case 0:
      return rest;
    case 1:
      // The same key twice: the last one counts.
      return draw.chance(0.5)
        ? [[key, hostileNode(draw)], ...pairs]
        : [...pairs, [key, hostileNode(draw)]];
    case 2:
      return [...rest, [hostileKey(draw, keys), value]];
    default:
      return [...pairs, [hostileKey(draw, keys), hostileNode(draw)]];
  }
}
