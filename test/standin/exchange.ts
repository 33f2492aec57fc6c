/** One request and its answer, as the services of the stand-in see them: no sockets, no HTTP versions. */

export const SITE_HOST = 'hub.docker.com';
export const TOKEN_HOST = 'auth.docker.io';
export const REGISTRY_HOST = 'registry-1.docker.io';

/** The hosts that exist; every other one is refused. */
export const HOSTS: readonly string[] = [SITE_HOST, TOKEN_HOST, REGISTRY_HOST];

/** `page`: whatever the site's own page asks for; the others are asked for by somebody else. */
export type RequestKind =
  | 'page'
  | 'hub-api'
  | 'hub-login'
  | 'token'
  | 'head'
  | 'manifest-get'
  | 'tags-list'
  | 'blob'
  | 'other';

export interface Question {
  readonly host: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8; empty where there is none. */
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export function answer(
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { status, headers: { 'content-type': contentType, ...headers }, body: bytes };
}

export function json(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return answer(status, 'application/json', JSON.stringify(value), headers);
}

/** The header by which the site's own script says who it is, so that its requests are told from the extension's. */
const SITE_HEADER = 'x-standin-site';

/** Where hub.docker.com takes a user name and an access token. */
const HUB_LOGIN_PATH = '/v2/auth/token';

export function kindOf({ host, method, url, headers }: Question): RequestKind {
  if (host === TOKEN_HOST) return 'token';
  if (host === SITE_HOST) {
    if (headers[SITE_HEADER] !== undefined) return 'page';
    if (url.pathname === HUB_LOGIN_PATH) return 'hub-login';
    return url.pathname.startsWith('/v2/') ? 'hub-api' : 'page';
  }
  if (/\/manifests\/[^/]*$/.test(url.pathname)) return method === 'HEAD' ? 'head' : 'manifest-get';
  if (url.pathname.endsWith('/tags/list')) return 'tags-list';
  return /\/blobs\/[^/]*$/.test(url.pathname) ? 'blob' : 'other';
}
