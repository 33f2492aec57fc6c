/**
 * A row of the tags page in the markups that have been seen or may come: with all test ids, with one, with none but links
 * to layers, with the pull command alone, and with nothing to hold on to.
 */
import { familiarName, layersAddress } from './address.js';
import { h, link } from './dom.js';
import { imageCells, imageTable, realImages } from './images.js';

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
