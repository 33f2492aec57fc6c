/** The rows of one page: each tag that it shows is confirmed by the registry, those in sight first. */
import type { PageAnswer } from '../messaging/protocol.ts';
import type { CheckedPageRequest } from '../messaging/schemas-page.ts';
import type { Board } from './board.ts';
import { needsRegistry, PENDING, type TagEntry } from './knowledge.ts';
import type { PagePart } from './page-part.ts';
import type { Services } from './services.ts';
import { tagView } from './tag-view.ts';
import { questionOf } from './tags-of-address.ts';

type Watch = Extract<CheckedPageRequest, { type: 'watch' }>;

/** Rows that count as in sight until the browser has laid the page out and says which are: the first ones. */
const FIRST_IN_SIGHT = 6;

export interface PageRows extends PagePart {
  readonly watched: Watch | undefined;
  /** The page shows these now; nothing: it is another one. */
  watch(watched: Watch | undefined): void;
}

export function pageRows(services: Services, answer: (message: PageAnswer) => void): PageRows {
  const asker = {};
  /** Each tag's view as it was last sent, as text. */
  const sent = new Map<string, string>();
  let sentSums = '';
  let watched: Watch | undefined;
  /** Whose rows are noted as those of its address. */
  let noted: Watch | undefined;

  function note(now: Watch, board: Board): void {
    if (now === noted) return;
    noted = now;
    const { tags, address } = now;
    if (address && tags.length > 0) services.expectedRows.note(board, questionOf(address), tags);
  }

  /** Those of the page, else those that will come, where something is known of them. */
  function entries({ tags, address }: Watch, board: Board): readonly TagEntry[] {
    if (!address || tags.length > 0) return tags.map((tag) => board.entry(tag));
    const now = services.clock.now();
    return services.expectedRows
      .of(board, questionOf(address))
      .map((tag) => board.entry(tag))
      .filter(({ hub, registry }) => hub ?? registry)
      .map((entry) => (needsRegistry(entry, now) ? { ...entry, registryAsk: PENDING } : entry));
  }

  return {
    get watched() {
      return watched;
    },
    watch(next) {
      watched = next;
      // A row that has left the page is forgotten there, and told anew if it comes back.
      const kept = new Set(next?.tags);
      for (const tag of sent.keys()) if (!kept.has(tag)) sent.delete(tag);
    },
    ask(board) {
      const { tags = [], visible = 0 } = watched ?? {};
      services.heads.want(asker, board, tags, visible === 0 ? FIRST_IN_SIGHT : visible);
    },
    asks: (board) =>
      (watched?.tags ?? []).flatMap((tag) => {
        const { registryAsk, hubAsk } = board.entry(tag);
        return [registryAsk, hubAsk];
      }),
    hasUntold: () => (watched?.tags ?? []).some((tag) => !sent.has(tag)),
    tell(board, context) {
      if (!watched) return;
      note(watched, board);
      const { related } = context;
      const tags = entries(watched, board).flatMap((entry) => {
        const view = tagView(entry, context);
        const text = JSON.stringify(view);
        if (sent.get(entry.tag) === text) return [];
        sent.set(entry.tag, text);
        return [view];
      });
      const sums = `${related.known}/${board.total}`;
      if (tags.length === 0 && sums === sentSums) return;
      sentSums = sums;
      answer({
        type: 'tags',
        repository: board.repository,
        known: related.known,
        ...(board.total !== undefined && { total: Math.max(board.total, related.known) }),
        tags,
      });
    },
    reset() {
      services.heads.drop(asker);
      sent.clear();
      sentSums = '';
      noted = undefined;
    },
  };
}
