/**
 * Tag pages as hub.docker.com is known or thought to build them, generated for these tests. Test ids, cells and texts
 * follow evidence (src/page/selectors.ts); the nesting is invented, which is why there are several.
 */
import { type Digest, isDigest } from '../../src/core/digest.ts';

/** The ways to nest a row: all test ids; only the platform table's; none but links; none but the pull command. */
export const NESTINGS = ['cards', 'divs', 'bare', 'commands'] as const;
export type Nesting = (typeof NESTINGS)[number];

/** Words of the page, which a user script may have translated. */
export interface Words {
  readonly tag: string;
  readonly pushed: string;
  readonly more: string;
}
export const ENGLISH: Words = { tag: 'TAG', pushed: 'Last pushed 11 days by', more: '+5 more...' };
export const GERMAN: Words = {
  tag: 'ETIKETT',
  pushed: 'Hochgeladen vor 11 Tagen von',
  more: '+5 weitere…',
};

/** A digest that is made up: the same hex digit over and over. */
export function digest(digit: string): Digest {
  const text = `sha256:${digit.repeat(64)}`;
  if (!isDigest(text)) throw new Error(`not one hex digit: ${digit}`);
  return text;
}

function layersHref(repository: string, tag: string, digit: string): string {
  return `/layers/${repository}/${tag}/images/sha256-${digit.repeat(64)}`;
}

function familiar(repository: string): string {
  return repository.replace(/^library\//, '');
}

function imageTable(repository: string, tag: string, digits: string, isLinked: boolean): string {
  const rows = [...digits].map((digit) => {
    const short = digit.repeat(12);
    const cell = isLinked ? `<a href="${layersHref(repository, tag, digit)}">${short}</a>` : short;
    return `<tr><td>${cell}</td><td class="osArchItem"><p>linux/amd64</p></td><td>55 MB</td></tr>`;
  });
  const head = '<tr><th>Digest</th><th>OS/ARCH</th><th>Compressed size</th></tr>';
  return `<table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`;
}

/** HTML of one row. */
export function row(nesting: Nesting, repository: string, tag: string, words = ENGLISH): string {
  const command = `docker pull ${familiar(repository)}:${tag}`;
  const pushed = `<p>${words.pushed} <a href="/u/user">user</a></p>`;
  switch (nesting) {
    case 'cards':
      return `<div data-testid="repotagsTagListItem" class="MuiCard-root css-1abc"><div><p>${words.tag}</p>
        <p><a data-testid="navToImage" href="${layersHref(repository, tag, 'a')}">${tag}</a></p>${pushed}
        <div><code>${command}</code><button aria-label="Copy"></button></div></div>
        <div data-testid="repotagsImageList-${tag}">${imageTable(repository, tag, 'ab', true)}<button>${words.more}</button></div></div>`;
    case 'divs':
      return `<div class="css-9"><div><span>${words.tag}</span><div>${tag}</div>${pushed}</div>
        <div data-testid="repotagsImageList-${tag}">${imageTable(repository, tag, 'ab', false)}</div></div>`;
    case 'bare':
      return `<section class="css-7"><div><p>${words.tag}</p><p><a href="${layersHref(repository, tag, 'a')}">${tag}</a></p>${pushed}</div>
        <div>${imageTable(repository, tag, 'ab', true)}<button>${words.more}</button></div></section>`;
    case 'commands':
      return `<div class="css-5"><div><p>${words.tag}</p><h3>${tag}</h3>${pushed}</div><div><code>${command}</code></div></div>`;
  }
}

/** HTML of a list of rows. */
export function list(
  nesting: Nesting,
  repository: string,
  tags: readonly string[],
  words = ENGLISH,
): string {
  const rows = tags.map((tag) => row(nesting, repository, tag, words)).join('');
  const id = nesting === 'cards' ? ' data-testid="repotagsTagList"' : '';
  return `<main><div id="list"${id}>${rows}</div></main>`;
}

/** The list of the page that stands in the document. */
export function listElement(): HTMLElement {
  const element = document.getElementById('list');
  if (!element) throw new Error('no list on this page');
  return element;
}

/** An element made from HTML. */
export function fromHtml(html: string): Element {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  const element = holder.firstElementChild;
  if (!element) throw new Error('no element in the HTML');
  return element;
}
