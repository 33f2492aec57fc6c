/** GENERATED: figures of a run that never was, for tests of what is made of figures. */
import type { Figures, PageFigures, ScaleFigures, VisitFigures } from './figures-file.ts';

export function sampleVisit(ms: number, more: Partial<VisitFigures> = {}): VisitFigures {
  return {
    firstMs: [ms],
    annotatedMs: [ms],
    confirmedMs: [ms],
    requests: [0],
    pulls: [0],
    sentBytes: [0],
    receivedBytes: [0],
    shift: [0],
    ...more,
  };
}

/** Whose limits are 150 + 50 for the first annotation, and 100 + 50 + 2 × 50 for 25 rows. */
export function samplePage(more: Partial<PageFigures> = {}): PageFigures {
  return {
    roundTripMs: 50,
    rows: 25,
    tokenSetUpMs: [100, 100],
    hubSetUpMs: [150, 150],
    inFlight: [13, 13],
    pageHeapBytes: [2_000_000, 2_000_000],
    workerHeapBytes: [3_000_000, 3_000_000],
    cold: sampleVisit(0, {
      firstMs: [200, 240],
      annotatedMs: [200, 240],
      confirmedMs: [250, 300],
      requests: [37, 37],
      pulls: [0, 0],
      receivedBytes: [1_234_567, 1_234_567],
    }),
    warm: sampleVisit(40),
    afterStop: sampleVisit(60),
    ...more,
  };
}

/** @param group milliseconds */
export function sampleScale(group: number): ScaleFigures {
  const rest = { put: 0.01, list: 0.02, sort: 30, findPart: 5, findHash: 4 };
  return { tags: 23_907, groups: 23_907, group, ...rest };
}

export function sampleFigures(more: Partial<Figures> = {}): Figures {
  return {
    date: '2026-11-23',
    commit: 'abc1234',
    browser: '156.0',
    machine: { processor: 'Some <processor>', cores: 2, memoryBytes: 8 * 2 ** 30 },
    runs: 2,
    minutes: 1.25,
    contentScriptBytes: 24_000,
    pages: [samplePage(), samplePage({ rows: 100 }), samplePage({ roundTripMs: 0 })],
    tasks: [
      { rows: 300, hasExtension: true, longestMs: [60], oursMs: [40], oursInAllMs: [100] },
      { rows: 300, hasExtension: false, longestMs: [55], oursMs: [0], oursInAllMs: [0] },
    ],
    whole: [
      {
        tags: 23_907,
        roundTripMs: 50,
        hubLimit: 180,
        seconds: 239.6,
        requests: { hub: 250, names: 1, head: 40, token: 2 },
        pulls: 0,
        receivedBytes: 5_000_000,
        workerHeapBytes: 40_000_000,
        popup: { heapBytes: 30_000_000, slowestInputMs: 48, slowestFrameMs: 33 },
        explorer: { heapBytes: 31_000_000, slowestInputMs: 56, slowestFrameMs: 35 },
        known: 23_907,
      },
    ],
    scale: [sampleScale(150)],
    peers: [
      {
        tool: 'skopeo',
        version: '1.9.3',
        tags: 23_907,
        asked: 25,
        seconds: 7_000,
        requests: 71_724,
        pulls: 23_907,
      },
    ],
    ...more,
  };
}
