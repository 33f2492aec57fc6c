import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

  it('keeps the content script within 30 kB gzipped', () => {
    expect(gzipSync(file('content-scripts/hub.js')).byteLength).toBeLessThanOrEqual(30_000);
  });
});
