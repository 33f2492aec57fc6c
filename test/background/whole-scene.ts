/** A worker, a large repository, and a popup that looks at it. */
import { openStore } from '../../src/background/database.ts';
import type { StoredListing } from '../../src/background/store.ts';
import type { WholeListingView } from '../../src/messaging/view.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { LargeTags } from '../fixtures/generated-large-names.ts';
import { nginx } from '../messaging/names.ts';
import { type FakePopup, Rig } from './rig.ts';

export class WholeScene {
  readonly rig = new Rig();
  readonly names: readonly string[];
  popup: FakePopup;

  /** Nothing is asked until `open`. */
  constructor(tags: readonly LargeTags[]) {
    const { docker } = this.rig;
    for (const { names } of tags) {
      const image = docker.image('linux/amd64', names[0] ?? '');
      for (const name of names) docker.tag(name, image);
    }
    this.names = tags.flatMap(({ names }) => names);
    this.popup = this.rig.popup();
  }

  /** Somebody opens the repository: with the present worker, and until it is told what a listing costs. */
  async open(then?: () => void, isOpen = () => this.isPlanned()): Promise<void> {
    this.popup = this.rig.popup();
    this.popup.open(nginx);
    then?.();
    await this.until('it is told', isOpen);
  }

  isPlanned(): boolean {
    const { view } = this.popup;
    return view?.state === 'ready' && view.whole !== undefined && view.whole.state !== 'planning';
  }

  async finish(): Promise<void> {
    this.popup.ask('list-all');
    await this.until('all is listed', () => {
      if (this.whole.state === 'paused' && this.whole.failure) this.popup.ask('list-all');
      return this.whole.state === 'done';
    });
  }

  /** @param step milliseconds to let pass at a time */
  async until(what: string, isSo: () => boolean, step = 50): Promise<void> {
    for (let turn = 0; turn < 1_000; turn += 1) {
      if (isSo()) return;
      this.rig.clock.advance(step);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Thousands of rows take IndexedDB real time.
    for (let turn = 0; turn < 10_000; turn += 1) {
      if (isSo()) return;
      this.rig.clock.advance(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    throw new Error(`never happened: ${what}`);
  }

  /** What is kept of the repository's listings. */
  async kept(): Promise<StoredListing | undefined> {
    const deps = { now: () => this.rig.clock.now(), after: systemClock.after };
    const store = openStore(deps, { warn: (event) => this.rig.warnings.push(event) });
    return store.readListing(nginx);
  }

  /** Until something is kept. */
  async untilKept(isSo: (kept: StoredListing) => boolean): Promise<void> {
    for (let turn = 0; turn < 1_000; turn += 1) {
      const kept = await this.kept();
      if (kept && isSo(kept)) return;
    }
    throw new Error('never kept');
  }

  get whole(): WholeListingView {
    const whole = this.popup.view?.whole;
    if (!whole) throw new Error('nothing is told of a listing of all tags');
    return whole;
  }

  /** Questions for parts of names, in order. */
  filterPages(): string[] {
    return this.rig.docker.asked.filter((question) => /^page \d+ of /.test(question));
  }

  /** Tags that the walk through the first thousand has not met. */
  unlisted(): readonly string[] {
    return this.names.slice(1_000);
  }

  headsOfUnlisted(): string[] {
    const unlisted = new Set(this.unlisted().map((tag) => `head ${tag}`));
    return this.rig.docker.asked.filter((question) => unlisted.has(question));
  }

  /** Pages and names that were asked for more than once. */
  twice(): string[] {
    const { asked } = this.rig.docker;
    return asked.filter((one, place) => asked.indexOf(one) !== place && !one.startsWith('head'));
  }
}
