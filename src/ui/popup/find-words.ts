/** What a finding is, in sentences. */
import type { Finding, FoundVersion } from '../../core/finding.ts';
import { manifestKind } from '../../core/media-type.ts';
import type { TextKey } from '../../text/keys.ts';
import { list, plural, type Text } from '../../text/text.ts';
import { platformText } from '../shared/kind.ts';
import { isComplete } from '../shared/known.ts';
import { shortDigest } from '../shared/short-digest.tsx';

/** Tags named in a sentence; the groups below show them all. */
const NAMED = 4;

/** What kind of thing it is and which tags carry it; of what is not known, nothing. `sought`: the text, trimmed. */
export function findingText(text: Text, finding: Finding, sought: string): string {
  const tags = tagsText(text, finding.tags);
  const platform = platformText(text, finding.platform ?? 'unknown');
  switch (finding.kind) {
    case 'index':
      return text('foundIndex', tags);
    case 'image-manifest':
      if (isLegacy(finding)) return text('foundLegacy', tags);
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
      return finding.tags.length > 0 ? text('foundUnknownTop', tags) : '';
  }
}

/** How much of the repository was searched in vain. */
export function nothingText(text: Text, known: number, total: number | undefined): string {
  return total === undefined || isComplete(known, total)
    ? text('foundNothing', known)
    : text('foundNothingOf', known, total);
}

/** On how much an answer rests; nothing where all tags are known. */
export function searchedText(text: Text, known: number, total: number | undefined): string {
  return total === undefined || isComplete(known, total) ? '' : text('foundAmong', known, total);
}

const VERSION_BY: Readonly<Record<FoundVersion['by'], TextKey>> = {
  digest: 'foundVersion',
  images: 'foundVersionImages',
  'image-id': 'foundVersionImageId',
};

/** Which version that is; nothing where the only tag says it already. */
export function versionText(text: Text, { tags, version }: Finding): string {
  if (!version || (tags.length === 1 && tags[0] === version.tag)) return '';
  return text(VERSION_BY[version.by], version.tag);
}

function foundTag(text: Text, finding: Finding, sought: string, tags: string): string {
  if (finding.digest) return text('foundTag', shortDigest(finding.digest), tags);
  const [only] = finding.tags;
  const isExact = finding.tags.length === 1 && (only === sought || sought.endsWith(`:${only}`));
  if (isExact) return text('foundTagOnly');
  return plural(text, 'foundTags', finding.count ?? finding.tags.length, sought);
}

function isLegacy({ mediaType }: Finding): boolean {
  return mediaType !== undefined && manifestKind(mediaType) === 'legacy';
}

function tagsText(text: Text, tags: readonly string[]): string {
  const named = list(text, tags.slice(0, NAMED));
  return tags.length > NAMED ? text('tagsMore', named, tags.length - NAMED) : named;
}
