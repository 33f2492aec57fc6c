/** What people give: pasted text, the box that asks for a repository, addresses of Docker Hub's pages. */
import { isDigest } from '../../src/core/digest.ts';
import { find } from '../../src/core/find.ts';
import type { Finding, Searched } from '../../src/core/finding.ts';
import {
  type HubPage,
  layersUrl,
  locate,
  MAX_FILTER,
  MAX_PAGE,
  repositoryOf,
  tagsUrl,
} from '../../src/core/hub-location.ts';
import { MAX_HASHES, namedIn, readPaste } from '../../src/core/paste.ts';
import { isRepositoryName } from '../../src/core/repository.ts';
import { readSubject } from '../../src/core/subject.ts';
import { isTag } from '../../src/core/tag.ts';
import { digestNumber } from '../core/samples.ts';
import { around, closedInputError } from './core-parsers.ts';
import type { Draw } from './draw.ts';
import { type FuzzedParser, fuzzed, must, type Outcome } from './fuzzed.ts';
import { digestText, referenceText, repositoryText, tagText, text } from './names.ts';
import { hostileText } from './texts.ts';

/** What the pasted text is looked for in. */
const KNOWN: Searched = {
  repository: 'library/nginx',
  groups: [
    {
      digest: digestNumber(1),
      mediaType: 'application/vnd.oci.image.index.v1+json',
      tags: ['1.27.5', '1.27', 'latest'],
      images: [
        { platform: 'linux/amd64', digest: digestNumber(2), configDigest: digestNumber(3) },
        { platform: 'linux/arm64', digest: digestNumber(4), layers: [digestNumber(5)] },
      ],
      attestations: [digestNumber(6)],
    },
    { digest: digestNumber(7), tags: ['20240115', 'alpine'], images: [], attestations: [] },
  ],
  unknownTags: [{ tag: 'deadbeef' }],
};
const TAGS = new Set([...KNOWN.groups.flatMap(({ tags }) => tags), 'deadbeef']);

/** What terminals and pages print, with the names of this case. */
function pastedText(draw: Draw): string {
  const digest = draw.chance(0.5) ? digestNumber(1 + draw.below(8)) : digestText(draw);
  const reference = draw.chance(0.5) ? `nginx:${draw.pick([...TAGS])}` : referenceText(draw);
  const hex = digest.slice(7, 19);
  return draw.pick([
    digest,
    `sha256:${hex}…`,
    hex,
    reference,
    `docker pull ${reference}@${digest}`,
    `REPOSITORY   TAG       IMAGE ID       CREATED       SIZE\nnginx   latest   ${hex}   2 weeks ago   192MB`,
    `latest: Pulling from library/nginx\n${hex}: Pull complete\nDigest: ${digest}\nStatus: Downloaded`,
    `"RepoDigests": ["${reference}@${digest}"], "Id": "${digest}"`,
    `https://hub.docker.com/layers/library/nginx/latest/images/${digest.replace(':', '-')}`,
    `Image ID:  docker-pullable://${reference}@${digest}`,
    draw.some(1, 30, () => draw.pick([hex, reference, digest, 'linux/amd64', '-'])).join(' '),
  ]);
}

function checkPaste(given: string): Outcome {
  const { hashes, names } = readPaste(given);
  must(hashes.length <= MAX_HASHES, 'a hundred hashes at most');
  for (const { hex, algorithm, digest } of hashes) {
    must(/^[0-9a-f]{7,128}$/.test(hex), 'seven lower-case digits or more');
    must(
      digest === undefined || (isDigest(digest) && digest === `${algorithm}:${hex}`),
      'a digest',
    );
  }
  for (const { repository, tag } of names) {
    must(isRepositoryName(repository) && (tag === undefined || isTag(tag)), 'a name');
  }
  const named = namedIn(given);
  must(named === undefined || isRepositoryName(named.repository), 'a repository');
  return hashes.length + names.length > 0 ? 'value' : 'failure';
}

function checkFinding(finding: Finding): void {
  must(
    finding.tags.every((tag) => TAGS.has(tag)),
    'tags that are known, and no other',
  );
  must(finding.digest === undefined || isDigest(finding.digest), 'a digest');
  for (const other of [...(finding.others ?? []), ...(finding.candidates ?? [])])
    checkFinding(other);
}

function checkFind(given: string): Outcome {
  const finding = find(KNOWN, given);
  checkFinding(finding);
  return finding.kind === 'unknown' ? 'failure' : 'value';
}

function checkSubject(given: string): Outcome {
  const result = readSubject(given);
  if (!result.ok) return closedInputError(result.error);
  const { repository, tag, digest } = result.value;
  must(isRepositoryName(repository), 'a repository');
  must(
    (tag === undefined || isTag(tag)) && (digest === undefined || isDigest(digest)),
    'its parts',
  );
  return 'value';
}

function address(draw: Draw): string {
  const name = draw.chance(0.5) ? `library/${text(draw, 'abc01', 1, 8)}` : repositoryText(draw);
  const tag = tagText(draw);
  const hash = digestText(draw).replace(':', '-');
  const path = draw.pick([
    ...[`_/${name.replace('library/', '')}`, `r/${name}`, `r/${name}/tags`, `_/nginx/tags/`],
    ...[`layers/${name}/${tag}/images/${hash}`, `layers/${name}/${tag}`],
    ...[`repository/docker/${name}/tags/${tag}/${hash}`, `repository/docker/${name}/general`],
    ...['search', 'u/somebody', 'hardened-images/catalog/dhi/node', ''],
  ]);
  const parameters = draw.some(0, 3, () => {
    const value = draw.chance(0.3) ? hostileText(draw) : draw.pick(['2', '-name', tag, '%41', '']);
    return `${draw.pick(['page', 'name', 'ordering', 'tab', '__proto__'])}=${value}`;
  });
  const query = parameters.length > 0 ? `?${parameters.join('&')}` : '';
  return `https://hub.docker.com/${path}${query}${draw.chance(0.1) ? '#top' : ''}`;
}

function checkAddress(url: string): Outcome {
  const page = locate(url);
  const repository = repositoryOf(page);
  if (repository === undefined) return 'failure';
  must(isRepositoryName(repository), 'a repository');
  const tags = locate(tagsUrl(repository));
  must(tags.kind === 'tags' && tags.repository === repository, 'its tags page is its own');
  checkPage(page);
  return 'value';
}

function checkPage(page: HubPage): void {
  if (page.kind === 'layers') {
    const { repository, tag, digest } = page;
    must(isTag(tag) && (digest === undefined || isDigest(digest)), 'a tag, and a digest or none');
    const again = digest && locate(layersUrl(repository, tag, digest));
    must(!again || JSON.stringify(again) === JSON.stringify(page), 'its own address');
  }
  if (page.kind === 'tags') {
    must(Number.isInteger(page.page) && page.page >= 1 && page.page <= MAX_PAGE, 'a page');
    must((page.name ?? '').length <= MAX_FILTER, 'a short filter');
  }
}

export const TEXT_PARSERS: readonly FuzzedParser[] = [
  fuzzed('pasted text', 10_000, around(pastedText), checkPaste),
  fuzzed('finding', 6_000, around(pastedText), checkFind),
  fuzzed('subjects', 6_000, around(pastedText), checkSubject),
  fuzzed('addresses', 12_000, around(address), checkAddress),
];
