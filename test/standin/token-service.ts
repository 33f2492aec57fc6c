/** auth.docker.io: hands out a token for one repository, also for one that does not exist. */
import { randomUUID } from 'node:crypto';
import { type Answer, json, type Question } from './exchange.ts';

export interface TokenRules {
  /** Seconds; left out of the answer where undefined (60 then hold). */
  expiresIn: number | undefined;
  /** User name → access token. */
  readonly accounts: Map<string, string>;
}

export interface TokenService {
  readonly rules: TokenRules;
  answer(question: Question): Answer;
  /** Whether this `Authorization` header allows to read the repository. */
  check(
    authorization: string | undefined,
    repository: string,
  ): 'ok' | 'missing' | 'expired' | 'other-scope';
  /** From now on no token that was handed out is good any more. */
  revokeAll(): void;
}

const SERVICE = 'registry.docker.io';
const SCOPE = /^repository:([a-z0-9._/-]+):pull$/;
/** How long a token is good where the answer does not say (distribution specification, token authentication). */
const UNSTATED_SECONDS = 60;

export function createTokenService(expiresIn: number | undefined = 300): TokenService {
  const rules: TokenRules = { expiresIn, accounts: new Map() };
  const tokens = new Map<string, { readonly repository: string; readonly until: number }>();

  return {
    rules,

    answer({ method, url, headers }) {
      if (method !== 'GET' || url.pathname !== '/token') return json({ details: 'not found' }, 404);
      const repository = SCOPE.exec(url.searchParams.get('scope') ?? '')?.[1] ?? '';
      if (url.searchParams.get('service') !== SERVICE) return json({ details: 'bad service' }, 400);
      const basic = headers['authorization'];
      if (basic !== undefined && !knownAccount(basic, rules.accounts)) {
        return json({ details: 'incorrect username or password' }, 401);
      }
      const token = `standin.${randomUUID()}`;
      const seconds = rules.expiresIn ?? UNSTATED_SECONDS;
      tokens.set(token, { repository, until: Date.now() + seconds * 1000 });
      return json({
        token,
        access_token: token,
        ...(rules.expiresIn !== undefined && { expires_in: rules.expiresIn }),
        issued_at: new Date().toISOString(),
      });
    },

    check(authorization, repository) {
      if (authorization === undefined) return 'missing';
      const known = tokens.get(authorization.replace(/^Bearer /i, ''));
      if (known === undefined || known.until <= Date.now()) return 'expired';
      return known.repository === repository ? 'ok' : 'other-scope';
    },

    revokeAll: () => tokens.clear(),
  };
}

function knownAccount(basic: string, accounts: ReadonlyMap<string, string>): boolean {
  const [, encoded = ''] = basic.split(' ');
  const [user = '', password] = Buffer.from(encoded, 'base64').toString().split(':');
  return password !== undefined && accounts.get(user) === password;
}
