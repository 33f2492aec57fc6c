import { describe, expect, it } from 'vitest';
import { isPageAnswer } from '../../src/messaging/page-answer.ts';

const tags = { type: 'tags', repository: 'library/nginx', known: 1, total: 2 };
const tree = [{ element: 'p', attributes: { class: 'x' }, children: ['y'] }];
const evil = [{ element: 'script', attributes: {}, children: ['alert(1)'] }];
const row = {
  tag: '1.27',
  attributes: { 'data-state': 'ready', 'data-aliases': '' },
  tree,
  failure: { kind: 'rate-limited', until: 1 },
};
const line = { tags: ['1'], verdict: 'split', asking: false, tree, about: tree };
const lines = { type: 'lines', repository: 'library/nginx' };

describe('the check of what a page is told', () => {
  it.each<[string, unknown]>([
    ['tags', { ...tags, tags: [row] }],
    ['tags with their styles', { ...tags, tags: [], style: 'p{}' }],
    ['a list', { type: 'listed', repository: 'library/nginx', page: 1, name: 'x', tags: ['1'] }],
    [
      'a sheet',
      {
        type: 'sheet',
        repository: 'library/nginx',
        tag: '1',
        tree,
        style: '',
        asking: true,
      },
    ],
    ['lines', { ...lines, lines: [line] }],
  ])('lets %s through', (_, answer) => {
    expect(isPageAnswer(answer)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list of answers', [{ ...tags, tags: [] }]],
    ['an unknown kind', { ...tags, tags: [], type: 'other' }],
    ['another repository’s name', { ...tags, tags: [], repository: 'nginx' }],
    ['a field that is not named', { ...tags, tags: [], html: '<b>' }],
    ['one further down', { ...tags, tags: [{ ...row, onclick: 'alert(1)' }] }],
    ['a count that is none', { ...tags, tags: [], known: -1 }],
    [
      'a number that is none',
      { ...tags, tags: [{ ...row, failure: { kind: 'offline', until: Number.NaN } }] },
    ],
    ['a tag that is markup', { ...tags, tags: [{ ...row, tag: '<img>' }] }],
    ['a hole in a list', { ...tags, tags: new Array(1) }],
    ['a row without its state', { ...tags, tags: [{ ...row, attributes: {} }] }],
    [
      'an attribute that is none of ours',
      { ...tags, tags: [{ ...row, attributes: { ...row.attributes, onclick: 'alert(1)' } }] },
    ],
    [
      'an attribute that is no text',
      { ...tags, tags: [{ ...row, attributes: { 'data-state': 1 } }] },
    ],
    ['a drawing that runs', { ...tags, tags: [{ ...row, tree: evil }] }],
    ['styles that are none', { ...tags, tags: [], style: {} }],
    ['an unknown verdict', { ...lines, lines: [{ ...line, verdict: 'fine' }] }],
    ['a line without its tags', { ...lines, lines: [{ ...line, tags: undefined }] }],
    ['an opened line that runs', { ...lines, lines: [{ ...line, about: evil }] }],
  ])('refuses %s', (_, answer) => {
    expect(isPageAnswer(answer)).toBe(false);
  });
});
