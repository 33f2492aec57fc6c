/** What a V8 heap snapshot counts that no protocol counts: by it a leak shows itself whatever holds it. */
import * as v from 'valibot';

export interface HeapCounts {
  /** Bytes of all objects but the engine's own: compiled code grows for as long as an engine learns. */
  readonly dataBytes: number;
  /** Functions that scripts of the extension made: more for each listener, timer or visit that is not let go. */
  readonly closures: number;
  /** The extension API's ports, open ones and ended ones that something holds. */
  readonly ports: number;
  /** Elements of ours, on the page and off it. */
  readonly annotations: number;
}

/** The format of "HeapProfiler.takeHeapSnapshot" (Chrome DevTools protocol): rows of numbers, and what they mean. */
const snapshotSchema = v.object({
  snapshot: v.object({
    meta: v.object({
      node_fields: v.array(v.string()),
      node_types: v.looseTuple([v.array(v.string())]),
      edge_fields: v.array(v.string()),
    }),
  }),
  nodes: v.array(v.number()),
  edges: v.array(v.number()),
  strings: v.array(v.string()),
});

/** A native node of the page, `<digest-lens …>` and its like; a detached one has that word before it. */
const ANNOTATION = /^(?:Detached )?<digest-lens[ >-]/;
/** V8's own object for a script, named by its address. */
const OWN_SCRIPT = /^system \/ Script \/ chrome-extension:/;
/** Kinds of nodes that are the engine's. */
const ENGINE = ['code', 'object shape', 'hidden'];
const FUNCTION_INFO = 'system / SharedFunctionInfo';

export function countHeap(text: string): HeapCounts {
  const heap = readHeap(text);
  const isOwn = (code: number) => heap.next(code).some((at) => OWN_SCRIPT.test(heap.name(at)));
  const counts = { dataBytes: 0, closures: 0, ports: 0, annotations: 0 };
  for (let node = 0; node < heap.size; node += 1) {
    const [kind = '', name] = [heap.kind(node), heap.name(node)];
    if (!ENGINE.includes(kind)) counts.dataBytes += heap.bytes(node);
    if (kind === 'closure') {
      const code = heap.next(node).find((at) => heap.name(at).startsWith(FUNCTION_INFO));
      if (code !== undefined && isOwn(code)) counts.closures += 1;
    } else if (kind === 'native' && name === 'Port') counts.ports += 1;
    else if (ANNOTATION.test(name)) counts.annotations += 1;
  }
  return counts;
}

/** Nodes by their number, from 0. */
function readHeap(text: string) {
  const { snapshot, nodes, edges, strings } = v.parse(snapshotSchema, JSON.parse(text));
  const { node_fields: fields, edge_fields: edgeFields, node_types: types } = snapshot.meta;
  const [width, edgeWidth] = [fields.length, edgeFields.length];
  const to = edgeFields.indexOf('to_node');
  const field = (node: number, name: string) => nodes[node * width + fields.indexOf(name)] ?? 0;
  const size = nodes.length / width;
  // Edges stand in the order of the nodes that they leave.
  const first = new Uint32Array(size + 1);
  for (let node = 0; node < size; node += 1) {
    first[node + 1] = (first[node] ?? 0) + field(node, 'edge_count');
  }
  return {
    size,
    kind: (node: number) => types[0][field(node, 'type')],
    bytes: (node: number) => field(node, 'self_size'),
    name: (node: number) => strings[field(node, 'name')] ?? '',
    /** Nodes to which it leads. */
    next(node: number): readonly number[] {
      const [from = 0, end = 0] = first.subarray(node, node + 2);
      return Array.from({ length: end - from }, (_, at) => {
        return (edges[(from + at) * edgeWidth + to] ?? 0) / width;
      });
    },
  };
}
