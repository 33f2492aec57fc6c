/**
 * Everything this extension knows of hub.docker.com's markup, in one place. None of it is verified against the live
 * site; each entry says when and where a tool that others use last worked with it, and how many of it a page of 25 tags
 * is expected to have, so that a page that changed is found by reading this file first.
 * The generated `css-…` classes and visible words are never used: the first change with every release of the site, the
 * second with every translation.
 */

/**
 * Around all rows.
 * Last seen 2026-02, on https://hub.docker.com/_/nginx/tags; 1 on a page.
 */
export const TAG_LIST = '[data-testid="repotagsTagList"]';

/**
 * One for each tag.
 * Last seen 2026-02, on https://hub.docker.com/_/nginx/tags; 25 on a page.
 */
export const TAG_ROW = '[data-testid="repotagsTagListItem"]';

/**
 * The tag's name; a tag without an image digest has no such link.
 * Last seen 2026-04, on https://hub.docker.com/r/bitnami/redis/tags; 25 at most.
 */
export const TAG_LINK = 'a[data-testid="navToImage"]';

/** What stands before the exact tag in the test id of a row's table of platforms. */
export const IMAGE_LIST_PREFIX = 'repotagsImageList-';

/**
 * A row's table of platforms.
 * Last seen 2026-02, on https://hub.docker.com/r/bitnami/redis/tags; 25 on a page.
 */
export const IMAGE_LIST = `[data-testid^="${IMAGE_LIST_PREFIX}"]`;

/**
 * Links to one image of a tag: the layers page, or the same thing in the owner's view.
 * Last seen 2026-04, on https://hub.docker.com/_/nginx/tags; one for each platform shown, and one for each tag's name.
 */
export const IMAGE_LINK = 'a[href*="/layers/"], a[href*="/repository/docker/"]';

/**
 * The README of an overview. It comes after the rest of the page.
 * Last seen 2026-03, on https://hub.docker.com/_/nginx; 1 at most.
 */
export const README = '[data-testid="markdownContent"]';

/**
 * Where links and commands of this repository may stand that are not rows of its tag list.
 * Last seen 2026-03, on https://hub.docker.com/_/nginx; any number.
 */
export const OTHER_WIDGETS = `nav, aside, dialog, [role="navigation"], [role="complementary"], [role="dialog"], ${README}`;

/**
 * The layers page names its image here: `ns/repo:tag`.
 * Last seen 2024-03, on https://hub.docker.com/layers/library/nginx/latest/images/sha256-…; 1 on a page.
 */
export const LAYERS_HEADING = 'h1';

/**
 * What the heading above an official image's list of tags begins with. Its words are the README's own, in English on
 * every page (docker-library/docs, captured 2026-08): no name or id of it is known.
 */
export const SUPPORTED_TAGS = 'Supported tags';

/** The command of a row, as `docker pull` and, for model repositories, `docker model pull` have it. */
export const PULL_COMMAND = /^docker (?:model )?pull ([^\s:@]+):([^\s:@]+)$/;

/** Attributes whose change can turn one tag's row into another's. */
export const NAMING_ATTRIBUTES = ['href', 'data-testid'] as const;
