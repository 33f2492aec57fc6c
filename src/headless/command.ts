/**
 * `supported-tags`: the list of a repository without a browser, for publishers' continuous integration. The list goes to
 * one place and every other line to another, so that the output can be redirected. Documented in docs/supported-tags.md.
 */
import type { Failure } from '../core/failure.ts';
import { supportedTags } from '../core/supported-tags/list.ts';
import { render } from '../core/supported-tags/render.ts';
import { createHubClient } from '../hub/client.ts';
import { createRegistryClient } from '../registry/client.ts';
import { listWords } from '../text/list-words.ts';
import { plural, type Text } from '../text/text.ts';
import { type Order, readArguments } from './arguments.ts';
import { type Collected, collect } from './collect.ts';
import { askHeads, type Heads } from './heads.ts';
import type { PaceClock } from './pace.ts';
import { createPatience } from './patience.ts';
import { failureLine, tagsLine, usageLine } from './words.ts';

export interface Surroundings {
  readonly fetch: typeof fetch;
  readonly clock: PaceClock;
  readonly text: Text;
  /** Takes the list, where no file was named, and what was asked for with `--help`. */
  print(output: string): void;
  /** Gives back the system's code of what went wrong, such as `ENOENT`; undefined where nothing did. */
  writeFile(path: string, content: string): Promise<string | undefined>;
  /** Takes every other line. */
  say(line: string): void;
  /** One line that replaces the one before; an empty one clears it. Left out where nobody watches. */
  progress?(line: string): void;
}

/** 0: done. 1: could not. 2: wrong usage. 3: some tags could not be told, and that was not allowed. */
export type ExitCode = 0 | 1 | 2 | 3;

export async function supportedTagsCommand(
  args: readonly string[],
  around: Surroundings,
): Promise<ExitCode> {
  const { text } = around;
  const order = readArguments(args);
  if (!order.ok) {
    say(around, text('cliUsage', usageLine(text, order.error)));
    return 2;
  }
  if (order.value === 'help') {
    around.print(`${text('cliHelp')}\n`);
    return 0;
  }
  return make(order.value, around);
}

function say({ text, say }: Surroundings, line: string): void {
  say(text('cliLine', line));
}

async function make(order: Order, around: Surroundings): Promise<ExitCode> {
  const { text, clock } = around;
  const http = { fetch: around.fetch, now: () => clock.now() };
  const registry = createRegistryClient({ ...http, onLimits: () => undefined });
  // Each service has a patience of its own: the one that asks to wait does not speak for the other.
  const patience = () =>
    createPatience({
      clock,
      allowed: order.patience * 1000,
      onWait: (ms) => {
        if (!order.quiet) say(around, text('cliWaiting', Math.ceil(ms / 1000)));
      },
    });
  const heads = await askHeads(order.repository, {
    registry,
    clock,
    patient: patience(),
    onProgress: (done, total) => {
      if (!order.quiet) around.progress?.(text('cliLine', text('cliProgress', done, total)));
    },
  });
  around.progress?.('');
  if (!heads.ok) return fail(around, heads.error);
  const untold = untoldOf(heads.value);
  if (untold.length > 0) {
    say(around, untoldLine(untold, order, around));
    if (!order.allowIncomplete) return 3;
  }
  const collected = await collect(order.repository, heads.value, {
    registry,
    hub: createHubClient(http),
    clock,
    patient: patience(),
    pulls: order.pulls,
  });
  if (!order.quiet) sayPlatforms(collected, around);
  return handOver(collected, order, around);
}

type Untold = Heads['withoutDigest'];

/** A name under which the registry has nothing has been told: there is nothing. */
function untoldOf({ withoutDigest }: Heads): Untold {
  return withoutDigest.filter(({ failure }) => failure.kind !== 'not-found');
}

function untoldLine(untold: Untold, order: Order, { text, clock }: Surroundings): string {
  const [first] = untold;
  const tags = tagsLine(
    text,
    untold.map(({ tag }) => tag),
  );
  const why = first ? failureLine(text, first.failure, clock.now()) : '';
  const stem = order.allowIncomplete ? 'cliAllowed' : 'cliIncomplete';
  return plural(text, stem, untold.length, tags, why);
}

function sayPlatforms(collected: Collected, around: Surroundings): void {
  const { text, clock } = around;
  const { withoutPlatforms, readable, failure } = collected;
  if (failure) {
    say(around, text('cliPlatformsFailed', failureLine(text, failure, clock.now())));
  }
  if (withoutPlatforms.length === 0) return;
  const tags = tagsLine(text, withoutPlatforms);
  const unknown = plural(text, 'cliPlatforms', withoutPlatforms.length, tags);
  say(around, readable > 0 ? `${unknown} ${text('cliPulls', String(readable))}` : unknown);
}

async function handOver(
  { source }: Collected,
  { form, output }: Order,
  around: Surroundings,
): Promise<ExitCode> {
  const { text, clock } = around;
  const content = render(supportedTags(source, clock.now()), form, listWords(text));
  if (output === undefined) {
    around.print(content);
    return 0;
  }
  const code = await around.writeFile(output, content);
  if (code === undefined) return 0;
  say(around, text('cliNotWritten', code));
  return 1;
}

function fail(around: Surroundings, failure: Failure): ExitCode {
  say(around, failureLine(around.text, failure, around.clock.now()));
  return 1;
}
