/**
 * What one run of the benchmark measured: `docs/benchmark.json`. The table, the plot and the part of the README are written
 * from it and from nothing else. A list of numbers holds one for each run, in order.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const runs = v.pipe(v.array(v.number()), v.minLength(1));

/** Times in milliseconds from all rows in the document on, by the page's clock. */
const visitSchema = v.object({
  /** One annotation says a digest; every one does; every one has the registry's word. */
  firstMs: runs,
  annotatedMs: runs,
  confirmedMs: runs,
  /** Of the extension; those of the site itself are left out. */
  requests: runs,
  pulls: runs,
  /** Over the extension's own connections, TLS included. */
  sentBytes: runs,
  receivedBytes: runs,
  /** Sum of all layout shifts (web.dev, "Cumulative Layout Shift"). */
  shift: runs,
});
export type VisitFigures = v.InferOutput<typeof visitSchema>;

const pageSchema = v.object({
  roundTripMs: v.number(),
  rows: v.number(),
  /** To reach the token service, and the web API: TCP through the proxy and TLS. */
  tokenSetUpMs: runs,
  hubSetUpMs: runs,
  /** Most HEADs in flight at once, as their sender sees it. */
  inFlight: runs,
  /**
   * Of the page with its content scripts, and of the worker, after the second visit and collecting garbage: done before it,
   * that would throw away compiled code which a person's browser has.
   */
  pageHeapBytes: runs,
  workerHeapBytes: runs,
  cold: visitSchema,
  /** Again within five minutes. */
  warm: visitSchema,
  /** Again, after the browser has stopped the worker. */
  afterStop: visitSchema,
});
export type PageFigures = v.InferOutput<typeof pageSchema>;

/** Milliseconds of the page's main thread, from a trace. */
const tasksSchema = v.object({
  rows: v.number(),
  hasExtension: v.boolean(),
  longestMs: runs,
  /** Most that scripts of the extension ran in one task. */
  oursMs: runs,
  /** All that they ran. */
  oursInAllMs: runs,
});
export type TaskFigures = v.InferOutput<typeof tasksSchema>;

/** One of the extension's pages, with all tags known. */
const viewSchema = v.object({
  heapBytes: v.number(),
  /** The longest that it took for a key to show, and between two frames while it was scrolled. */
  slowestInputMs: v.number(),
  slowestFrameMs: v.number(),
});
export type ViewFigures = v.InferOutput<typeof viewSchema>;

const wholeSchema = v.object({
  tags: v.number(),
  roundTripMs: v.number(),
  /** Requests a minute that the stand-in's web API allows. */
  hubLimit: v.number(),
  /** What the button said before it was clicked: requests to the web API, HEADs, and how long. */
  offered: v.optional(v.object({ requests: v.number(), heads: v.number(), seconds: v.number() })),
  seconds: v.number(),
  requests: v.object({ hub: v.number(), names: v.number(), head: v.number(), token: v.number() }),
  pulls: v.number(),
  receivedBytes: v.number(),
  workerHeapBytes: v.number(),
  popup: viewSchema,
  explorer: viewSchema,
  /** Tags that the popup says it knows in the end. */
  known: v.number(),
});
export type WholeFigures = v.InferOutput<typeof wholeSchema>;

/** What relations cost in Node, milliseconds: see core-scale.ts for what each is. */
const scaleSchema = v.object({
  tags: v.number(),
  groups: v.number(),
  group: v.number(),
  put: v.number(),
  list: v.number(),
  sort: v.number(),
  findPart: v.number(),
  findHash: v.number(),
});
export type ScaleFigures = v.InferOutput<typeof scaleSchema>;

const peerSchema = v.object({
  tool: v.string(),
  version: v.string(),
  tags: v.number(),
  /** How many of them it was asked about; the rest is in proportion. */
  asked: v.number(),
  seconds: v.number(),
  requests: v.number(),
  pulls: v.number(),
});
export type PeerFigures = v.InferOutput<typeof peerSchema>;

const figuresSchema = v.object({
  date: v.string(),
  commit: v.string(),
  browser: v.string(),
  machine: v.object({ processor: v.string(), cores: v.number(), memoryBytes: v.number() }),
  runs: v.number(),
  minutes: v.number(),
  /** Gzipped, bytes. */
  contentScriptBytes: v.number(),
  pages: v.array(pageSchema),
  tasks: v.array(tasksSchema),
  whole: v.array(wholeSchema),
  scale: v.array(scaleSchema),
  peers: v.array(peerSchema),
});
export type Figures = v.InferOutput<typeof figuresSchema>;

export function readFigures(path: string): Figures {
  return v.parse(figuresSchema, JSON.parse(readFileSync(path, 'utf8')));
}
