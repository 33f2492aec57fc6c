/** Who says so, with the words of the context that it stands in. */
import { EvidenceNote, type EvidenceNoteProps } from './evidence-note.tsx';
import { useText } from './text-context.ts';

export function Evidence(props: Omit<EvidenceNoteProps, 'text'>) {
  return <EvidenceNote {...props} text={useText()} />;
}
