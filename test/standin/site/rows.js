/**
 * A row of the tags page in the markups that have been seen or may come: with all test ids, with one, with none but links
 * to layers, with the pull command alone, and with nothing to hold on to.
 */
import { familiarName, layersAddress } from './address.js';
import { h, link } from './dom.js';

/** Platforms shown before one asks for more. */
const SHOWN = 3;
const UNITS = [
  { name: 'MB', bytes: 1024 * 1024 },
  { name: 'KB', bytes: 1024 },
];

const NESTINGS = {
  cards: cardRow,
  divs: divRow,
  bare: bareRow,
  commands: commandRow,
  nothing: nothingRow,
};

export function tagRow(tag, context) {
  if (context.repository.startsWith('ai/')) return modelRow(tag, context);
  return (NESTINGS[context.nesting] ?? cardRow)(tag, context);
}

/** Models have no platforms and are pulled by another command. */
function modelRow(tag, { repository }) {
  const command = `docker model pull ${repository}:${tag.name}`;
  return h(
    'div',
    { class: 'MuiPaper-root MuiCard-root row' },
    h('pre', null, h('code', null, command)),
  );
}

function cardRow(tag, context) {
  const { words } = context;
  return h(
    'div',
    { 'data-testid': 'repotagsTagListItem', class: 'MuiPaper-root MuiCard-root css-1abc row' },
    h(
      'div',
      { class: 'MuiStack-root head' },
      h(
        'div',
        { class: 'MuiStack-root' },
        context.owner && h('input', { type: 'checkbox', 'aria-label': tag.name }),
        h('p', { class: 'MuiTypography-root label' }, words.tag),
        h('p', { class: 'MuiTypography-root name' }, nameLink(tag, context, 'navToImage')),
        pushedLine(tag, context),
      ),
      pullCommand(tag, context),
    ),
    h('div', { 'data-testid': `repotagsImageList-${tag.name}` }, imageTable(tag, context)),
  );
}

/** As in 2023: divs in place of the table, and one test id that names the tag. */
function divRow(tag, context) {
  return h(
    'div',
    { class: 'css-9xyz row' },
    h('div', { class: 'head' }, h('div', { class: 'name' }, h('span', null, tag.name))),
    pushedLine(tag, context),
    h(
      'div',
      { 'data-testid': `repotagsImageList-${tag.name}`, class: 'grid' },
      imageCells(tag, context, true),
    ),
  );
}

/** No test ids: the links to layers alone tell what a row is about. */
function bareRow(tag, context) {
  return h(
    'section',
    { class: 'css-2def row' },
    h('h3', { class: 'name' }, nameLink(tag, context)),
    pushedLine(tag, context),
    imageTable(tag, context),
  );
}

/** Neither ids nor links: the command to pull with, and divs. */
function commandRow(tag, context) {
  return h(
    'article',
    { class: 'css-3ghi row' },
    h(
      'div',
      { class: 'head' },
      h('div', { class: 'name' }, h('b', null, tag.name)),
      pullCommand(tag, context),
    ),
    h('div', { class: 'grid' }, imageCells(tag, context, false)),
  );
}

/** The name in pieces and nothing else: no strategy can find this. */
function nothingRow(tag, context) {
  const half = Math.ceil(tag.name.length / 2);
  return h(
    'div',
    { class: 'css-4jkl row' },
    h(
      'div',
      { class: 'name' },
      h('i', null, tag.name.slice(0, half)),
      h('i', null, tag.name.slice(half)),
    ),
    pushedLine(tag, context),
    h('div', { class: 'grid' }, imageCells(tag, context, false)),
  );
}

function nameLink(tag, { repository, owner }, testId) {
  const digest = realImages(tag)[0]?.digest;
  // A tag without an image digest has no link.
  if (!digest) return tag.name;
  const href = layersAddress(repository, tag.name, digest, owner);
  return link(href, { 'data-testid': testId, class: 'MuiTypography-root MuiLink-root' }, tag.name);
}

function pushedLine(tag, { words }) {
  const days = Math.max(1, Math.round((Date.now() - Date.parse(tag.tag_last_pushed)) / 86_400_000));
  const by = [` ${words.by} `, link('/u/doijanky', null, tag.last_updater_username)];
  return h('p', { class: 'MuiTypography-root pushed' }, h('span', null, words.pushed(days)), ...by);
}

function pullCommand(tag, { repository, words }) {
  const command = `docker pull ${familiarName(repository)}:${tag.name}`;
  const copy = () => navigator.clipboard?.writeText(command);
  return h(
    'div',
    { class: 'command' },
    h('code', null, command),
    h('button', { type: 'button', 'aria-label': words.copy, onclick: copy }, words.copy),
  );
}

/** The digest column holds twelve digits and leads to the layers. */
function imageTable(tag, context) {
  const { words } = context;
  const head = [words.digest, words.platform, words.size].map((word) => h('th', null, word));
  const body = h('tbody', null);
  const row = (image) =>
    h(
      'tr',
      null,
      h('td', null, digestCell(tag, image, context)),
      h(
        'td',
        { class: 'osArchItem' },
        h('p', { class: 'MuiTypography-root' }, platformText(image)),
      ),
      h('td', null, sizeText(image)),
    );
  return h(
    'div',
    { class: 'images' },
    h('table', null, h('thead', null, h('tr', null, head)), body),
    ...reveal(tag, context, body, row),
  );
}

function imageCells(tag, context, links) {
  const body = h('div', null);
  const row = (image) =>
    h(
      'div',
      { class: 'cells' },
      h('div', null, links ? digestCell(tag, image, context) : shortDigest(image, context)),
      h('div', { class: 'osArchItem' }, h('p', null, platformText(image))),
      h('div', null, sizeText(image)),
    );
  return [body, ...reveal(tag, context, body, row)];
}

/** Fills the first rows in, and gives the button for the others where there are any. */
function reveal(tag, { words }, body, row) {
  const images = realImages(tag);
  body.append(...(images.length === 0 ? [{}] : images.slice(0, SHOWN)).map(row));
  const rest = images.slice(SHOWN);
  if (rest.length === 0) return [];
  const onclick = (event) => {
    body.append(...rest.map(row));
    event.currentTarget.remove();
  };
  return [h('button', { type: 'button', class: 'more', onclick }, words.more(rest.length))];
}

/** The site does not list attestations. */
function realImages(tag) {
  return (tag.images ?? []).filter(({ os }) => os !== 'unknown');
}

function digestCell(tag, image, context) {
  const { repository, owner } = context;
  if (!image.digest) return shortDigest(image, context);
  return link(
    layersAddress(repository, tag.name, image.digest, owner),
    null,
    shortDigest(image, context),
  );
}

function shortDigest({ digest }, { words }) {
  return digest ? digest.slice('sha256:'.length, 'sha256:'.length + 12) : words.unknown;
}

function platformText({ os, architecture, variant }) {
  if (!architecture) return '';
  return [os, architecture, variant].filter(Boolean).join('/');
}

function sizeText({ digest, size }) {
  if (!digest || !size) return '0 B';
  const unit = UNITS.find(({ bytes }) => size >= bytes);
  return unit === undefined ? `${size} B` : `${(size / unit.bytes).toFixed(2)} ${unit.name}`;
}
