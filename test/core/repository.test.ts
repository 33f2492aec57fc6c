import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  familiarName,
  isOfficial,
  isRepositoryName,
  parseRepository,
  splitRepository,
} from '../../src/core/repository.ts';
import { asRepository } from './samples.ts';

/** One component, by the grammar of the OCI distribution specification. */
const component = fc.stringMatching(/^[a-z0-9]{1,9}(?:(?:[._]|__|-{1,3})[a-z0-9]{1,9}){0,3}$/);

describe('parseRepository', () => {
  it.each([
    ['nginx', 'library/nginx'],
    ['library/nginx', 'library/nginx'],
    ['  nginx\n', 'library/nginx'],
    ['docker.io/nginx', 'library/nginx'],
    ['docker.io/library/nginx', 'library/nginx'],
    ['index.docker.io/library/nginx', 'library/nginx'],
    ['registry-1.docker.io/bitnami/redis', 'bitnami/redis'],
    ['DOCKER.IO/nginx', 'library/nginx'],
    ['arm32v7/redis', 'arm32v7/redis'],
    ['ai/smollm2', 'ai/smollm2'],
    ['a__b/c--d', 'a__b/c--d'],
  ])('reads %j as %s', (text, name) => {
    expect(parseRepository(text)).toEqual({ ok: true, value: name });
  });

  it.each([
    ['ghcr.io/owner/image', 'ghcr.io'],
    ['localhost/image', 'localhost'],
    ['localhost:5000/image', 'localhost:5000'],
    ['quay.io/nginx', 'quay.io'],
    ['dhi.io/nginx', 'dhi.io'],
    ['docker.io.example.com/library/nginx', 'docker.io.example.com'],
    ['hub.docker.com/nginx', 'hub.docker.com'],
    // What is copied from such a name would be pulled from that host.
    ['docker.io/ghcr.io/owner/image', 'ghcr.io'],
    ['docker.io/localhost/image', 'localhost'],
  ])('refuses the registry of %j by name', (text, found) => {
    const error = { part: 'registry', problem: 'other-registry', found };
    expect(parseRepository(text)).toEqual({ ok: false, error });
  });

  it.each([
    ['', 'empty'],
    ['docker.io/', 'empty'],
    ['Nginx', 'upper-case'],
    ['bitnami/Redis', 'upper-case'],
    ['bitnami/re dis', 'bad-character'],
    ['bitnami/redis:7', 'bad-character'],
    ['nginx@x', 'bad-character'],
    ['bitnami//redis', 'bad-separator'],
    ['/nginx', 'bad-separator'],
    ['nginx/', 'bad-separator'],
    ['-nginx', 'bad-separator'],
    ['a._b', 'bad-separator'],
    ['a___b', 'bad-separator'],
    ['a..b', 'bad-separator'],
    ['a'.repeat(248), 'too-long'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(parseRepository(text)).toMatchObject({
      ok: false,
      error: { part: 'repository', problem },
    });
  });

  it.each([
    ['a b', ' '],
    ['bitnami/ünïcode', 'ü'],
    ['a/🐳', '🐳'],
    ['bitnami/Redis', 'Redis'],
    ['good/a._b', 'a._b'],
    ['-nginx', '-nginx'],
    ['bitnami//redis', 'bitnami//redis'],
  ])('names what is wrong in %j, and no more: %j', (text, found) => {
    expect(parseRepository(text)).toMatchObject({ ok: false, error: { found } });
  });

  it('counts 255 characters with the namespace', () => {
    expect(parseRepository('a'.repeat(247)).ok).toBe(true);
    expect(parseRepository(`n/${'a'.repeat(253)}`).ok).toBe(true);
    expect(parseRepository(`n/${'a'.repeat(254)}`).ok).toBe(false);
  });

  it('gives one name for every way to write it', () => {
    fc.assert(
      fc.property(component, component, (namespace, name) => {
        fc.pre(!namespace.includes('.') && namespace !== 'localhost');
        const full = parseRepository(`${namespace}/${name}`);
        expect(full).toEqual({ ok: true, value: `${namespace}/${name}` });
        expect(parseRepository(`docker.io/${namespace}/${name}`)).toEqual(full);
        if (full.ok) expect(parseRepository(familiarName(full.value))).toEqual(full);
      }),
    );
  });

  it('never gives what isRepositoryName refuses', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const result = parseRepository(text);
        return !result.ok || isRepositoryName(result.value);
      }),
    );
  });
});

describe('isRepositoryName', () => {
  it.each([
    ...['nginx', 'docker.io', '', 'library/', 'Library/nginx', 7, undefined],
    ...['ghcr.io/owner/image', 'localhost/image'],
  ])('refuses %j', (value) => {
    expect(isRepositoryName(value)).toBe(false);
  });
});

describe('familiarName and splitRepository', () => {
  it('hide library/, and nothing else', () => {
    expect(familiarName(asRepository('nginx'))).toBe('nginx');
    expect(familiarName(asRepository('arm32v7/redis'))).toBe('arm32v7/redis');
    expect(isOfficial(asRepository('nginx'))).toBe(true);
    expect(isOfficial(asRepository('libraryx/nginx'))).toBe(false);
    expect(familiarName(asRepository('library/a/b'))).toBe('library/a/b');
  });

  it('part a name at its first slash', () => {
    expect(splitRepository(asRepository('a/b/c'))).toEqual({ namespace: 'a', name: 'b/c' });
  });
});
