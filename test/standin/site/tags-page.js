/** The tags tab: filter, order, rows (25 unless told), pages. A placeholder stands there until the rows are known. */
import { repositoryAddress } from './address.js';
import { go, h } from './dom.js';
import { tagRow } from './rows.js';
import { tagPage } from './service.js';

/** Makes the rows of the page that is shown anew. */
let redraw = () => undefined;
addEventListener('site:rerender', () => redraw());

export async function tagsPage(address, { settings, words }, isCurrent) {
  const list = h('div', { class: 'list' }, placeholder());
  const pages = h('nav', { class: 'pages' });
  const view = h('div', null, controls(address, words), list, pages);
  const context = { ...address, nesting: settings.nesting, rows: settings.rows, words };

  const load = async () => {
    const [answer] = await Promise.all([
      tagPage(address.repository, address, settings.rows),
      new Promise((done) => setTimeout(done, settings.placeholderMs)),
    ]);
    if (!isCurrent()) return;
    const draw = () => list.replaceChildren(rows(answer, context));
    draw();
    if (answer !== undefined) pages.replaceChildren(...pageButtons(address, answer, context));
    redraw = draw;
  };
  void load();
  return view;
}

/** All rows are made anew every time: whatever others have put between them is gone then. */
function rows(answer, context) {
  const { words, nesting } = context;
  if (answer === undefined) return h('p', { class: 'empty' }, words.failed);
  if (answer.results.length === 0) return h('p', { class: 'empty' }, words.none);
  const testId = nesting === 'cards' ? 'repotagsTagList' : undefined;
  return h('div', { 'data-testid': testId }, ...answer.results.map((tag) => tagRow(tag, context)));
}

function placeholder() {
  return h(
    'div',
    { class: 'placeholder', 'aria-busy': 'true' },
    ...Array.from({ length: 3 }, () => h('div')),
  );
}

function controls(address, words) {
  const orders = [
    ['last_updated', words.newest],
    ['-last_updated', words.oldest],
    ['-name', words.ascending],
    ['name', words.descending],
  ];
  const onsubmit = (event) => {
    event.preventDefault();
    go(listAddress(address, { name: new FormData(event.currentTarget).get('name'), page: 1 }));
  };
  const onchange = (event) =>
    go(listAddress(address, { ordering: event.currentTarget.value, page: 1 }));
  return h(
    'form',
    { class: 'controls', onsubmit },
    h('input', {
      type: 'search',
      name: 'name',
      value: address.name,
      placeholder: words.filter,
      'aria-label': words.filter,
    }),
    h(
      'label',
      null,
      `${words.sort} `,
      h(
        'select',
        { onchange },
        ...orders.map(([value, word]) =>
          h('option', { value, selected: value === address.ordering }, word),
        ),
      ),
    ),
  );
}

function pageButtons(address, { count }, { rows, words }) {
  const last = Math.max(1, Math.ceil(count / rows));
  const button = (page, word) => {
    const onclick = () => go(listAddress(address, { page }));
    const current = page === address.page && word === String(page);
    return h(
      'button',
      {
        type: 'button',
        onclick,
        disabled: page < 1 || page > last,
        'aria-current': current && 'page',
      },
      word,
    );
  };
  const numbers = Array.from({ length: Math.min(last, 9) }, (_, index) =>
    button(index + 1, String(index + 1)),
  );
  return [
    button(address.page - 1, words.previous),
    ...numbers,
    button(address.page + 1, words.next),
  ];
}

function listAddress(address, change) {
  const { page, name, ordering } = { ...address, ...change };
  const query = new URLSearchParams({
    ...(page > 1 && { page }),
    ...(name && { name }),
    ...(ordering !== 'last_updated' && { ordering }),
  }).toString();
  const path = repositoryAddress(address.repository, 'tags', address.owner);
  return query === '' ? path : `${path}?${query}`;
}
