/** The three hosts that this extension speaks to over https, and no other (test/CONTRACT.md, section 2). */
export const HOSTS = ['hub.docker.com', 'auth.docker.io', 'registry-1.docker.io'] as const;
