/** The overview tab: the README with its list of supported tags, and the tag summary on the right. */
import { familiarName } from './address.js';
import { h } from './dom.js';
import { repository } from './service.js';

export async function overviewPage(address, { words }) {
  const found = await repository(address.repository);
  if (found === undefined) return h('p', { class: 'empty' }, '404');
  const official = found.name.startsWith('library/');
  const name = familiarName(found.name);
  return h(
    'div',
    { class: 'columns' },
    h(
      'div',
      { 'data-testid': 'markdownContent', class: 'readme' },
      ...(official ? supportedTags(found, words) : []),
      h('h1', null, 'Quick reference'),
      h('p', null, `How to use ${name}.`),
      h('h1', null, 'Supported architectures'),
      h(
        'ul',
        null,
        h('li', null, h('p', null, h('a', { href: '/u/amd64' }, h('code', null, 'amd64')))),
      ),
    ),
    summary(found, words),
  );
}

/** As official images write it: simple tags first, then those that stand for several images at once. */
function supportedTags({ name, groups }, words) {
  const shared = groups.filter((group) => parts(group, groups).length > 0);
  const simple = groups.filter((group) => !shared.includes(group));
  const title = h('h1', null, words.supported);
  if (shared.length === 0)
    return [title, h('ul', null, ...simple.map((group) => simpleLine(group, name)))];
  return [
    title,
    h('h2', null, 'Simple Tags'),
    h('ul', null, ...simple.map((group) => simpleLine(group, name))),
    h('h2', null, 'Shared Tags'),
    h(
      'ul',
      null,
      ...shared.map((group) =>
        h(
          'li',
          null,
          h('p', null, ...codes(group.tags)),
          h('ul', null, ...parts(group, groups).map((part) => simpleLine(part, name))),
        ),
      ),
    ),
  ];
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

/** A link's text ends in a word joiner and an icon. */
function simpleLine({ tags }, name) {
  const href = `https://github.com/docker-library/${familiarName(name)}`;
  return h(
    'li',
    null,
    h('p', null, h('a', { href }, ...codes(tags), '\u2060', h('span', { class: 'icon' }))),
  );
}

function codes(tags) {
  return tags.flatMap((tag, index) => [...(index > 0 ? [', '] : []), h('code', null, tag)]);
}

function summary({ name, groups }, words) {
  const [first] = groups;
  const tag = first?.tags[0] ?? 'latest';
  return h(
    'aside',
    null,
    h('h2', null, 'Tag summary'),
    h('p', null, tag),
    h('p', { class: 'label' }, words.digest),
    h('p', null, `${first?.digest.slice(0, 'sha256:'.length + 9) ?? ''}…`),
    h('code', null, `docker pull ${familiarName(name)}${tag === 'latest' ? '' : `:${tag}`}`),
  );
}
