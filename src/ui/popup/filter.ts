/** Which groups a text in the find box leaves: those with a tag that contains it, or those that hold what was found. */
import type { Finding } from '../../core/finding.ts';
import type { GroupView } from '../../messaging/view.ts';

export function groupsMatching(
  groups: readonly GroupView[],
  sought: string,
  finding: Finding | undefined,
): readonly GroupView[] {
  const part = sought.trim().toLowerCase();
  if (part === '' || !finding) return groups;
  const byName = groups.filter((group) => group.tags.some((tag) => containsTag(tag, part)));
  if (byName.length > 0) return byName;
  if (finding.candidates) {
    const candidates = new Set(finding.candidates.map(({ digest }) => digest));
    return groups.filter(
      ({ digest, images, attestations }) =>
        candidates.has(digest) ||
        attestations.some((attestation) => candidates.has(attestation)) ||
        images.some(
          (i) => candidates.has(i.digest) || (i.configDigest && candidates.has(i.configDigest)),
        ),
    );
  }
  const carrying = new Set(finding.tags);
  return groups.filter((group) => group.tags.some((tag) => carrying.has(tag)));
}

/** `part` in lower case. */
export function containsTag(tag: string, part: string): boolean {
  return tag.toLowerCase().includes(part);
}
