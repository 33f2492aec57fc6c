/**
 * The declared lines of one overview page. Their tags are asked of the registry by HEAD; the web API is asked for the
 * images of a tag only where the digests of its line differ, by name: an overview needs no listing.
 */
import type { PageAnswer } from '../messaging/protocol.ts';
import type { CheckedPageRequest } from '../messaging/schemas-page.ts';
import { lineView, missesImages } from './line-view.ts';
import type { PagePart } from './page-part.ts';
import type { Services } from './services.ts';

type Lines = Extract<CheckedPageRequest, { type: 'lines' }>;

export interface PageLines extends PagePart {
  declared: Lines | undefined;
}

export function pageLines(services: Services, answer: (message: PageAnswer) => void): PageLines {
  const { heads, hubWords } = services;
  const asker = {};
  /** Each line's view as it was last sent, as text, by its tags. */
  const sent = new Map<string, string>();

  const lines: PageLines = {
    declared: undefined,
    ask(board, context) {
      const { lines: declared = [], visible = 0 } = lines.declared ?? {};
      const inSight = new Set(declared.slice(0, visible).flat()).size;
      heads.want(asker, board, [...new Set(declared.flat())], inSight);
      if (declared.length === 0) return;
      const seen = context();
      const missed = declared.flatMap((tags) => missesImages(tags, seen));
      hubWords.wantByName(asker, board, [...new Set(missed)]);
    },
    asks: (board) =>
      (lines.declared?.lines ?? []).flat().flatMap((tag) => {
        const { registryAsk, hubAsk } = board.entry(tag);
        return [registryAsk, hubAsk];
      }),
    hasUntold: () => (lines.declared?.lines ?? []).some((tags) => !sent.has(tags.join(' '))),
    tell(board, context) {
      const views = (lines.declared?.lines ?? []).flatMap((tags) => {
        const view = lineView(tags, context);
        const text = JSON.stringify(view);
        const key = tags.join(' ');
        if (sent.get(key) === text) return [];
        sent.set(key, text);
        return [view];
      });
      if (views.length === 0) return;
      answer({ type: 'lines', repository: board.repository, lines: views });
    },
    reset() {
      heads.drop(asker);
      hubWords.drop(asker);
      sent.clear();
    },
  };
  return lines;
}
