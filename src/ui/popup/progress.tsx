/** While a long listing runs: how far it is. */
import { useText } from '../shared/text-context.ts';

export function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  const text = useText();
  const words = text('progress', done, total);
  return (
    <div class="progress" data-progress="" data-done={done} data-total={total}>
      <progress value={done} max={Math.max(1, total)} aria-label={words} />
      <span>{words}</span>
    </div>
  );
}
