/** The wish to have all tags of a repository listed, through the lives of several workers, until that is over. */
import type { PopupRequest } from './protocol.ts';
import { isSettled } from './settled.ts';
import type { RepositoryView } from './view.ts';

type ListAll = Extract<PopupRequest, { type: 'list-all' }>;

export class ListAllQuestion {
  #isAsked = false;
  #isOver = false;

  /** What a new worker has to be told; nothing where nobody has asked, or it is over. */
  get request(): ListAll | undefined {
    return this.#isAsked && !this.#isOver ? { type: 'list-all' } : undefined;
  }

  ask(): void {
    this.#isAsked = true;
    this.#isOver = false;
  }

  drop(): void {
    this.#isAsked = false;
  }

  /**
   * Takes note of how far it is. A view from before the question may say that it is over, as may the first one of a new
   * worker: the next one that says that it runs counts again.
   */
  settle(view: RepositoryView): void {
    const { whole } = view;
    if (whole) this.#isOver = whole.state !== 'running' && whole.state !== 'planning';
    // The repository lists itself.
    else if (isSettled(view)) this.#isOver = true;
  }
}
