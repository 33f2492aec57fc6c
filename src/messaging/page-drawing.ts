/**
 * Between a session and its page: draws what the session tells, and draws it again when the page is another one than
 * before, that is when rows are opened, unfolded, wider or narrower. Each row is drawn once for each such change.
 */
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { DrawnAnswer, DrawnRow, PageLooks } from './drawn.ts';
import type { PageAnswer } from './protocol.ts';
import { rememberRows } from './remembered-rows.ts';
import { createRowQueue } from './row-queue.ts';
import type { CheckedPageRequest } from './schemas-page.ts';
import type { LineView, TagView } from './view.ts';

/**
 * Milliseconds for which rows may say among how few tags was looked, once more are known: a listing comes in many parts, and
 * with each of them all rows of a page would be drawn anew.
 */
const SUMS_TOGETHER = 400;
/** Rows after those in sight that are near: a page of the site, more than a person scrolls in one go. */
const NEAR = 25;
/** Pixels, until any page has told. */
const FIRST_WIDTH = 640;

export interface PageDrawing {
  tell(answer: PageAnswer): void;
  /** Takes in what a request says of the page. */
  heed(request: CheckedPageRequest): void;
  /** The page is gone: what waits is drawn for nobody. */
  end(): void;
}

/**
 * All pages of one worker: the next begins with the width that the last one told, because most are alike, and a page that
 * is visited again gets what was drawn before.
 */
export function createPageDrawings(
  given: PageLooks,
  clock: Pick<Clock, 'after'> = systemClock,
): (post: (message: DrawnAnswer) => void) => PageDrawing {
  const looks = { ...given, row: rememberRows(given.row) };
  let usual = FIRST_WIDTH;
  return (post) =>
    drawPage(
      looks,
      clock,
      post,
      () => usual,
      (width) => {
        usual = width;
      },
    );
}

type Tags = Extract<PageAnswer, { type: 'tags' }>;
type Lines = Extract<PageAnswer, { type: 'lines' }>;

interface Row {
  view: TagView;
  /** What it was drawn from. */
  from?: string;
}

