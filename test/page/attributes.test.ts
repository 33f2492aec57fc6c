// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { parseRepository, type RepositoryName } from '../../src/core/repository.ts';
import type { TagView } from '../../src/messaging/view.ts';
import {
  applyAttributes,
  attributesOf,
  type Known,
  unknownRow,
} from '../../src/page/attributes.ts';
import { rowAttributes } from '../../src/ui/annotation/row-attributes.ts';
import { urlImage } from '../../src/ui/annotation/url-image.ts';
import { repositoryName, tagView } from './fakes.ts';
import { digest } from './markup.ts';

const A = digest('a');
const B = digest('b');
const C = digest('c');
const INDEX = 'application/vnd.oci.image.index.v1+json';
const nginx = repositoryName('nginx');

/** What the element carries, as a person reading the page's tree sees it. */
function written(view: TagView, known?: Known): Record<string, string> {
  const element = document.createElement('digest-lens');
  applyAttributes(element, attributesOf(nginx, view.tag, rowAttributes(view), known));
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
}

const ALWAYS = { 'data-repository': 'library/nginx', 'data-tag': '1.27' };

/** The rows of test/CONTRACT.md, section 3. */
const TABLE: readonly [string, Partial<TagView>, Known | undefined, Record<string, string>][] = [
  ['nothing is known', {}, undefined, { 'data-state': 'loading', 'data-aliases': '' }],
  [
    'the Hub API has spoken',
    { digest: A, evidence: 'hub' },
    { known: 100 },
    {
      'data-state': 'loading',
      'data-digest': A,
      'data-evidence': 'hub',
      'data-known': '100',
      'data-aliases': '',
    },
  ],
  [
    'ready',
    {
      state: 'ready',
      digest: A,
      evidence: 'registry',
      mediaType: INDEX,
      aliases: ['1.27.5', 'mainline', 'latest'],
      sameImages: ['1.27-perl'],
      images: [
        { platform: 'linux/amd64', digest: B },
        { platform: 'windows/amd64@10.0.17763.1', digest: C },
        { platform: 'unknown', digest: C },
      ],
      imageId: { platform: 'linux/amd64', digest: C },
    },
    { known: 339, total: 1339 },
    {
      'data-state': 'ready',
      'data-digest': A,
      'data-evidence': 'registry',
      'data-media-type': INDEX,
      'data-aliases': '1.27.5 mainline latest',
      'data-same-images': '1.27-perl',
      'data-known': '339/1339',
      'data-platforms': `linux/amd64=${B} windows/amd64@10.0.17763.1=${C} unknown=${C}`,
      'data-image-id': C,
    },
  ],
  [
    'peer mistake 14: the Hub API names another digest',
    { state: 'partial', digest: A, evidence: 'registry', mediaType: INDEX, conflict: B },
    undefined,
    {
      'data-state': 'partial',
      'data-digest': A,
      'data-evidence': 'registry',
      'data-media-type': INDEX,
      'data-conflict': B,
      'data-aliases': '',
    },
  ],
  [
    'partial with a failure',
    { state: 'partial', digest: A, evidence: 'hub', failure: { kind: 'unavailable', status: 503 } },
    undefined,
    {
      'data-state': 'partial',
      'data-digest': A,
      'data-evidence': 'hub',
      'data-aliases': '',
      'data-failure': 'unavailable',
    },
  ],
  [
    'failed: there is no digest to have evidence for',
    { state: 'failed', evidence: 'hub', failure: { kind: 'not-found' } },
    undefined,
    { 'data-state': 'failed', 'data-aliases': '', 'data-failure': 'not-found' },
  ],
  [
    'an earlier failure while it is asked for again is none',
    { state: 'loading', failure: { kind: 'offline' } },
    undefined,
    { 'data-state': 'loading', 'data-aliases': '' },
  ],
];

describe('the attributes of an annotation', () => {
  it.each(TABLE)('%s', (_, view, known, expected) => {
    expect(written(tagView('1.27', view), known)).toEqual({ ...ALWAYS, ...expected });
  });

  it('are what is said of a tag of which nothing is known, before the first answer', () => {
    const view = tagView('1.27');
    expect(unknownRow()).toEqual(rowAttributes(view));
    expect(unknownRow(A)).toEqual(rowAttributes(view, urlImage(A, view)));
  });

  it('takes away what is no longer said', () => {
    const element = document.createElement('digest-lens');
    const conflicting = tagView('1.27', { state: 'partial', digest: A, conflict: B });
    const ready = tagView('1.27', { state: 'ready', digest: B });
    for (const view of [conflicting, ready])
      applyAttributes(element, attributesOf(nginx, '1.27', rowAttributes(view)));
    expect(element.hasAttribute('data-conflict')).toBe(false);
    expect(element.getAttribute('data-digest')).toBe(B);
  });

  it('says on a layers page what the hash in its address is', () => {
    const view = tagView('1.27', { state: 'ready', digest: A, mediaType: INDEX });
    const said = rowAttributes(view, urlImage(A, view));
    expect(attributesOf(nginx, '1.27', said)).toMatchObject({
      'data-url-digest': A,
      'data-url-kind': 'index',
      'data-url-platform': undefined,
    });
  });

  it('writes the full name of a community repository as it is', () => {
    const name = parseRepository('bitnami/redis');
    const repository: RepositoryName = name.ok ? name.value : nginx;
    expect(attributesOf(repository, '7', unknownRow())['data-repository']).toBe('bitnami/redis');
  });
});
