/** Findings one below another, each with its digest's mark: what short digits may mean, or what else a text names. */
import type { Finding } from '../../core/finding.ts';
import { plural } from '../../text/text.ts';
import { DigestMark } from '../shared/digest-mark.tsx';
import { shortDigest } from '../shared/short-digest.tsx';
import { useText } from '../shared/text-context.ts';
import { findingText } from './find-words.ts';

interface FindListProps {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Puts a whole digest, or a tag, into the box. */
  readonly onChoose: (text: string) => void;
}

interface ItemProps {
  readonly finding: Finding;
}

/** Findings shown; who wants the others types more digits. */
const SHOWN = 12;
/** Characters of a text that is no digest. */
const CUT = 24;

export function FindList({ name, findings, onChoose }: FindListProps) {
  const text = useText();
  return (
    <section class="find-list" aria-label={name}>
      <h2>{name}</h2>
      <ul>
        {findings.slice(0, SHOWN).map((finding, at) => (
          <li key={finding.digest ?? finding.hex ?? at}>
            <FindItem finding={finding} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {findings.length > SHOWN && (
        <p class="note">{plural(text, 'findMore', findings.length - SHOWN)}</p>
      )}
    </section>
  );
}

function FindItem({ finding, onChoose }: Pick<FindListProps, 'onChoose'> & ItemProps) {
  const text = useText();
  const { digest, hex, kind, tags, candidates } = finding;
  const chosen = (kind === 'tag' ? tags[0] : undefined) ?? digest ?? hex;
  if (chosen === undefined) return null;
  const nothing = text(candidates ? 'foundSeveralThere' : 'foundNotHere');
  return (
    <>
      {digest && <DigestMark digest={digest} />}
      <button
        type="button"
        class="button plain"
        data-action="choose"
        data-kind={kind}
        {...(digest && { 'data-digest': digest })}
        title={digest ?? chosen}
        onClick={() => onChoose(chosen)}
      >
        <code class="digest">{digest ? shortDigest(digest) : chosen.slice(0, CUT)}</code>
      </button>
      <span class="words">{findingText(text, finding, '') || nothing}</span>
    </>
  );
}
