/** Arrow keys go from group to group, beside Tab, which visits every button. */

/**
 * The place to go to from `place` of `count`; nothing where the key means something else there.
 *
 * @param page groups that a page key goes over
 */
export function moveTo(
  event: KeyboardEvent,
  place: number,
  count: number,
  page: number,
): number | undefined {
  const { key, target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  if (key === 'ArrowDown') return within(place + 1, count);
  if (key === 'ArrowUp') return within(place - 1, count);
  // An opened group may be higher than the screen: these scroll through it.
  if (target instanceof Element && target.closest('.group-sheet')) return undefined;
  if (key === 'Home') return within(0, count);
  if (key === 'End') return within(count - 1, count);
  if (key === 'PageDown') return within(Math.min(place + page, count - 1), count);
  if (key === 'PageUp') return within(Math.max(place - page, 0), count);
  return undefined;
}

/** As many as the screen holds whole but one, which stays in sight. */
export function pageOf(list: HTMLOListElement): number {
  const groups = [...list.querySelectorAll('[data-alias-group]')].filter((group) => {
    const { top, bottom } = group.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  return Math.max(1, groups.length - 1);
}

function within(place: number, count: number): number | undefined {
  return place >= 0 && place < count ? place : undefined;
}
