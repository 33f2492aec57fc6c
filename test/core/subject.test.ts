import { describe, expect, it } from 'vitest';
import { readSubject } from '../../src/core/subject.ts';
import { digestNumber } from './samples.ts';

const INDEX = digestNumber(0x11);

describe('readSubject', () => {
  const digest = INDEX;
  it.each([
    ['nginx', { repository: 'library/nginx' }],
    [' nginx:1.25 ', { repository: 'library/nginx', tag: '1.25' }],
    [`nginx@${INDEX}`, { repository: 'library/nginx', digest }],
    ['docker pull bitnami/redis:7', { repository: 'bitnami/redis', tag: '7' }],
    ['$ docker image pull nginx', { repository: 'library/nginx' }],
    ['FROM nginx:1.25', { repository: 'library/nginx', tag: '1.25' }],
    ['https://docker.io/library/nginx', { repository: 'library/nginx' }],
    ['https://hub.docker.com/_/nginx/tags', { repository: 'library/nginx' }],
    ['hub.docker.com/r/bitnami/redis', { repository: 'bitnami/redis' }],
    [
      'http://hub.docker.com/layers/bitnami/redis/7/images',
      { repository: 'bitnami/redis', tag: '7' },
    ],
  ])('reads %j', (text, value) => {
    expect(readSubject(text)).toMatchObject({ ok: true, value });
  });

  it.each([
    ['', 'repository', 'empty', ''],
    ['a b', 'reference', 'bad-character', ' '],
    ['ünïcode', 'repository', 'bad-character', 'ü'],
    ['https://ghcr.io/a/b', 'registry', 'other-registry', 'ghcr.io'],
    ['nginx:!!', 'tag', 'bad-character', '!!'],
    [
      'https://hub.docker.com/search',
      'reference',
      'no-image-page',
      'https://hub.docker.com/search',
    ],
  ])('says which part of %j is wrong', (text, part, problem, found) => {
    expect(readSubject(text)).toEqual({ ok: false, error: { part, problem, found } });
  });
});
