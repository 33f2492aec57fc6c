/**
 * What Digest Lens says of one tag, inside the tag's own row on Docker Hub: the digest that it points to, on whose word,
 * a copy button for the pinned reference, the other tags that are the same image, and, opened, all that is known of it.
 * Everything comes as props and leaves as callbacks; the page layer puts it into a shadow root.
 */
import { FailureNotice } from '../shared/failure-notice.tsx';
import { AddressLine } from './address-line.tsx';
import { HeadLine } from './head-line.tsx';
import type { AnnotationPart, AnnotationProps } from './props.ts';
import { RelationsLine } from './relations-line.tsx';
import { Sheet } from './sheet.tsx';

export function Annotation(props: AnnotationProps) {
  const part: AnnotationPart = { ...props, now: props.now ?? Date.now() };
  const { view, theme, text, layers, isOpen, onRetry, now } = part;
  const { failure } = view;
  return (
    <div class={layers ? 'lens tall' : 'lens'} data-theme={theme} lang={text('languageTag')}>
      {view.state === 'failed' && failure ? (
        <FailureNotice failure={failure} now={now} onRetry={onRetry} text={text} />
      ) : (
        <>
          <HeadLine part={part} />
          {layers && <AddressLine part={part} layers={layers} />}
          {failure ? (
            // In the place of the relations, which the opened part has too: a line more would make a closed row jump.
            <FailureNotice
              failure={failure}
              now={now}
              onRetry={onRetry}
              text={text}
              oneLine={!isOpen}
            />
          ) : (
            <RelationsLine part={part} />
          )}
          {isOpen && <Sheet part={part} />}
        </>
      )}
    </div>
  );
}
