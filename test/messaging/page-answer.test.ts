import { describe, expect, it } from 'vitest';
import { isPageAnswer } from '../../src/messaging/page-answer.ts';
import { digest, readyView } from '../ui/samples.ts';

const tags = { type: 'tags', repository: 'library/nginx', known: 1, total: 2 };
const view = readyView({
  version: { tag: '1.31.2', by: 'digest', evidence: 'hub' },
  someImages: [{ tag: '1.30', platforms: ['linux/amd64'], differing: [] }],
  imageId: { platform: 'linux/amd64', digest: digest(1) },
  failure: { kind: 'rate-limited', until: 1 },
});
const line = { tags: ['1'], verdict: 'split', asking: false, missing: [] };
const lines = { type: 'lines', repository: 'library/nginx' };

describe('the check of what a page is told', () => {
  it.each<[string, unknown]>([
    ['tags', { ...tags, tags: [view] }],
    ['a list', { type: 'listed', repository: 'library/nginx', page: 1, name: 'x', tags: ['1'] }],
    [
      'a sheet',
      {
        type: 'sheet',
        repository: 'library/nginx',
        tag: '1',
        tree: [{ element: 'p', attributes: { class: 'x' }, children: ['y'] }],
        style: '',
        asking: true,
      },
    ],
    ['lines', { ...lines, lines: [{ ...line, lagging: [{ tag: '1', platforms: [] }] }] }],
  ])('lets %s through', (_, answer) => {
    expect(isPageAnswer(answer)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list of answers', [{ ...tags, tags: [] }]],
    ['an unknown kind', { ...tags, tags: [], type: 'other' }],
    ['another repository’s name', { ...tags, tags: [], repository: 'nginx' }],
    ['a field that is not named', { ...tags, tags: [], html: '<b>' }],
    ['one further down', { ...tags, tags: [{ ...view, onclick: 'alert(1)' }] }],
    ['a count that is none', { ...tags, tags: [], known: -1 }],
    ['a number that is none', { ...tags, tags: [{ ...view, staleSince: Number.NaN }] }],
    ['a digest that is none', { ...tags, tags: [{ ...view, digest: 'sha256:1' }] }],
    ['a tag that is markup', { ...tags, tags: [{ ...view, aliases: ['<img>'] }] }],
    ['a hole in a list', { ...tags, tags: new Array(1) }],
    ['a view that lacks a field', { ...tags, tags: [{ tag: '1', state: 'ready' }] }],
    ['an unknown state', { ...tags, tags: [{ ...view, state: 'fine' }] }],
    ['an unknown verdict', { ...lines, lines: [{ ...line, verdict: 'fine', lagging: [] }] }],
    ['a line without its tags', { ...lines, lines: [{ ...line, tags: undefined, lagging: [] }] }],
  ])('refuses %s', (_, answer) => {
    expect(isPageAnswer(answer)).toBe(false);
  });
});
