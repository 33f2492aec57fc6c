import { defineConfig } from 'wxt';

const HOSTS = ['hub.docker.com', 'auth.docker.io', 'registry-1.docker.io'];

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['storage'],
    host_permissions: HOSTS.map((host) => `https://${host}/*`),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'digest-lens@digest-lens.invalid',
          strict_min_version: '140.0',
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
  }),
});
