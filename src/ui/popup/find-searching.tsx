/** Said while the worker has not answered what is in the find box, where that takes more than a moment. */
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../shared/text-context.ts';

/** Milliseconds after which an answer does not come at once. */
const MOMENT = 200;

/** @param isWaiting since the first key that is not answered */
export function FindSearching({ isWaiting }: { readonly isWaiting: boolean }) {
  const text = useText();
  const isLate = useLate(isWaiting);
  return (
    <p class="find-searching" role="status">
      {isLate && text('findSearching')}
    </p>
  );
}

/** Whether something has been so for longer than a moment. */
function useLate(isSo: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLate(true), MOMENT);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isSo]);
  return isSo && isLate;
}
