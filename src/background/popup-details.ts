/** The opened groups of one popup, each by one of its tags: all that is known of them, told when it changes. */
import type { PopupAnswer } from '../messaging/protocol.ts';
import type { Board } from './board.ts';
import type { Services } from './services.ts';
import { tagDetail } from './tag-detail.ts';
import type { ViewContext } from './tag-view.ts';

export interface PopupDetails {
  /** Of the opened groups. What is closed and opened again is told anew. */
  tags: readonly string[];
  tell(board: Board, context: ViewContext): void;
  reset(): void;
}

export function popupDetails(
  { accepts, shelf }: Services,
  answer: (message: PopupAnswer) => void,
): PopupDetails {
  /** Each tag's detail as it was last sent, as text. */
  const sent = new Map<string, string>();
  let opened: readonly string[] = [];

  const details: PopupDetails = {
    get tags() {
      return opened;
    },
    // Forgotten here, not when next told: it may be opened again before that.
    set tags(tags) {
      opened = tags;
      for (const tag of sent.keys()) if (!tags.includes(tag)) sent.delete(tag);
    },
    tell(board, context) {
      const { repository, total } = board;
      for (const tag of details.tags) {
        const asked = accepts.of(board, tag);
        const detail = tagDetail(board.entry(tag), { ...context, shelf, accepts: asked, total });
        const text = JSON.stringify(detail);
        if (sent.get(tag) === text) continue;
        sent.set(tag, text);
        answer({ type: 'detail', repository, detail });
      }
    },
    reset() {
      details.tags = [];
      sent.clear();
    },
  };
  return details;
}
