/** The opened annotations of one page: what is known of their tags is drawn here and told as a tree. Never a pull. */
import type { PageAnswer } from '../messaging/protocol.ts';
import type { PagePart } from './page-part.ts';
import type { Services } from './services.ts';
import { tagDetail } from './tag-detail.ts';

export interface PageSheets extends PagePart {
  /** The opened ones. What is closed and opened again is told anew. */
  tags: readonly string[];
}

export function pageSheets(services: Services, answer: (message: PageAnswer) => void): PageSheets {
  const { heads, hubWords, accepts, shelf } = services;
  const asker = {};
  /** Each tag's detail as it was last drawn, as text. */
  const drawn = new Map<string, string>();
  let opened: readonly string[] = [];

  const sheets: PageSheets = {
    get tags() {
      return opened;
    },
    // Forgotten here, not when next told: it may be opened again before that.
    set tags(tags) {
      opened = tags;
      for (const tag of drawn.keys()) if (!tags.includes(tag)) drawn.delete(tag);
    },
    ask(board) {
      heads.want(asker, board, sheets.tags, sheets.tags.length);
      hubWords.wantByName(asker, board, sheets.tags);
    },
    asks: (board) =>
      sheets.tags.flatMap((tag) => {
        const { registryAsk, hubAsk } = board.entry(tag);
        return [registryAsk, hubAsk];
      }),
    hasUntold: () => sheets.tags.some((tag) => !drawn.has(tag)),
    tell(board, context) {
      const { repository, total } = board;
      for (const tag of sheets.tags) {
        const asked = accepts.of(board, tag);
        const detail = tagDetail(board.entry(tag), { ...context, shelf, accepts: asked, total });
        const text = JSON.stringify(detail);
        if (drawn.get(tag) === text) continue;
        drawn.set(tag, text);
        const asking = detail.isAskingAccepts || detail.view.state === 'loading';
        answer({
          type: 'sheet',
          repository,
          tag,
          ...services.drawSheet(detail, repository),
          asking,
        });
      }
    },
    reset() {
      heads.drop(asker);
      hubWords.drop(asker);
      drawn.clear();
    },
  };
  return sheets;
}
