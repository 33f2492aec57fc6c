/** A stay on a layers page: one annotation beside the heading, for the tag in the address. */
import type { Annotation } from './board.ts';
import { layersHeading } from './layers.ts';
import { createPatience } from './patience.ts';
import { isAt, type Place } from './placement.ts';
import { createPageQuiet } from './quiet.ts';
import type { Surroundings } from './surroundings.ts';
import { themeBehind } from './theme.ts';
import { equipBoard, type LayersPage, type Visit } from './visit.ts';

/** Milliseconds without a change of the page until a heading that only resembles the expected one is taken. */
const QUIET = 1000;

export function visitLayers(
  page: LayersPage,
  surroundings: Surroundings,
  signal: AbortSignal,
  onOrphaned: () => void,
): Visit {
  const { repository, tag, digest } = page;
  const { board, client, themes } = equipBoard({
    repository,
    surroundings,
    signal,
    onOrphaned,
  });
  let annotation: Annotation | undefined;
  let isSettled = false;

  const quiet = createPageQuiet(
    surroundings.document,
    QUIET,
    () => {
      isSettled = true;
      place();
    },
    signal,
  );
  const patience = createPatience<object>(place, signal);

  function place(): void {
    const heading = layersHeading(surroundings.document, repository, tag, isSettled);
    if (!heading) return;
    const wanted: Place = { reference: heading, position: 'after' };
    if (annotation && isAt(annotation.element, wanted)) return;
    if (!patience.allows(surroundings)) return;
    annotation ??= board.annotate(tag, themeBehind(heading), digest);
    annotation.put(wanted);
    themes.around(annotation.element);
  }

  client.watch(repository, [tag], 1, digest && { urlDigest: digest });
  place();
  quiet.stir();

  return {
    change() {
      place();
      if (!isSettled) quiet.stir();
    },
    moveTo: () => undefined,
    isOurs: board.isOurs,
  };
}
