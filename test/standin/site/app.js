/**
 * The site: a single-page app without a framework. Every change of the address draws the page anew.
 * Tests may dispatch `site:rerender` (all rows are made anew) and `site:theme` (light and dark change) at the window.
 */
import { familiarName, readAddress, repositoryAddress } from './address.js';
import { go, h, link } from './dom.js';
import { layersPage } from './layers-page.js';
import { overviewPage } from './overview-page.js';
import { searchPage } from './search-page.js';
import { settings as readSettings } from './service.js';
import { tagsPage } from './tags-page.js';
import { words as readWords } from './words.js';

const PAGES = { tags: tagsPage, overview: overviewPage, layers: layersPage, search: searchPage };
let drawn = 0;

async function draw() {
  drawn += 1;
  const turn = drawn;
  const isCurrent = () => turn === drawn;
  const address = readAddress(location);
  const settings = await readSettings();
  const words = readWords(settings.language);
  const view = await PAGES[address.kind](address, { settings, words }, isCurrent);
  if (!isCurrent()) return;
  document.documentElement.lang = settings.language;
  if (turn === 1) document.documentElement.classList.toggle('dark', settings.theme === 'dark');
  document.title = `${address.repository ?? 'Search'} | Docker Hub (stand-in)`;
  document
    .getElementById('root')
    ?.replaceChildren(bar(), h('main', null, header(address, words), view));
}

function bar() {
  const onsubmit = (event) => {
    event.preventDefault();
    go(`/search?q=${encodeURIComponent(String(new FormData(event.currentTarget).get('q')))}`);
  };
  return h(
    'header',
    null,
    link('/search', { class: 'brand' }, 'docker hub'),
    h(
      'form',
      { onsubmit },
      h('input', {
        type: 'search',
        name: 'q',
        'aria-label': 'Search',
        placeholder: 'Search Docker Hub',
      }),
    ),
    h('button', { type: 'button', 'aria-label': 'Theme', onclick: changeTheme }, '◐'),
  );
}

function header({ kind, repository, owner }, words) {
  if (kind !== 'tags' && kind !== 'overview') return undefined;
  const tab = (name, word) =>
    link(
      repositoryAddress(repository, name, owner),
      { class: 'tab', 'aria-current': (name === 'tags') === (kind === 'tags') && 'page' },
      word,
    );
  return h(
    'div',
    { class: 'title' },
    h('h2', null, familiarName(repository)),
    h('nav', null, tab(owner ? 'general' : '', words.overview), tab('tags', words.tags)),
  );
}

function changeTheme() {
  document.documentElement.classList.toggle('dark');
}

addEventListener('site:theme', changeTheme);
addEventListener('site:address', draw);
addEventListener('popstate', draw);
void draw();
