import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPin, parseReference } from '../../src/core/reference.ts';
import { isSignatureTag, isTag, parseTag } from '../../src/core/tag.ts';
import { asDigest, asRepository } from './samples.ts';

const DIGEST = asDigest(`sha256:${'ab'.repeat(32)}`);

describe('tags', () => {
  it('hold 128 characters, and begin with none of the separators', () => {
    expect(isTag(`_${'.-'.repeat(63)}x`)).toBe(true);
    expect(parseTag(' 1.27-alpine ')).toEqual({ ok: true, value: '1.27-alpine' });
  });

  it.each([
    ['', 'empty'],
    ['.hidden', 'bad-separator'],
    ['-x', 'bad-separator'],
    ['1.27+build', 'bad-character'],
    ['ä', 'bad-character'],
    ['a'.repeat(129), 'too-long'],
  ])('say what is wrong with %j', (text, problem) => {
    expect(isTag(text)).toBe(false);
    expect(parseTag(text)).toMatchObject({ ok: false, error: { part: 'tag', problem } });
  });

  it('are signatures only in the four forms that tools write', () => {
    const tag = `sha256-${'0'.repeat(64)}`;
    expect([tag, `${tag}.sig`, `${tag}.att`, `${tag}.sbom`].every(isSignatureTag)).toBe(true);
    const others = [`${tag}.zip`, `${tag}0`, 'sha256-abc', `v${tag}`, `sha512-${'0'.repeat(64)}`];
    expect(others.some(isSignatureTag)).toBe(false);
  });
});

describe('parseReference', () => {
  it.each([
    ['nginx', { repository: 'library/nginx' }],
    ['nginx:1.27', { repository: 'library/nginx', tag: '1.27' }],
    [`nginx@${DIGEST}`, { repository: 'library/nginx', digest: DIGEST }],
    [
      ` docker.io/bitnami/redis:7@${DIGEST} `,
      { repository: 'bitnami/redis', tag: '7', digest: DIGEST },
    ],
  ])('reads %j', (text, value) => {
    expect(parseReference(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'reference', 'empty'],
    ['nginx: 1', 'reference', 'bad-character'],
    ['ghcr.io/a/b:1', 'registry', 'other-registry'],
    ['localhost:5000/a:1', 'registry', 'other-registry'],
    ['Nginx:1', 'repository', 'upper-case'],
    [':1', 'repository', 'empty'],
    ['nginx:', 'tag', 'empty'],
    ['nginx:1:2', 'tag', 'bad-character'],
    ['nginx@', 'digest', 'empty'],
    ['nginx:1@sha256:abc', 'digest', 'bad-length'],
    [`nginx@${DIGEST}@${DIGEST}`, 'digest', 'bad-character'],
  ])('says which part of %j is wrong', (text, part, problem) => {
    expect(parseReference(text)).toMatchObject({ ok: false, error: { part, problem } });
  });

  it('reads back every pin', () => {
    const tags = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
    const names = fc.constantFrom('nginx', 'bitnami/redis').map(asRepository);
    fc.assert(
      fc.property(names, tags, (repository, tag) => {
        expect(parseReference(formatPin(repository, tag, DIGEST))).toEqual({
          ok: true,
          value: { repository, tag, digest: DIGEST },
        });
      }),
    );
  });
});

describe('formatPin', () => {
  it('names an official image as people do', () => {
    const pin = formatPin(asRepository('library/nginx'), '1.27', DIGEST);
    expect(pin).toBe(`nginx:1.27@${DIGEST}`);
  });
});
