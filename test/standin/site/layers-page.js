/** The page of one image: two digests side by side, and its layers. */
import { familiarName } from './address.js';
import { h } from './dom.js';
import { image } from './service.js';

export async function layersPage({ repository, tag, hash }, { words }) {
  const found = await image(repository, tag, hash.replace('-', ':'));
  const title = h('h1', null, `${familiarName(repository)}:${tag}`);
  if (found === undefined) return h('div', null, title, h('p', { class: 'empty' }, '404'));
  return h(
    'div',
    { class: 'layers' },
    title,
    found.index && digestLine(words.indexDigest, found.index),
    digestLine(words.manifestDigest, found.manifest),
    h('p', null, `${words.platform} ${found.platform}`),
    h('h2', null, words.layers),
    h('ol', null, ...found.layers.map((layer) => h('li', null, h('code', null, layer)))),
  );
}

function digestLine(word, digest) {
  return h(
    'div',
    { class: 'digest' },
    h('p', { class: 'label' }, word),
    h('p', null, h('code', null, digest)),
  );
}
