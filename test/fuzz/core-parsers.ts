/** The grammars of names: references and their parts, platforms, media types, the order of tags. */
import { isDigest, parseDigest, shortHex } from '../../src/core/digest.ts';
import type { InputError } from '../../src/core/input-error.ts';
import {
  bareMediaType,
  isImageConfig,
  isStatement,
  manifestKind,
} from '../../src/core/media-type.ts';
import { comparePlatformKeys, parsePlatformKey, platformKey } from '../../src/core/platform.ts';
import { formatPin, parseReference } from '../../src/core/reference.ts';
import { familiarName, isRepositoryName, parseRepository } from '../../src/core/repository.ts';
import type { Result } from '../../src/core/result.ts';
import { isSignatureTag, isTag, parseTag } from '../../src/core/tag.ts';
import { parseTagName } from '../../src/core/tag-name.ts';
import { compareTags, sortTags } from '../../src/core/tag-order.ts';
import type { Draw } from './draw.ts';
import { type FuzzedParser, fuzzed, must, type Outcome } from './fuzzed.ts';
import { digestText, platformText, referenceText, repositoryText, tagText } from './names.ts';
import { damaged, hostileText } from './texts.ts';

/** Right in three of ten cases, nearly right in most, nonsense in the others. */
export function around(right: (draw: Draw) => string): (draw: Draw) => string {
  return (draw) => {
    if (draw.chance(0.15)) return hostileText(draw);
    const text = right(draw);
    return draw.chance(0.35) ? text : damaged(draw, text);
  };
}

const PARTS = ['registry', 'repository', 'tag', 'digest', 'reference'];
const PROBLEMS = [
  ...['empty', 'other-registry', 'upper-case', 'bad-character', 'bad-separator', 'too-long'],
  ...['bad-length', 'unknown-algorithm', 'no-image-page'],
];

/** A failure of the closed set, which quotes no more than its 80 characters. */
export function closedInputError({ part, problem, found }: InputError): Outcome {
  must(PARTS.includes(part), `a known part, not ${part}`);
  must(PROBLEMS.includes(problem), `a known problem, not ${problem}`);
  must(found.length <= 80, 'a short quotation');
  return 'failure';
}

/** Reads, checks what was read by its own grammar, and that reading it again gives the same. */
function reads<T extends string>(
  parse: (text: string) => Result<T, InputError>,
  isRight: (value: T) => boolean,
  format: (value: T) => string,
): (text: string) => Outcome {
  return (text) => {
    const result = parse(text);
    if (!result.ok) return closedInputError(result.error);
    must(isRight(result.value), `${result.value} is by the grammar`);
    const again = parse(format(result.value));
    must(again.ok && again.value === result.value, `${format(result.value)} reads back`);
    return 'value';
  };
}

function checkReference(text: string): Outcome {
  const result = parseReference(text);
  if (!result.ok) return closedInputError(result.error);
  const { repository, tag, digest } = result.value;
  must(isRepositoryName(repository), 'a full name');
  must(tag === undefined || isTag(tag), 'a tag');
  must(digest === undefined || isDigest(digest), 'a digest');
  if (tag === undefined || digest === undefined) return 'value';
  const again = parseReference(formatPin(repository, tag, digest));
  must(again.ok && again.value.repository === repository, 'its pin names the same repository');
  return 'value';
}

function checkPlatform(text: string): Outcome {
  const platform = parsePlatformKey(text);
  if (platform === undefined) return 'failure';
  const key = platformKey(platform);
  must(!/[\s=]/.test(key), 'no space and no equals sign in a key');
  const again = parsePlatformKey(key);
  must(again !== undefined && platformKey(again) === key, `the key ${key} reads back`);
  must(comparePlatformKeys(key, key) === 0, 'a key stands where it stands');
  return 'value';
}

function checkMediaType(text: string): Outcome {
  const bare = bareMediaType(text);
  must(bareMediaType(bare) === bare, 'a bare type stays as it is');
  must(manifestKind(text) === manifestKind(bare), 'parameters say nothing of the kind');
  must(!(isImageConfig(text) && isStatement(text)), 'a config is no statement');
  return manifestKind(text) === 'unknown' ? 'failure' : 'value';
}

function checkOrder(tags: readonly [string, string, string]): Outcome {
  const [a, b, c] = tags;
  for (const tag of tags) must(parseTagName(tag).text === tag, 'a name keeps its text');
  must(Math.sign(compareTags(a, b)) === -Math.sign(compareTags(b, a)), 'order has two sides');
  must((compareTags(a, b) === 0) === (a === b), 'only equal tags are equal');
  if (compareTags(a, b) <= 0 && compareTags(b, c) <= 0) {
    must(compareTags(a, c) <= 0, 'order goes on: a before b before c');
  }
  must(sortTags(tags).length === 3, 'none is lost');
  return parseTagName(a).version.length > 0 ? 'value' : 'failure';
}

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json; charset=utf-8',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v1+prettyjws',
  'application/vnd.in-toto+json',
  'text/html',
];

export const CORE_PARSERS: readonly FuzzedParser[] = [
  fuzzed('references', 12_000, around(referenceText), checkReference),
  fuzzed(
    'digests',
    8_000,
    around(digestText),
    reads(
      parseDigest,
      (digest) => isDigest(digest) && shortHex(digest).length === 12,
      (digest) => digest,
    ),
  ),
  fuzzed(
    'repository names',
    10_000,
    around(repositoryText),
    reads(parseRepository, isRepositoryName, familiarName),
  ),
  fuzzed(
    'tags',
    6_000,
    around(tagText),
    reads(
      parseTag,
      (tag) => isTag(tag) && (!isSignatureTag(tag) || tag.startsWith('sha256-')),
      (tag) => tag,
    ),
  ),
  fuzzed('platform keys', 8_000, around(platformText), checkPlatform),
  fuzzed(
    'media types',
    4_000,
    around((draw) => draw.pick(MEDIA_TYPES)),
    checkMediaType,
  ),
  fuzzed(
    'tag order',
    6_000,
    (draw): [string, string, string] => {
      const one = around(tagText);
      return [one(draw), one(draw), one(draw)];
    },
    checkOrder,
  ),
];
