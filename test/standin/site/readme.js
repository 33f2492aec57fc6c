/**
 * The README of a repository, as Docker Hub renders it. Official images declare their tags in it: in a loose list as in
 * 2026 (`li > p > a > code`), in a tight one with the Dockerfile's path behind (`li > a > code`), as until 2018, or not
 * at all, as where the README is too long for it. Always in English, whatever the page's words are.
 */
import { familiarName } from './address.js';
import { h } from './dom.js';

export function readme(found, style) {
  const name = familiarName(found.name);
  return [
    h('h1', null, 'Quick reference'),
    h('ul', null, loose(h('strong', null, 'Maintained by'), ': ', codeLink('/u/stand-in', [name]))),
    ...(style === 'none' ? [] : supportedTags(found, style)),
    h('h1', null, 'Quick reference (cont.)'),
    // Codes in links behind the next heading, which are no tags.
    h(
      'ul',
      null,
      loose(
        h('strong', null, 'Supported architectures'),
        ': ',
        codeLink(`/r/amd64/${name}`, ['amd64']),
        ', ',
        codeLink(`/r/arm64v8/${name}`, ['arm64v8']),
      ),
    ),
    h('h1', null, `What is ${name}?`),
    h('p', null, `How to use `, h('code', null, `${name}:latest`), '.'),
  ];
}

/** Simple tags first, then those that stand for several images at once, each with its parts below. */
function supportedTags({ name, groups }, style) {
  const shared = groups.filter((group) => parts(group, groups).length > 0);
  const simple = groups.filter((group) => !shared.includes(group));
  const list = h('ul', null, ...simple.map((group) => simpleLine(group, name, style)));
  const title = h(
    'h1',
    null,
    'Supported tags and respective ',
    h('code', null, 'Dockerfile'),
    ' links',
  );
  if (shared.length === 0) return [title, list];
  return [
    title,
    h('p', null, "(See \"What's the difference between 'Shared' and 'Simple' tags?\")"),
    h('h2', null, 'Simple Tags'),
    list,
    h('h2', null, 'Shared Tags'),
    h('ul', null, ...shared.map((group) => sharedLine(group, groups, name))),
  ];
}

/** Without a link; the lines of its parts stand in a tight list inside it. */
function sharedLine(group, groups, name) {
  const line = loose(...codes(group.tags), ':');
  const inner = parts(group, groups).map((part) => simpleLine(part, name, 'inner'));
  line.append(h('ul', null, ...inner));
  return line;
}

function simpleLine({ tags }, name, style) {
  const href = `https://github.com/docker-library/${familiarName(name)}`;
  const path = style === 'tight' ? [' (', h('em', null, `${tags[0]}/Dockerfile`), ')'] : [];
  const link = codeLink(href, tags, ...path);
  return style === 'loose' ? loose(link) : h('li', null, link);
}

function loose(...content) {
  return h('li', null, h('p', null, ...content));
}

/** A link's text ends in a word joiner and an icon. */
function codeLink(href, texts, ...more) {
  return h('a', { href }, ...codes(texts), ...more, '\u2060', h('span', { class: 'icon' }));
}

function codes(texts) {
  return texts.flatMap((text, index) => [...(index > 0 ? [', '] : []), h('code', null, text)]);
}

/** The simple groups that this one stands for: all their images are among its own, and it has more. */
function parts(group, groups) {
  return within(group, groups).filter((part) => within(part, groups).length === 0);
}

function within(group, groups) {
  const images = new Set(group.children);
  return groups.filter(
    ({ children }) =>
      children.length > 0 &&
      children.length < images.size &&
      children.every((digest) => images.has(digest)),
  );
}
