/**
 * What Digest Lens says of one tag, inside the tag's own row on Docker Hub: the digest that it points to, on whose word,
 * a copy button for the pinned reference, the other tags that are the same image, and, opened, its platforms.
 * Everything comes as props and leaves as callbacks; the page layer puts it into a shadow root.
 */
import { useId, useState } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import type { PlatformKey } from '../../core/platform.ts';
import type { RepositoryName } from '../../core/repository.ts';
import type { TagView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { TextContext } from '../shared/text-context.ts';
import { Details } from './details.tsx';
import { HeadLine } from './head-line.tsx';
import { RelationsLine } from './relations-line.tsx';

/** What the hash in the address of a layers page is. */
export interface LayersAddress {
  readonly urlDigest: Digest;
  readonly urlKind: 'index' | 'image-manifest' | 'attestation' | 'unknown';
  readonly urlPlatform?: PlatformKey;
}

export interface AnnotationProps {
  readonly repository: RepositoryName;
  readonly view: TagView;
  /** On how many of how many tags the relations rest. */
  readonly known: number;
  readonly total?: number;
  readonly theme: 'light' | 'dark';
  readonly text: Text;
  readonly layers?: LayersAddress;
  /** The platform to point out: this machine's, or the one chosen in the options. */
  readonly machinePlatform?: PlatformKey;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onRetry(): void;
  /** `here` where the tag's row is on this page; else the address of the tags page filtered to it. */
  rowOf(tag: string): string;
  onGoTo(tag: string): void;
  /** Milliseconds since 1970; given in tests and pictures, else the clock's. */
  readonly now?: number;
}

/** What all parts of the annotation get. */
export interface AnnotationPart extends AnnotationProps {
  readonly now: number;
}

export function Annotation(props: AnnotationProps) {
  const part: AnnotationPart = { ...props, now: props.now ?? Date.now() };
  const { view, theme, text } = part;
  const [open, setOpen] = useState(false);
  const details = useId();
  return (
    <TextContext.Provider value={text}>
      <div class="lens" data-theme={theme} lang={text('languageTag')}>
        {view.state === 'failed' && view.failure ? (
          <FailureLine failure={view.failure} now={part.now} onRetry={part.onRetry} />
        ) : (
          <>
            <HeadLine part={part} open={open} onToggle={() => setOpen(!open)} details={details} />
            <RelationsLine part={part} />
            {view.failure && (
              <FailureLine failure={view.failure} now={part.now} onRetry={part.onRetry} />
            )}
            {open && <Details part={part} id={details} />}
          </>
        )}
      </div>
    </TextContext.Provider>
  );
}
