/** Who says so: a picture and words, never a colour alone. */
import type { Digest } from '../../core/digest.ts';
import type { Evidence as EvidenceLevel } from '../../core/tag-record.ts';
import { formatAgo } from '../../text/format.ts';
import type { Text } from '../../text/text.ts';
import { Icon, type IconName } from './icons.tsx';
import { shortDigest } from './short-digest.tsx';
import { useText } from './text-context.ts';

export interface EvidenceProps {
  readonly evidence: EvidenceLevel | undefined;
  /** Whether an answer is still under way. */
  readonly asking: boolean;
  readonly conflict?: Digest | undefined;
  /** Milliseconds since 1970; only where what is shown is old. */
  readonly staleSince?: number | undefined;
  readonly now: number;
}

interface Told {
  readonly tone: 'plain' | 'good' | 'warn';
  readonly icon: IconName;
  readonly words: string;
}

export function Evidence(props: EvidenceProps) {
  const { tone, icon, words } = tell(useText(), props);
  return (
    <span class={`evidence ${tone}`} title={words}>
      <Icon name={icon} />
      <span class="words">{words}</span>
    </span>
  );
}

function tell(text: Text, { evidence, asking, conflict, staleSince, now }: EvidenceProps): Told {
  if (staleSince !== undefined) {
    const ago = formatAgo(text('languageTag'), staleSince, now);
    return { tone: 'plain', icon: 'clock', words: text(asking ? 'stale' : 'staleKept', ago) };
  }
  if (conflict) {
    return { tone: 'warn', icon: 'warning', words: text('conflict', shortDigest(conflict)) };
  }
  switch (evidence) {
    case 'registry':
      return { tone: 'good', icon: 'check', words: text('evidenceRegistry') };
    case 'bytes':
      return { tone: 'good', icon: 'checks', words: text('evidenceBytes') };
    case 'hub':
      return {
        tone: 'plain',
        icon: 'ring',
        words: text(asking ? 'evidenceHubAsking' : 'evidenceHub'),
      };
    case undefined:
      return {
        tone: 'plain',
        icon: 'ring',
        words: text(asking ? 'evidenceAsking' : 'evidenceGone'),
      };
  }
}
