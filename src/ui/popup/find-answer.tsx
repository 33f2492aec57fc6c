/** What a text in the find box is, in one sentence; screen readers hear it as it changes. */
import type { Finding } from '../../core/find.ts';
import { list, plural, type Text } from '../../text/text.ts';
import { platformText } from '../shared/kind.ts';
import { shortDigest } from '../shared/short-digest.tsx';
import { useText } from '../shared/text-context.ts';

interface FindAnswerProps {
  /** Left out while nothing is asked. */
  readonly finding: Finding | undefined;
  readonly sought: string;
  /** How many tags are known at all. */
  readonly known: number;
}

/** Tags named in the sentence; the groups below show them all. */
const NAMED = 4;

export function FindAnswer({ finding, sought, known }: FindAnswerProps) {
  const text = useText();
  return (
    <div role="status" class="find-status">
      {finding && (
        <p
          class="find-answer"
          data-find-result=""
          data-kind={finding.kind}
          data-tags={finding.tags.join(' ')}
          {...(finding.platform && { 'data-platform': finding.platform })}
          {...(finding.digest && { 'data-digest': finding.digest })}
        >
          {answerText(text, finding, sought.trim(), known)}
        </p>
      )}
    </div>
  );
}

function answerText(text: Text, finding: Finding, sought: string, known: number): string {
  const tags = tagsText(text, finding.tags);
  const platform = platformText(text, finding.platform ?? 'unknown');
  switch (finding.kind) {
    case 'index':
      return text('foundIndex', tags);
    case 'image-manifest':
      return finding.platform ? text('foundImage', platform, tags) : text('foundTopImage', tags);
    case 'config':
      return text('foundConfig', platform, tags);
    case 'layer':
      return text('foundLayer', tags);
    case 'attestation':
      return text('foundAttestation', tags);
    case 'tag':
      return foundTag(text, finding, sought, tags);
    case 'unknown':
      if (finding.candidates) {
        return text('foundSeveral', tagsText(text, finding.candidates.map(shortDigest)));
      }
      return finding.tags.length > 0 ? text('foundUnknownTop', tags) : text('foundNothing', known);
  }
}

function foundTag(text: Text, finding: Finding, sought: string, tags: string): string {
  if (finding.digest) return text('foundTag', shortDigest(finding.digest), tags);
  const isExact = finding.tags.length === 1 && finding.tags[0] === sought;
  return isExact ? text('foundTagOnly') : plural(text, 'foundTags', finding.tags.length, sought);
}

function tagsText(text: Text, tags: readonly string[]): string {
  const named = list(text, tags.slice(0, NAMED));
  return tags.length > NAMED ? text('tagsMore', named, tags.length - NAMED) : named;
}
