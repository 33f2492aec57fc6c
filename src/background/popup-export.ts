/** The Supported-tags list of a popup's repository, made on request: of tens of thousands of groups it takes seconds. */
import type { PopupAnswer } from '../messaging/protocol.ts';
import type { Board } from './board.ts';
import { listSource } from './list-source.ts';
import type { PopupView } from './popup-view.ts';
import type { Services } from './services.ts';
import { inSlices } from './slices.ts';
import { createIsUnconfirmed } from './unconfirmed.ts';

type Exported = Extract<PopupAnswer, { type: 'exported' }>;
type Form = Exported['form'];

/** What the session knows. */
interface Session {
  readonly views: Pick<PopupView, 'context' | 'ungrouped'>;
  /** What is open now. */
  board(): Board | undefined;
  /** Since when the registry's words count. */
  since(): number | undefined;
}

/** @returns makes the list of all groups, and answers once, however often it is asked for meanwhile; never for another repository */
export function popupExport(
  { clock, makeList }: Pick<Services, 'clock' | 'makeList'>,
  answer: (message: Exported) => void,
  { views, board: opened, since }: Session,
): (board: Board, form: Form) => void {
  const isUnconfirmed = createIsUnconfirmed();
  /** Of which board each form is being made. */
  const underway = new Map<Form, Board>();

  async function make(board: Board, form: Form): Promise<void> {
    underway.set(form, board);
    const context = views.context(board);
    const { groups } = context.related.relations;
    const source = listSource(board, context, views.ungrouped(board));
    function* steps() {
      return yield* makeList(yield* source, form);
    }
    const made = await inSlices(steps(), clock, () => opened() === board);
    if (underway.get(form) !== board) return;
    underway.delete(form);
    const now = opened();
    if (!made || now !== board) {
      // What was known was forgotten meanwhile: whoever asked still waits.
      if (now?.repository === board.repository) await now.loaded.then(() => again(now, form));
      return;
    }
    answer({
      type: 'exported',
      repository: board.repository,
      form,
      content: made.value,
      isUnconfirmed: isUnconfirmed(board, groups, context.now, since()),
    });
  }

  async function again(board: Board, form: Form): Promise<void> {
    if (opened() === board) await make(board, form);
  }

  return (board, form) => {
    if (underway.get(form) !== board) void make(board, form);
  };
}
