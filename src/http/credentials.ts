/**
 * A user name and an access token of Docker Hub. The token leaves only as the header or the body of a request to the
 * hosts that it is for: printing, logging or serialising this shows nothing of it.
 */
export class Credentials {
  readonly username: string;
  readonly #secret: string;

  constructor(username: string, secret: string) {
    this.username = username;
    this.#secret = secret;
  }

  /** The value of the `Authorization` header, for auth.docker.io alone (RFC 7617, UTF-8). */
  basic(): string {
    const bytes = new TextEncoder().encode(`${this.username}:${this.#secret}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
  }

  /** For the one place that keeps them, and for the sign-in at hub.docker.com. */
  reveal(): { readonly username: string; readonly secret: string } {
    return { username: this.username, secret: this.#secret };
  }
}

/**
 * Tells what a client is to sign its requests with, where anything. A promise, because a worker that has just started
 * must not ask anonymously for want of waiting: it resolves as soon as it is known whether there is an account, and never
 * rejects. The same object for as long as it is the same account: clients know by it what was refused, and whose a token is.
 */
export type CredentialsSource = () => Promise<Credentials | undefined>;
