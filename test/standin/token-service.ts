/** auth.docker.io: hands out a token for one repository, also for one that does not exist; to an account by HTTP Basic. */
import { randomUUID } from 'node:crypto';
import type { Account, AccountDesk } from './accounts.ts';
import { type Answer, json, type Question, TOKEN_HOST } from './exchange.ts';

export interface TokenRules {
  /** Seconds; left out of the answer where undefined (60 then hold). */
  expiresIn: number | undefined;
}

/** What a token is good for. */
export type Pass =
  | { readonly kind: 'ok'; readonly account?: Account }
  | { readonly kind: 'missing' | 'expired' | 'other-scope' };

export interface TokenService {
  readonly rules: TokenRules;
  answer(question: Question): Answer;
  /** Whether this `Authorization` header is good for the repository, and in whose name. */
  check(authorization: string | undefined, repository: string): Pass;
  /** From now on no token that was handed out is good any more. */
  revokeAll(): void;
}

interface HandedOut {
  readonly repository: string;
  readonly until: number;
  readonly account?: Account;
}

const SERVICE = 'registry.docker.io';
const SCOPE = /^repository:([a-z0-9._/-]+):pull$/;
/** How long a token is good where the answer does not say (distribution specification, token authentication). */
const UNSTATED_SECONDS = 60;

export function createTokenService(
  accounts: AccountDesk,
  expiresIn: number | undefined = 300,
): TokenService {
  const rules: TokenRules = { expiresIn };
  const tokens = new Map<string, HandedOut>();

  return {
    rules,

    answer({ method, url, headers }) {
      if (method !== 'GET' || url.pathname !== '/token') return json({ details: 'not found' }, 404);
      const repository = SCOPE.exec(url.searchParams.get('scope') ?? '')?.[1] ?? '';
      if (url.searchParams.get('service') !== SERVICE) return json({ details: 'bad service' }, 400);
      const account = byBasic(headers['authorization'], accounts);
      if (account === 'refused') return json({ details: 'incorrect username or password' }, 401);
      if (account === 'locked') return json({ details: 'too many failed login attempts' }, 429);
      const token = `standin.${randomUUID()}`;
      const seconds = rules.expiresIn ?? UNSTATED_SECONDS;
      tokens.set(token, {
        repository,
        until: Date.now() + seconds * 1000,
        ...(account !== 'nobody' && { account }),
      });
      return json({
        token,
        access_token: token,
        ...(rules.expiresIn !== undefined && { expires_in: rules.expiresIn }),
        issued_at: new Date().toISOString(),
      });
    },

    check(authorization, repository) {
      if (authorization === undefined) return { kind: 'missing' };
      const known = tokens.get(authorization.replace(/^Bearer /i, ''));
      if (known === undefined || known.until <= Date.now()) return { kind: 'expired' };
      if (known.repository !== repository) return { kind: 'other-scope' };
      return { kind: 'ok', ...(known.account && { account: known.account }) };
    },

    revokeAll: () => tokens.clear(),
  };
}

/** RFC 7617: the name ends at the first colon. */
function byBasic(
  header: string | undefined,
  accounts: AccountDesk,
): Account | 'nobody' | 'refused' | 'locked' {
  if (header === undefined) return 'nobody';
  const [, encoded = ''] = header.split(' ');
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return accounts.signIn(TOKEN_HOST, text.slice(0, Math.max(0, colon)), text.slice(colon + 1));
}
