/**
 * Everything this extension knows of hub.docker.com's markup, in one place. None of it is verified against the live
 * site; each entry says where the evidence ends, so that a page that changed is found by reading this file first.
 * The generated `css-…` classes and visible words are never used: the first change with every release of the site, the
 * second with every translation.
 */

/** A hook into the host page, with what speaks for it. */
export interface Hook {
  readonly selector: string;
  /** Last seen working in a tool that others use. */
  readonly lastSeen: string;
  readonly example: string;
  /** How many a page of 25 tags is expected to have. */
  readonly expected: string;
}

export const TAG_LIST = {
  selector: '[data-testid="repotagsTagList"]',
  lastSeen: '2026-02',
  example: 'https://hub.docker.com/_/nginx/tags',
  expected: '1: around all rows',
} as const satisfies Hook;

export const TAG_ROW = {
  selector: '[data-testid="repotagsTagListItem"]',
  lastSeen: '2026-02',
  example: 'https://hub.docker.com/_/nginx/tags',
  expected: '25: one for each tag',
} as const satisfies Hook;

/** The tag's name; a tag without an image digest has no such link. */
export const TAG_LINK = {
  selector: 'a[data-testid="navToImage"]',
  lastSeen: '2026-04',
  example: 'https://hub.docker.com/r/bitnami/redis/tags',
  expected: '25 at most: one for each tag that has images',
} as const satisfies Hook;

/** What stands before the exact tag in the test id of a row's table of platforms. */
export const IMAGE_LIST_PREFIX = 'repotagsImageList-';

export const IMAGE_LIST = {
  selector: `[data-testid^="${IMAGE_LIST_PREFIX}"]`,
  lastSeen: '2026-02',
  example: 'https://hub.docker.com/r/bitnami/redis/tags',
  expected: '25: one for each tag',
} as const satisfies Hook;

/** Links to one image of a tag: the layers page, or the same thing in the owner's view. */
export const IMAGE_LINK = {
  selector: 'a[href*="/layers/"], a[href*="/repository/docker/"]',
  lastSeen: '2026-04',
  example: 'https://hub.docker.com/_/nginx/tags',
  expected: 'one for each platform shown, and one for each tag name',
} as const satisfies Hook;

/** Where links and commands of this repository may stand that are not rows of its tag list. */
export const OTHER_WIDGETS = {
  selector: [
    'nav',
    'aside',
    'dialog',
    '[role="navigation"]',
    '[role="complementary"]',
    '[role="dialog"]',
    '[data-testid="markdownContent"]',
  ].join(', '),
  lastSeen: '2026-03',
  example: 'https://hub.docker.com/_/nginx',
  expected: 'any number; a README is the last of them',
} as const satisfies Hook;

/** The layers page names its image here: `ns/repo:tag`. */
export const LAYERS_HEADING = {
  selector: 'h1',
  lastSeen: '2024-03',
  example: 'https://hub.docker.com/layers/library/nginx/latest/images/sha256-…',
  expected: '1',
} as const satisfies Hook;

/** The README of an overview. */
export const README = {
  selector: '[data-testid="markdownContent"]',
  lastSeen: '2026-03',
  example: 'https://hub.docker.com/_/nginx',
  expected: '1 at most: it comes after the rest of the page',
} as const satisfies Hook;

/**
 * What the heading above an official image's list of tags begins with. Its words are the README's own, in English on
 * every page (docker-library/docs, captured 2026-08): no name or id of it is known.
 */
export const SUPPORTED_TAGS = 'Supported tags';

/** The command of a row, as `docker pull` and, for model repositories, `docker model pull` have it. */
export const PULL_COMMAND = /^docker (?:model )?pull ([^\s:@]+):([^\s:@]+)$/;

/** Attributes whose change can turn one tag's row into another's. */
export const NAMING_ATTRIBUTES = ['href', 'data-testid'] as const;
