/**
 * What Digest Lens says of one tag, inside the tag's own row on Docker Hub: the digest that it points to, on whose word,
 * a copy button for the pinned reference, the other tags that are the same image, and, opened, all that is known of it.
 * Everything comes as props and leaves as callbacks; the page layer puts it into a shadow root.
 */
import { useId } from 'preact/hooks';
import { FailureLine } from '../shared/failure-line.tsx';
import { TextContext } from '../shared/text-context.ts';
import { AddressLine } from './address-line.tsx';
import { HeadLine } from './head-line.tsx';
import type { AnnotationPart, AnnotationProps } from './props.ts';
import { RelationsLine } from './relations-line.tsx';
import { Sheet } from './sheet.tsx';
import { useEscape } from './use-escape.ts';

export function Annotation(props: AnnotationProps) {
  const part: AnnotationPart = { ...props, now: props.now ?? Date.now() };
  const { view, theme, text, layers, isOpen, onToggle } = part;
  const details = useId();
  const lens = useEscape(isOpen, () => onToggle(false));
  return (
    <TextContext.Provider value={text}>
      <div
        class={layers ? 'lens tall' : 'lens'}
        data-theme={theme}
        lang={text('languageTag')}
        ref={lens}
      >
        {view.state === 'failed' && view.failure ? (
          <FailureLine failure={view.failure} now={part.now} onRetry={part.onRetry} />
        ) : (
          <>
            <HeadLine part={part} details={details} />
            {layers && <AddressLine part={part} layers={layers} />}
            {view.failure ? (
              // In the place of the relations, which the opened part has too: a line more would make the row jump.
              <FailureLine failure={view.failure} now={part.now} onRetry={part.onRetry} oneLine />
            ) : (
              <RelationsLine part={part} />
            )}
            {isOpen && <Sheet part={part} id={details} />}
          </>
        )}
      </div>
    </TextContext.Provider>
  );
}
