/** One quiet line where the browser keeps nothing for this extension: a private window, or storage that is full or broken. */
import { Icon } from './icons.tsx';
import { useText } from './text-context.ts';

export function ForgetfulNote() {
  const text = useText();
  return (
    <p class="note forgetful" data-forgetful="">
      <Icon name="warning" /> {text('forgetful')}
    </p>
  );
}
