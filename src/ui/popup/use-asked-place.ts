/** Goes to the group of the tag that the popup was opened for. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RepositoryView } from '../../messaging/view.ts';

/** What a person does who looks around by themselves. */
const OWN_WAYS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Calls with the place of its group, and again where others come before it while tags are listed. Not after that, and not
 * once the person has moved: nothing may take their own scrolling away.
 * @returns whether they have moved
 */
export function useAskedPlace(
  { window, state }: RepositoryView,
  tag: string | undefined,
  goTo: (place: number) => void,
): () => boolean {
  const isOver = useRef(tag === undefined);
  const hasMoved = useRef(false);
  const last = useRef<number>(undefined);
  useEffect(() => {
    const end = () => {
      hasMoved.current = true;
    };
    for (const way of OWN_WAYS) addEventListener(way, end, { passive: true });
    return () => {
      for (const way of OWN_WAYS) removeEventListener(way, end);
    };
  }, []);
  useLayoutEffect(() => {
    const { sought, askedPlace } = window;
    if (isOver.current || hasMoved.current || sought !== '' || askedPlace === undefined) return;
    isOver.current = state !== 'loading';
    if (last.current === askedPlace) return;
    last.current = askedPlace;
    goTo(askedPlace);
  });
  return () => hasMoved.current;
}
