/** The alias groups that the popup showed, as text, and whether they are right. */
import { type ExpectedGroup, expectedGroups } from '../browser/expected.ts';
import { type GroupOnScreen, type Shown, wordsIn } from '../browser/surface.ts';
import type { WorldRepository } from '../standin/world.ts';

/** Digits of a digest that tell it from the others to a person. */
const SHORT = 12;

export function aliasTable(groups: readonly GroupOnScreen[]): string {
  const head = ['DIGEST', 'IMAGE ID', 'EVIDENCE', 'PLATFORMS', 'TAGS'];
  const rows = groups.map(({ group, platforms }) => [
    shortened(group['digest']),
    shortened(platforms.flatMap((one) => one['configDigest'] ?? [])[0]),
    group['evidence'] ?? '',
    String(platforms.length),
    group['tags'] ?? '',
  ]);
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What is wrong with shown digests by the registry's own word: one line each, none where all is right. */
export function againstRegistry(
  shown: ReadonlyMap<string, string>,
  heads: ReadonlyMap<string, string>,
): string[] {
  return [...shown].flatMap(([tag, digest]) => {
    const head = heads.get(tag);
    return head === digest ? [] : [`${tag} was shown as ${digest}, the registry says ${head}`];
  });
}

/** What is wrong with the popup's groups by the stand-in's tables. */
export function againstTables(
  groups: readonly GroupOnScreen[],
  repository: WorldRepository,
): string[] {
  const expected = expectedGroups(repository);
  const missing = [...expected.keys()].filter(
    (digest) => !groups.some(({ group }) => group['digest'] === digest),
  );
  return [
    ...missing.map((digest) => `group ${digest} is missing`),
    ...groups.flatMap((one) => groupProblems(one, expected.get(one.group['digest'] ?? ''))),
  ];
}

function groupProblems(
  { group, platforms }: GroupOnScreen,
  expected: ExpectedGroup | undefined,
): string[] {
  const digest = group['digest'];
  if (!expected) return [`group ${digest} is not in the tables`];
  const problems: string[] = [];
  const tags = [...wordsIn(group['tags'])].sort().join(' ');
  if (tags !== expected.tags.join(' ')) problems.push(`group ${digest} has the tags ${tags}`);
  const shown = platforms.map((one) => `${one['platform']}=${one['manifestDigest']}`).sort();
  if (expected.platforms && shown.join(' ') !== expected.platforms.join(' ')) {
    problems.push(`group ${digest} has the platforms ${shown.join(' ')}`);
  }
  for (const { manifestDigest = '', configDigest } of platforms) {
    const config = expected.configs.get(manifestDigest);
    if (configDigest !== undefined && configDigest !== config) {
      problems.push(`${manifestDigest} has the image ID ${configDigest}, not ${config}`);
    }
  }
  return problems;
}

/** Digest by tag, of rows and of groups that were confirmed by the registry. */
export function shownDigests(
  rows: readonly Shown[],
  groups: readonly GroupOnScreen[],
): ReadonlyMap<string, string> {
  const ofRows = rows.flatMap(({ tag, digest, evidence }) =>
    tag !== undefined && digest !== undefined && evidence !== 'hub' ? [[tag, digest] as const] : [],
  );
  const ofGroups = groups.flatMap(({ group: { digest, tags, evidence } }) =>
    digest !== undefined && evidence !== 'hub'
      ? wordsIn(tags).map((tag) => [tag, digest] as const)
      : [],
  );
  return new Map([...ofGroups, ...ofRows]);
}

function shortened(digest: string | undefined): string {
  if (digest === undefined) return '';
  return digest.slice(0, digest.indexOf(':') + 1 + SHORT);
}
