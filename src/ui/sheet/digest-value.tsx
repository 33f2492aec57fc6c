/** One digest in a sheet: its mark, so that equal ones are seen at a glance, and its first twelve digits. */
import type { ComponentChildren } from 'preact';
import type { Digest } from '../../core/digest.ts';
import { DigestMark } from '../shared/digest-mark.tsx';
import { shortDigest } from '../shared/short-digest.tsx';

interface DigestValueProps {
  readonly digest: Digest;
  /** What stands before the algorithm. */
  readonly before?: ComponentChildren;
  /** Its control. */
  readonly children?: ComponentChildren;
}

export function DigestValue({ digest, before, children }: DigestValueProps) {
  const short = shortDigest(digest);
  const start = short.indexOf(':') + 1;
  return (
    <span class="value">
      <DigestMark digest={digest} />
      <code class="digest" title={digest}>
        {before}
        <span class="algorithm">{short.slice(0, start)}</span>
        {short.slice(start)}
      </code>
      {children}
    </span>
  );
}