function drawPage(
  looks: PageLooks,
  clock: Pick<Clock, 'after'>,
  post: (message: DrawnAnswer) => void,
  usual: () => number,
  learn: (width: number) => void,
): PageDrawing {
  const rows = new Map<string, Row>();
  /** Those that the page was given a drawing of, which it keeps while they come and go. */
  const drawn = new Set<string>();
  const queue = createRowQueue({ clock, draw: drawRow, send: sendRows, rested });
  const styled = new Set<string>();
  let sums: Omit<Tags, 'tags'> | undefined;
  /** Whether no message has told them yet. */
  let isUntold = false;
  /** Whether rows are soon told that more tags are known. */
  let isSoon = false;
  let width = usual();
  let opened: ReadonlySet<string> = new Set();
  let unfolded: ReadonlySet<string> = new Set();
  let urlDigest: Digest | undefined;
  /** Rows that are in sight, or soon may be; all are for as long as the page has named none. */
  let near: ReadonlySet<string> | undefined;
  /** Whether the port is older than the page's rows. Else another worker may have drawn them. */
  let isFirst: boolean | undefined;

  /** The styles, where this port did not have them yet. */
  function styleOf(kind: keyof PageLooks['styles']): { style?: string } {
    if (styled.has(kind)) return {};
    styled.add(kind);
    return { style: looks.styles[kind] };
  }

  function settingOf(tag: string, { repository, known, total }: Omit<Tags, 'tags'>) {
    return {
      repository,
      known,
      ...(total !== undefined && { total }),
      width,
      isOpen: opened.has(tag),
      isUnfolded: unfolded.has(tag),
      ...(urlDigest && { urlDigest }),
    };
  }

  /** The row, where it is to look otherwise than before. */
  function drawRow(tag: string): DrawnRow | undefined {
    const row = rows.get(tag);
    if (!row || !sums) return undefined;
    const { view } = row;
    const setting = settingOf(tag, sums);
    // It is drawn when it comes near, or has its answer: what is drawn may not say otherwise than the attributes.
    const isWaiting = view.state === 'loading' && near?.has(tag) === false;
    const isBare = isWaiting && isFirst && !drawn.has(tag);
    // Once all tags are known it is never said how many there are.
    const isComplete = sums.total !== undefined && sums.known >= sums.total;
    const counts = isComplete && { known: 0, total: 0 };
    const from = JSON.stringify([isBare, view, { ...setting, ...counts }]);
    if (row.from === from) return undefined;
    row.from = from;
    if (!isBare) drawn.add(tag);
    const { failure } = view;
    const looked = isBare
      ? { attributes: looks.attributes(view, setting) }
      : looks.row(view, setting);
    return { tag, ...looked, ...(failure && { failure }) };
  }

  function tellTags(answer: Tags): void {
    const { tags, ...said } = answer;
    if (sums?.repository !== said.repository) {
      rows.clear();
      drawn.clear();
      queue.clear();
    }
    const isNewSum = sums?.known !== said.known || sums?.total !== said.total;
    isUntold ||= isNewSum;
    sums = said;
    for (const view of tags) {
      const row = rows.get(view.tag);
      if (row) row.view = view;
      else rows.set(view.tag, { view });
    }
    queue.add(tags.map(({ tag }) => tag));
    if (isNewSum && !isSoon) {
      isSoon = true;
      clock.after(SUMS_TOGETHER, drawAnswered);
    }
  }

  function sendRows(tags: readonly DrawnRow[]): void {
    if (!sums) return;
    isUntold = false;
    post({ ...sums, ...styleOf('row'), tags });
  }

  function rested(): void {
    if (!sums || !isUntold) return;
    isUntold = false;
    post({ ...sums, tags: [] });
  }

  /** Rows that are on the page no more are not drawn for it either. */
  function keepRows(tags: ReadonlySet<string>): void {
    for (const tag of rows.keys()) if (!tags.has(tag)) rows.delete(tag);
  }

  function comeNear(tags: readonly string[]): void {
    near = new Set(tags);
    queue.add(tags.filter((tag) => rows.has(tag)));
  }

  /** Rows that wait for an answer are drawn when it comes, and say it then. */
  function drawAnswered(): void {
    isSoon = false;
    queue.add([...rows].flatMap(([tag, { view }]) => (view.state === 'loading' ? [] : [tag])));
  }

  function drawLine(view: LineView, repository: RepositoryName) {
    const { tags, verdict, asking, failure } = view;
    return { tags, verdict, asking, ...(failure && { failure }), ...looks.line(view, repository) };
  }

  function tellLines({ lines, ...answer }: Lines): void {
    const drawn = lines.map((view) => drawLine(view, answer.repository));
    post({ ...answer, ...styleOf('line'), lines: drawn });
  }

  return {
    tell(answer) {
      switch (answer.type) {
        case 'tags':
          tellTags(answer);
          break;
        case 'lines':
          tellLines(answer);
          break;
        case 'listed':
          post({ ...answer, ...styleOf('dock') });
          break;
        case 'sheet':
          post(answer);
          break;
      }
    },
    heed(request) {
      switch (request.type) {
        case 'watch':
          urlDigest = request.urlDigest;
          isFirst ??= request.tags.length === 0;
          if (request.tags.length > 0) comeNear(request.tags.slice(0, request.visible + NEAR));
          keepRows(new Set(request.tags));
          break;
        case 'opened': {
          const before = opened;
          opened = new Set(request.tags);
          queue.add(differing(before, opened));
          break;
        }
        case 'look': {
          const before = unfolded;
          unfolded = new Set(request.unfolded);
          const isWidthNew = width !== request.width;
          width = request.width;
          learn(width);
          queue.add(isWidthNew ? rows.keys() : differing(before, unfolded));
          break;
        }
        default:
      }
    },
    end() {
      rows.clear();
      queue.clear();
    },
  };
}

/** What is in one of the two, and not in the other. */
function differing(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...one, ...other].filter((tag) => one.has(tag) !== other.has(tag));
}
