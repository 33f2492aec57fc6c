/**
 * A stay on the overview of an official image: a word beside each line of its "Supported tags" list. Nothing is asked
 * where there is no such list, as in READMEs of more than 25,000 bytes (docker-library/docs, captured 2026-08).
 */
import { concernsReadme } from './declared-lines.ts';
import { createLines } from './lines.ts';
import type { Changes } from './observe.ts';
import { createPatience } from './patience.ts';
import { createQuiet } from './quiet.ts';
import type { Surroundings } from './surroundings.ts';
import { createViewport } from './viewport.ts';
import { equip, type OverviewPage, type Visit } from './visit.ts';

/** Milliseconds within which scrolling is gathered before the order of questions is changed. */
const SCROLL_PAUSE = 150;

export function visitOverview(
  { repository }: OverviewPage,
  surroundings: Surroundings,
  signal: AbortSignal,
  onOrphaned: () => void,
): Visit {
  const { client, slices, themes } = equip({
    repository,
    surroundings,
    signal,
    onOrphaned,
    hear: { onLines: (answer) => lines.hear(answer) },
    onThemes: () => lines.checkThemes(),
  });
  const scrolled = createQuiet(SCROLL_PAUSE, ask, signal);
  const viewport = createViewport<string>({ arrived: ask, scrolled: scrolled.stir }, signal);
  const page = {};
  const patience = createPatience<object>(() => lines.scan(), signal);
  const lines = createLines({
    surroundings,
    slices,
    viewport,
    mayPut: () => patience.allows(page),
    onRetry: () => client.retry(),
    changed: ask,
    placed: (element) => themes.around(element),
  });

  function ask(): void {
    const declared = lines.declared();
    if (declared.size === 0) return;
    const { ordered, visible } = viewport.order([...declared.keys()]);
    client.lines(
      repository,
      ordered.flatMap((key) => {
        const tags = declared.get(key);
        return tags ? [tags] : [];
      }),
      visible,
    );
  }

  function change({ added, removed, touched }: Changes): void {
    const isConcerned = lines.hasLost() || [...added, ...removed, ...touched].some(concernsReadme);
    if (isConcerned) lines.scan();
  }

  signal.addEventListener('abort', lines.clear, { once: true });
  lines.scan();
  slices.run();

  return { change, moveTo: () => undefined, isOurs: lines.isOurs };
}
