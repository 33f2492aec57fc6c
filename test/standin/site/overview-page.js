/** The overview tab: the README, which comes when it comes, and the tag summary on the right. */
import { familiarName } from './address.js';
import { h } from './dom.js';
import { readme } from './readme.js';
import { repository } from './service.js';

/** Makes the README of the page that is shown anew. */
let redraw = () => undefined;
addEventListener('site:rerender', () => redraw());

export async function overviewPage(address, { settings, words }, isCurrent) {
  const found = await repository(address.repository);
  if (found === undefined) return h('p', { class: 'empty' }, '404');
  const place = h('div', { class: 'readme-place' });

  const load = async () => {
    await new Promise((done) => setTimeout(done, settings.readmeMs));
    if (!isCurrent()) return;
    redraw = () =>
      place.replaceChildren(
        h(
          'div',
          { 'data-testid': 'markdownContent', class: 'readme' },
          ...readme(found, settings.readme),
        ),
      );
    redraw();
  };
  void load();
  return h('div', { class: 'columns' }, place, summary(found, words));
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
