/** Everything that is no image page: a list of what exists. */
import { repositoryAddress } from './address.js';
import { h, link } from './dom.js';
import { repositories } from './service.js';

export async function searchPage({ query }) {
  const found = (await repositories(query)) ?? [];
  return h(
    'div',
    { class: 'cards' },
    ...found.map(({ name, tags }) =>
      link(
        repositoryAddress(name),
        { 'data-testid': 'product-card-link', class: 'card' },
        h('b', null, name),
        h('p', null, `${tags} tags`),
      ),
    ),
  );
}
