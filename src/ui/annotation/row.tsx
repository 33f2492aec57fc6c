/**
 * What Digest Lens says of one tag: the digest that it points to, on whose word, a copy button for the pinned reference,
 * and the other tags that are the same image. Drawn in the worker, shown in the tag's own row on Docker Hub.
 */
import { RowFailure } from '../sheet/row-failure.tsx';
import { AddressLine } from './address-line.tsx';
import { HeadLine } from './head-line.tsx';
import { RelationsLine } from './relations-line.tsx';
import type { RowProps } from './row-props.ts';

export function Row(part: RowProps) {
  const { view, text, layers, isOpen, now } = part;
  const { failure } = view;
  if (view.state === 'failed' && failure) {
    return <RowFailure failure={failure} now={now} text={text} />;
  }
  return (
    <>
      <HeadLine part={part} />
      {layers && <AddressLine part={part} layers={layers} />}
      {failure ? (
        // In the place of the relations, which the opened part has too: a line more would make a closed row jump.
        <RowFailure failure={failure} now={now} text={text} oneLine={!isOpen} />
      ) : (
        <RelationsLine part={part} />
      )}
    </>
  );
}
