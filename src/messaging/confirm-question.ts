/** The wish to have all tags confirmed, through the lives of several workers, until a view has told its end. */
import type { PopupRequest } from './protocol.ts';
import type { RepositoryView } from './view.ts';

type Confirm = Extract<PopupRequest, { type: 'confirm' }>;

export class ConfirmQuestion {
  #request: Confirm | undefined;
  /** Whether a view has said that it is under way: one may have been on its way when that was asked. */
  #isTold = false;

  /** What a new worker has to be told; nothing where nobody has asked, or it is over. */
  get request(): Confirm | undefined {
    return this.#request;
  }

  ask(request: Confirm): void {
    this.#request = request;
    this.#isTold = false;
  }

  drop(): void {
    this.#request = undefined;
  }

  settle({ confirming }: RepositoryView): void {
    if (confirming) this.#isTold = true;
    else if (this.#isTold) this.drop();
  }
}
