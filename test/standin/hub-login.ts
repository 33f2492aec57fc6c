/**
 * `POST /v2/auth/token` of hub.docker.com: user name and access token for a bearer token of the web API (Docker Hub API
 * reference, "Create access token").
 */
import { randomUUID } from 'node:crypto';
import type { Account, AccountDesk } from './accounts.ts';
import { type Answer, json, type Question, SITE_HOST } from './exchange.ts';

export interface HubLogin {
  answer(question: Question): Answer;
  /** Who asks; `nobody` without the header, `unknown` with a bearer token that is not good. */
  who(authorization: string | undefined): Account | 'nobody' | 'unknown';
  /** From now on no bearer token that was handed out is good any more. */
  revokeAll(): void;
}

export function createHubLogin(accounts: AccountDesk): HubLogin {
  const tokens = new Map<string, Account>();

  return {
    answer({ method, body }) {
      if (method !== 'POST') return json({ message: 'method not allowed', errinfo: {} }, 405);
      const { identifier, secret } = fieldsOf(body);
      if (identifier === undefined || secret === undefined) {
        return json({ message: 'bad request', errinfo: {} }, 400);
      }
      const account = accounts.signIn(SITE_HOST, identifier, secret);
      if (account === 'refused') return json({ detail: 'Incorrect authentication' }, 401);
      if (account === 'locked') return json({ detail: 'Too many failed login attempts' }, 429);
      const token = `standin-hub.${randomUUID()}`;
      tokens.set(token, account);
      return json({ access_token: token });
    },

    who(authorization) {
      if (authorization === undefined) return 'nobody';
      return tokens.get(authorization.replace(/^Bearer /i, '')) ?? 'unknown';
    },

    revokeAll: () => tokens.clear(),
  };
}

function fieldsOf(body: string): { identifier?: string; secret?: string } {
  try {
    const { identifier, secret }: Record<string, unknown> = JSON.parse(body);
    return {
      ...(typeof identifier === 'string' && { identifier }),
      ...(typeof secret === 'string' && { secret }),
    };
  } catch {
    return {};
  }
}
