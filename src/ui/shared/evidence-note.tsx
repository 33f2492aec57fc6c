/** Who says so: a picture and words, never a colour alone. */
import type { Digest } from '../../core/digest.ts';
import type { Evidence as EvidenceLevel } from '../../core/tag-record.ts';
import { formatAgo } from '../../text/format.ts';
import type { Text } from '../../text/text.ts';
import { Icon, type IconName } from './icons.tsx';
import { shortDigest } from './short-digest.tsx';

export interface EvidenceNoteProps {
  readonly text: Text;
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
  /** For a narrow line; the words themselves where there is nothing shorter. */
  readonly brief?: string;
}

export function EvidenceNote(props: EvidenceNoteProps) {
  const { tone, icon, words, brief } = tell(props);
  return (
    <span class={`evidence ${tone}`} title={words}>
      <Icon name={icon} />
      <span class="words">{words}</span>
      <span class="brief">{brief ?? words}</span>
    </span>
  );
}

function tell({ text, evidence, asking, conflict, staleSince, now }: EvidenceNoteProps): Told {
  if (staleSince !== undefined) {
    const ago = formatAgo(text('languageTag'), staleSince, now);
    const kept = text('staleKept', ago);
    return {
      tone: 'plain',
      icon: 'clock',
      words: asking ? text('stale', ago) : kept,
      brief: kept,
    };
  }
  if (conflict) {
    const words = text('conflict', shortDigest(conflict));
    return {
      tone: 'warn',
      icon: 'warning',
      words,
      brief: text('conflictShort'),
    };
  }
  switch (evidence) {
    case 'registry':
      return {
        tone: 'good',
        icon: 'check',
        words: text('evidenceRegistry'),
        brief: text('evidenceRegistryShort'),
      };
    case 'bytes':
      return {
        tone: 'good',
        icon: 'checks',
        words: text('evidenceBytes'),
        brief: text('evidenceBytesShort'),
      };
    case 'hub':
      return {
        tone: 'plain',
        icon: 'ring',
        words: text(asking ? 'evidenceHubAsking' : 'evidenceHub'),
        brief: text('evidenceHub'),
      };
    case undefined:
      return {
        tone: 'plain',
        icon: 'ring',
        words: text(asking ? 'evidenceAsking' : 'evidenceGone'),
      };
  }
}
