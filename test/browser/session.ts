/** A browser with the built extension, on a stand-in of its own, for the tests of one file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { buildFolder } from '../commands/builds.ts';
import { CHROMIUM, FIREFOX, find } from '../commands/programs.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import type { WorldRepository } from '../standin/world.ts';
import { launch } from './driver.ts';
import type { BrowserName, ExtensionBrowser, LaunchOptions } from './extension-browser.ts';
import type { BrowserPage } from './page.ts';

const PROGRAMS = [
  ['chromium', CHROMIUM],
  ['firefox', FIREFOX],
] as const;

const HUB = 'https://hub.docker.com';

export interface SessionOptions extends Pick<LaunchOptions, 'firefoxPreferences'> {
  /** The only browser that can do it; both unless told. */
  readonly only?: BrowserName;
  /** Whether `restart` is needed: the browser gets a profile that outlives it. */
  readonly restarts?: true;
}

/** Declares the tests once for each browser that is on this machine; `npm test` says which is missing. */
export function inBrowsers(
  title: string,
  declare: (session: Session) => void,
  options: SessionOptions = {},
): void {
  for (const [name, program] of PROGRAMS) {
    if (options.only !== undefined && options.only !== name) continue;
    const executable = find(program);
    if (executable === undefined) continue;
    describe(`${title}, in ${name}`, () => {
      const session = new Session(name, executable, options);
      beforeAll(() => session.start());
      beforeEach(() => session.begin());
      afterEach(() => session.tidy());
      afterAll(() => session.stop());
      declare(session);
    });
  }
}

export class Session {
  readonly name: BrowserName;
  readonly #executable: string;
  readonly #options: SessionOptions;
  #profile: string | undefined;
  #browser: ExtensionBrowser | undefined;
  #standin: Standin | undefined;
  #pages: BrowserPage[] = [];
  #copies = 0;
  #expectedConsole: RegExp | undefined;

  constructor(name: BrowserName, executable: string, options: SessionOptions) {
    this.name = name;
    this.#executable = executable;
    this.#options = options;
  }

  get browser(): ExtensionBrowser {
    if (!this.#browser) throw new Error('the browser does not run');
    return this.#browser;
  }

  get standin(): Standin {
    if (!this.#standin) throw new Error('the stand-in does not run');
    return this.#standin;
  }

  /** A path of hub.docker.com. */
  async visit(path: string): Promise<BrowserPage> {
    return this.#opened(await this.browser.open(HUB + path));
  }

  /** One of the extension's own pages, as a tab. */
  async openOwn(file: string, query: Readonly<Record<string, string>> = {}): Promise<BrowserPage> {
    const page = this.#opened(await this.browser.open(this.browser.ownPage(file, query)));
    await page.setViewport(600, 800);
    return page;
  }

  /**
   * The same tags and manifests under a name that no test has used, so that nothing is known of it yet: a community
   * repository, or an official image where the namespace is `library`.
   */
  freshCopy(repository: string, namespace: 'example' | 'library' = 'example'): WorldRepository {
    const { tags, manifests } = this.standin.world.repository(repository);
    this.#copies += 1;
    return this.standin.world.addRepository({
      name: `${namespace}/copy-${this.#copies}`,
      date: '2024-05-14',
      tags: new Map([...tags].map(([tag, { digest }]) => [tag, digest])),
      manifests,
    });
  }

  /** Lines that the page itself may write to its console, where a test breaks what the page lives on. */
  expectConsole(lines: RegExp): void {
    this.#expectedConsole = lines;
  }

  async start(): Promise<void> {
    this.#standin = await startStandin();
    if (this.#options.restarts) {
      this.#profile = await mkdtemp(join(tmpdir(), 'digest-lens-profile-'));
    }
    await this.#launch();
  }

  /** Ends the browser and starts it anew with the same profile, as a person does in the evening and in the morning. */
  async restart(): Promise<void> {
    this.#pages.length = 0;
    await this.browser.close();
    await this.#launch();
  }

  begin(): void {
    this.#expectedConsole = undefined;
    this.standin.forget();
  }

  /** Puts everything back, and holds every page to its silence. */
  async tidy(): Promise<void> {
    const pages = this.#pages.splice(0);
    const lines = pages.flatMap((page) => page.consoleMessages);
    for (const page of pages) await page.close();
    const { faults, site, limits, wire, accounts, secrets } = this.standin;
    faults.clear();
    accounts.clear();
    secrets.clear();
    Object.assign(site, {
      nesting: 'cards',
      theme: 'light',
      language: 'en',
      placeholderMs: 0,
      readme: 'loose',
      readmeMs: 0,
      visitor: '',
    });
    Object.assign(limits, { limit: 100, remaining: 100, windowSeconds: 3600 });
    wire.roundTripMs = 0;
    expect(lines.filter((line) => !this.#expectedConsole?.test(line))).toEqual([]);
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#standin?.close();
    if (this.#profile !== undefined) await rm(this.#profile, { recursive: true, force: true });
  }

  async #launch(): Promise<void> {
    const { firefoxPreferences } = this.#options;
    this.#browser = await launch(this.name, {
      executable: this.#executable,
      extension: buildFolder(this.name),
      proxyPort: this.standin.port,
      headless: true,
      ...(this.#profile !== undefined && { profile: this.#profile }),
      ...(firefoxPreferences && { firefoxPreferences }),
    });
  }

  #opened(page: BrowserPage): BrowserPage {
    this.#pages.push(page);
    return page;
  }
}
