/** The images of one row: digest, platform, size; the first few, and a button for the others. */
import { layersAddress } from './address.js';
import { h, link } from './dom.js';

/** Platforms shown before one asks for more. */
const SHOWN = 3;
const UNITS = [
  { name: 'MB', bytes: 1024 * 1024 },
  { name: 'KB', bytes: 1024 },
];

/** The digest column holds twelve digits and leads to the layers. */
export function imageTable(tag, context) {
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

/** The same without a table; `links` to the layers or bare digits. */
export function imageCells(tag, context, links) {
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
export function realImages(tag) {
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
