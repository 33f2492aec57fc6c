/** The picture of a digest, or an empty square of the same size while there is none. */
import type { Digest } from '../../core/digest.ts';
import { markPattern } from './mark-pattern.ts';

export function DigestMark({ digest }: { readonly digest: Digest | undefined }) {
  if (!digest) return <span class="mark waiting" aria-hidden="true" />;
  const { hue, path, pale } = markPattern(digest);
  return (
    <svg
      class="mark"
      style={{ '--hue': String(hue) }}
      viewBox="-1 -1 7 7"
      aria-hidden="true"
      focusable="false"
    >
      <rect x="-1" y="-1" width="7" height="7" rx="1.4" />
      <path d={path} />
      <path class="pale" d={pale} />
    </svg>
  );
}
