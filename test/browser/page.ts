/** One tab. Selectors may go into open shadow roots with `>>>`: `digest-lens[data-tag="1.27"] >>> button`. */
import type { KeyInput, Page } from 'puppeteer-core';

/** Longest wait for any one condition, milliseconds. Reached only when something is wrong. */
const PATIENCE = 20_000;
/** Between two looks, milliseconds. */
const LOOK_AGAIN = 40;

/** What only one browser's protocol can do for a tab. */
export interface PageAbilities {
  goto(page: Page, url: string): Promise<void>;
  setDark(page: Page, dark: boolean): Promise<void>;
}

export class BrowserPage {
  /** What the page's console showed, failed scripts included: `type: text`. */
  readonly consoleMessages: string[] = [];
  /** For what this interface lacks; of one browser only. */
  readonly inner: Page;
  readonly #abilities: PageAbilities;

  constructor(page: Page, abilities: PageAbilities) {
    this.inner = page;
    this.#abilities = abilities;
    page.on('console', (message) => this.noteConsole(message.type(), message.text()));
    page.on('pageerror', (thrown) => this.noteConsole('uncaught', String(thrown)));
  }

  noteConsole(type: string, text: string): void {
    this.consoleMessages.push(`${type}: ${text}`);
  }

  goto(url: string): Promise<void> {
    return this.#abilities.goto(this.inner, url);
  }

  /**
   * Runs a function inside the page. It is sent as text: it may use nothing from around it but `argument`, which
   * travels as JSON, as does the result.
   */
  async evaluate<A, T>(inside: (argument: A) => T | Promise<T>, argument: A): Promise<T> {
    const source = `(${inside})(${JSON.stringify(argument) ?? 'undefined'})`;
    return await this.inner.evaluate<[], () => Promise<T>>(source);
  }

  /** Waits until the function answers something true, and gives that back. `what` names it when it never comes. */
  async waitFor<A, T>(
    what: string,
    inside: (argument: A) => T | Promise<T>,
    argument: A,
    patience = PATIENCE,
  ): Promise<Exclude<T, false | null | undefined | '' | 0>> {
    const end = Date.now() + patience;
    let last: unknown;
    while (Date.now() < end) {
      // While a document gives way to the next, there is nowhere to run anything.
      const answer = await this.evaluate(inside, argument).catch((thrown: unknown) => {
        last = thrown;
        return undefined;
      });
      if (isTruthy(answer)) return answer;
      if (answer !== undefined) last = answer;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    }
    const page = await this.evaluate(() => location.href, undefined).catch(
      () => 'a page that does not answer',
    );
    throw new Error(`Waited ${patience} ms on ${page} for ${what}; last seen: ${describe(last)}`);
  }

  async click(selector: string): Promise<void> {
    // Let go in the end: a handle holds its element, also when the page has none of it any more.
    await using element = await this.#element(selector);
    await element.scrollIntoView();
    await this.#frames();
    await element.click();
  }

  /** Types into the field as a person does, replacing what it held. */
  async type(selector: string, text: string): Promise<void> {
    await using element = await this.#element(selector);
    await element.click({ count: 3 });
    await element.press('Backspace');
    await element.type(text);
  }

  press(key: KeyInput): Promise<void> {
    return this.inner.keyboard.press(key);
  }

  setViewport(width: number, height: number): Promise<void> {
    return this.inner.setViewport({ width, height });
  }

  /** Whether the machine's own look is dark (`prefers-color-scheme`). In Firefox this holds for all its pages. */
  emulateDark(dark: boolean): Promise<void> {
    return this.#abilities.setDark(this.inner, dark);
  }

  async screenshot(path: `${string}.png`, fullPage = false): Promise<void> {
    await this.inner.screenshot({ path, fullPage });
  }

  url(): Promise<string> {
    return this.evaluate(() => location.href, undefined);
  }

  /** By the browser's own button, so that single-page apps see what they see in life. */
  back(): Promise<void> {
    return this.evaluate(() => history.back(), undefined);
  }

  forward(): Promise<void> {
    return this.evaluate(() => history.forward(), undefined);
  }

  /** Brings it in front of the browser's other tabs: a hidden tab gets no animation frames. */
  front(): Promise<void> {
    return this.inner.bringToFront();
  }

  async close(): Promise<void> {
    if (!this.inner.isClosed()) await this.inner.close();
  }

  /**
   * What was off screen is laid out with the next frame (`content-visibility`): long before a person's click, and too late
   * for one that comes at once. A hidden tab has no frames.
   */
  async #frames(): Promise<void> {
    await this.evaluate(
      () =>
        document.hidden ||
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
      undefined,
    );
  }

  async #element(selector: string) {
    const element = await this.inner.waitForSelector(selector, { timeout: PATIENCE });
    if (!element) throw new Error(`Nothing matches ${selector}`);
    return element;
  }
}

function isTruthy<T>(value: T): value is Exclude<T, false | null | undefined | '' | 0> {
  return Boolean(value);
}

function describe(value: unknown): string {
  if (value instanceof Error) return value.message;
  return JSON.stringify(value)?.slice(0, 2_000) ?? 'nothing';
}
