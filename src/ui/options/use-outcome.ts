/** What became of the last thing a person did: said in words beside it, until the next. */
import { useState } from 'preact/hooks';

export type Outcome = 'none' | 'done' | 'failed';

export function useOutcome(): readonly [Outcome, (doing: Promise<boolean>) => Promise<void>] {
  const [outcome, setOutcome] = useState<Outcome>('none');
  const follow = async (doing: Promise<boolean>) => {
    // Screen readers speak a change only: the same words again must first have gone.
    setOutcome('none');
    setOutcome((await doing) ? 'done' : 'failed');
  };
  return [outcome, follow];
}
