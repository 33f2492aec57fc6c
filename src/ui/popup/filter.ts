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
  const found = finding.candidates ?? [finding];
  const carrying = new Set(found.flatMap(({ tags }) => tags));
  return groups.filter((group) => group.tags.some((tag) => carrying.has(tag)));
}

/** `part` in lower case. */
export function containsTag(tag: string, part: string): boolean {
  return tag.toLowerCase().includes(part);
}
