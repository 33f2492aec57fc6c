/**
 * What Digest Lens says of one tag, inside the tag's own row on Docker Hub: the digest that it points to, on whose word,
 * a copy button for the pinned reference, the other tags that are the same image, and, opened, its platforms.
 * Everything comes as props and leaves as callbacks; the page layer puts it into a shadow root.
 */
import { useId, useState } from 'preact/hooks';
import { FailureLine } from '../shared/failure-line.tsx';
import { TextContext } from '../shared/text-context.ts';
import { AddressLine } from './address-line.tsx';
import { Details } from './details.tsx';
import { HeadLine } from './head-line.tsx';
import type { AnnotationPart, AnnotationProps } from './props.ts';
import { RelationsLine } from './relations-line.tsx';
import { useEscape } from './use-escape.ts';

export function Annotation(props: AnnotationProps) {
  const part: AnnotationPart = { ...props, now: props.now ?? Date.now() };
  const { view, theme, text, layers } = part;
  const [open, setOpen] = useState(false);
  const details = useId();
  const lens = useEscape(open, () => setOpen(false));
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
            <HeadLine part={part} open={open} onToggle={() => setOpen(!open)} details={details} />
            {layers && <AddressLine layers={layers} view={view} />}
            {view.failure ? (
              // In the place of the relations, which move to the details: a line more would make the row jump.
              <FailureLine failure={view.failure} now={part.now} onRetry={part.onRetry} oneLine />
            ) : (
              <RelationsLine part={part} />
            )}
            {open && <Details part={part} id={details} />}
          </>
        )}
      </div>
    </TextContext.Provider>
  );
}
