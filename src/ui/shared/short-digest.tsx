/** A digest cut to Docker's own twelve digits; the whole of it is the tooltip, and shows where there is room. */
import { type Digest, shortHex } from '../../core/digest.ts';

const SHOWN = 12;

/** `sha256:` and twelve hex digits. */
export function shortDigest(digest: Digest): string {
  return `${digest.slice(0, digest.indexOf(':'))}:${shortHex(digest, SHOWN)}`;
}

export function ShortDigest({ digest }: { readonly digest: Digest }) {
  return (
    <code class="digest" title={digest}>
      {shortDigest(digest)}
    </code>
  );
}
