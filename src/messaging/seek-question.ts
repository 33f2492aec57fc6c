/** A seek that is under way, through the lives of several workers: it spends what the person agreed to, and once. */
import type { PopupRequest } from './protocol.ts';

type SeekRequest = Extract<PopupRequest, { type: 'seek' }>;

export class SeekQuestion {
  #request: SeekRequest;
  /** Pulls of workers that are gone, and of the one that is asked now. */
  #before = 0;
  #now = 0;

  constructor(request: SeekRequest) {
    this.#request = request;
  }

  /** Names the pulls that are left of those that the person agreed to. */
  get request(): SeekRequest {
    return this.#request;
  }

  /** Pulls of workers that are gone. */
  get spentBefore(): number {
    return this.#before;
  }

  /** Pulls in all. */
  get spent(): number {
    return this.#before + this.#now;
  }

  /** @param pulls of the worker that is asked now, all of them */
  spend(pulls: number): void {
    this.#now = pulls;
  }

  /** For a new worker. What an earlier one spent is not to be had again; what it read is kept, and free. */
  again(): SeekRequest {
    if (this.#now > 0) {
      const pulls = Math.max(0, this.#request.pulls - this.#now);
      this.#before += this.#now;
      this.#now = 0;
      this.#request = { ...this.#request, pulls };
    }
    return this.#request;
  }
}
