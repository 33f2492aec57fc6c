import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { HOSTS } from './src/core/hosts.ts';

/** The oldest that have all that is used, `light-dark()` in the styles among it. Nothing is lowered for older ones. */
const OLDEST = { chrome: '123', firefox: '140' };

/**
 * What the extension's own pages and its worker may load and reach, enforced by the browser: a request to any other host
 * fails, whoever came to make it. There is no `data:` and no inline code or style; Preact sets styles through the DOM.
 * CSP Level 3; `connect-src` is also asked of redirects.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  `connect-src ${HOSTS.map((host) => `https://${host}`).join(' ')}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    build: { target: [`chrome${OLDEST.chrome}`, `firefox${OLDEST.firefox}`] },
    resolve: {
      alias: {
        'wxt/utils/content-script-context': resolve('src/platform/no-script-context.ts'),
      },
    },
  }),
  manifest: ({ browser, command }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['storage'],
    host_permissions: HOSTS.map((host) => `https://${host}/*`),
    // While developing, WXT loads scripts from a server of its own.
    ...(command === 'build' && {
      content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    }),
    ...(browser === 'chrome' && {
      minimum_chrome_version: OLDEST.chrome,
      // For the menu of selected text, which a person switches on. Firefox has no such optional permission.
      optional_permissions: ['contextMenus'],
    }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'digest-lens@digest-lens.invalid',
          strict_min_version: `${OLDEST.firefox}.0`,
          // Nothing is collected: what is sent goes to Docker alone, to answer the person's own question, and a user
          // name and token go to the service that gave them out (docs/privacy.md).
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
  }),
});
