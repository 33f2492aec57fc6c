import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { buildFolder } from '../commands/builds.ts';

describe.each(['chromium', 'firefox'] as const)('the production build for %s', (browser) => {
  const file = (name: string) => readFileSync(join(buildFolder(browser), name));
  const manifest: Record<string, unknown> = JSON.parse(file('manifest.json').toString('utf8'));

  it('asks for exactly what the stable surface lists', () => {
    expect(manifest).toMatchObject({
      manifest_version: 3,
      permissions: ['storage'],
      host_permissions: [
        'https://hub.docker.com/*',
        'https://auth.docker.io/*',
        'https://registry-1.docker.io/*',
      ],
    });
  });

  it('leaves to the person, and out of Firefox, what Firefox has as required alone', () => {
    // MDN, optional_permissions: `menus` and `contextMenus` cannot be optional in Firefox.
    expect(manifest['optional_permissions']).toEqual(
      browser === 'chromium' ? ['contextMenus'] : undefined,
    );
  });

  it.each([
    'optional_host_permissions',
    'web_accessible_resources',
    'externally_connectable',
    'incognito',
  ])('has no %s', (key) => {
    expect(manifest).not.toHaveProperty(key);
  });

  it('lets its own pages and its worker load and reach nothing else', () => {
    expect(manifest['content_security_policy']).toEqual({
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        'connect-src https://hub.docker.com https://auth.docker.io https://registry-1.docker.io',
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    });
  });

  it('puts one content script on Docker Hub and nowhere else', () => {
    expect(manifest['content_scripts']).toEqual([
      expect.objectContaining({
        matches: ['https://hub.docker.com/*'],
        js: ['content-scripts/hub.js'],
      }),
    ]);
    expect(JSON.stringify(manifest['content_scripts'])).not.toMatch(/"world"|"css"|"all_frames"/);
  });

  it('has the policy that docs/security.md shows', () => {
    const [, shown] = /```\n([^`]+)\n```/.exec(readFileSync('docs/security.md', 'utf8')) ?? [];
    expect(manifest['content_security_policy']).toEqual({ extension_pages: shown });
  });

  it('keeps the content script within 25 kB gzipped', () => {
    expect(gzipSync(file('content-scripts/hub.js')).byteLength).toBeLessThanOrEqual(25_000);
  });
});

describe('what the pages of docs/ say of both builds', () => {
  const manifest = v.object({
    permissions: v.array(v.string()),
    host_permissions: v.array(v.string()),
    optional_permissions: v.optional(v.array(v.string()), []),
  });
  const builds = (['chromium', 'firefox'] as const).map((browser) =>
    v.parse(
      manifest,
      JSON.parse(readFileSync(join(buildFolder(browser), 'manifest.json'), 'utf8')),
    ),
  );
  const every = (list: (build: v.InferOutput<typeof manifest>) => string[]) => [
    ...new Set(builds.flatMap(list)),
  ];
  const hosts = every((build) => build.host_permissions).map((origin) => new URL(origin).host);
  const required = every((build) => build.permissions);
  const optional = every((build) => build.optional_permissions);
  const code = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ');
  const codeIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
  const security = readFileSync('docs/security.md', 'utf8');
  const privacy = readFileSync('docs/privacy.md', 'utf8');

  it.each([
    ['security', security],
    ['privacy', privacy],
  ])('docs/%s.md names all hosts, and no other', (_name, page) => {
    const named = codeIn(page).filter((word) => /^[a-z0-9.-]+\.(?:com|dev|io|net|org)$/.test(word));
    expect([...new Set(named)].sort()).toEqual([...hosts].sort());
  });

  it('docs/security.md names all hosts and permissions in one line', () => {
    expect(security).toContain(
      `\nHosts: ${code(hosts)}. Permissions: ${code(required)}; in Chromium optionally ${code(optional)}.`,
    );
  });

  it('docs/privacy.md says what each permission is for', () => {
    const [, section = ''] = privacy.split('## What the extension may do');
    expect([...new Set(codeIn(section))].sort()).toEqual([...required, ...optional].sort());
  });
});
