import { defineConfig } from 'wxt';

/** The oldest that have all that is used, `light-dark()` in the styles among it. Nothing is lowered for older ones. */
const OLDEST = { chrome: '123', firefox: '140' };

const HOSTS = ['hub.docker.com', 'auth.docker.io', 'registry-1.docker.io'];

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({ build: { target: [`chrome${OLDEST.chrome}`, `firefox${OLDEST.firefox}`] } }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['storage'],
    host_permissions: HOSTS.map((host) => `https://${host}/*`),
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
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
  }),
});
