/** One token. Its text leaves only as the header of a request: printing, logging or serialising it shows nothing. */
import type { TokenAnswer } from './token-answer.ts';

/** Most of the time before the stated end at which a token is given up, so that it does not expire on its way. */
const MARGIN_MS = 30_000;
/** How long a fresh token that was refused too is taken as the registry's last word on a repository. */
const LAST_WORD_MS = 30_000;

export class Token {
  readonly #text: string;
  readonly #askedAt: number;
  readonly #until: number;
  readonly #afterRefusal: boolean;
  #accepted = false;

  /**
   * @param askedAt when it was asked for, milliseconds since 1970 by this machine's clock. The service's own
   *   `issued_at` is not used: its clock may differ from this one
   * @param afterRefusal whether it replaces one that was just refused
   */
  constructor(answer: TokenAnswer, askedAt: number, afterRefusal: boolean) {
    this.#text = answer.token;
    this.#askedAt = askedAt;
    this.#until = askedAt + answer.lifetimeMs - Math.min(MARGIN_MS, answer.lifetimeMs / 4);
    this.#afterRefusal = afterRefusal;
  }

  /** The value of the `Authorization` header. */
  authorization(): string {
    return `Bearer ${this.#text}`;
  }

  /** False shortly before it expires, and when the clock was set back behind the moment it was asked for. */
  isUsable(now: number): boolean {
    return now >= this.#askedAt && now < this.#until;
  }

  /** To be called when the registry answered anything but 401. */
  accept(): void {
    this.#accepted = true;
  }

  /**
   * Whether asking for yet another one is pointless: it came after a refusal, never opened anything, and is young.
   * So twenty-five rows of a private repository cost two tokens, not fifty.
   */
  isLastWord(now: number): boolean {
    const age = now - this.#askedAt;
    return this.#afterRefusal && !this.#accepted && age >= 0 && age < LAST_WORD_MS;
  }
}
