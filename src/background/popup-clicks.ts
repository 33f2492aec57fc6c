/** What one popup asks for by click: each is answered once, whatever came of it, and none outlives its repository. */
import type { Digest } from '../core/digest.ts';
import type { PopupAnswer } from '../messaging/protocol.ts';
import type { CheckedPopupRequest } from '../messaging/schemas-popup.ts';
import type { Board } from './board.ts';
import { seek } from './seek.ts';
import type { Services } from './services.ts';
import { failureView } from './tag-view.ts';

export type Click = Extract<
  CheckedPopupRequest,
  { type: 'reveal' | 'read' | 'lookup' | 'seek' | 'accepts' }
>;
type Seek = Extract<Click, { type: 'seek' }>;

export interface PopupClicks {
  act(board: Board, click: Click): Promise<void>;
}

export function popupClicks(
  services: Services,
  answer: (message: PopupAnswer) => void,
  shown: () => Board | undefined,
): PopupClicks {
  const { shelf, registry, imageIds, accepts } = services;
  let latestSeek: Seek | undefined;

  /** Whether an answer can be told: the board may be another one by now, as after all was forgotten. */
  const isShown = ({ repository }: Board) => shown()?.repository === repository;

  async function read(board: Board, digest: Digest): Promise<void> {
    if (isReadable(board, digest)) {
      const reading = shelf.fetch(board.repository, digest, 'click');
      board.told();
      await reading;
      board.told();
    }
    answer({ type: 'read', digest });
  }

  async function lookUp(board: Board, digest: Digest): Promise<void> {
    const head = await registry.head(board.repository, digest, { priority: 'high' });
    if (!isShown(board)) return;
    const isMissing = !head.ok && head.error.kind === 'not-found';
    answer({
      type: 'looked-up',
      digest,
      ...(head.ok && { mediaType: head.value.mediaType }),
      ...(!head.ok && !isMissing && { failure: failureView(head.error) }),
    });
  }

  /** Takes the place of one that is under way. Cut off, it is answered with what came until then. */
  async function seekIn(board: Board, question: Seek): Promise<void> {
    latestSeek = question;
    const { hex, groups, pulls } = question;
    const wanted = () => latestSeek === question && shown() === board;
    const came = await seek(shelf, {
      board,
      hex,
      groups,
      pulls,
      preferred: services.preferredPlatform(),
      spending: (spent) => answer({ type: 'seeking', hex, pulls: spent }),
      wanted,
    });
    if (latestSeek !== question || !isShown(board)) return;
    const { failure, ...rest } = came;
    answer({ type: 'sought', hex, ...rest, ...(failure && { failure: failureView(failure) }) });
  }

  return {
    async act(board, click) {
      switch (click.type) {
        case 'reveal':
          await imageIds.reveal(board, click.digest, services.preferredPlatform());
          answer({ type: 'revealed', digest: click.digest });
          break;
        case 'read':
          await read(board, click.digest);
          break;
        case 'lookup':
          await lookUp(board, click.digest);
          break;
        case 'seek':
          await seekIn(board, click);
          break;
        case 'accepts':
          await accepts.ask(board, click.tag);
          break;
      }
    },
  };
}

/** A click may read the manifest of a tag, or of one of its images, and nothing else. */
function isReadable(board: Board, digest: Digest): boolean {
  const { groups } = board.related().relations;
  return groups.some(
    (group) =>
      group.digest === digest ||
      group.record.images?.some((image) => image.digest === digest) === true,
  );
}
