/** The stand-in's services without its sockets: a `fetch` that asks them in this process. */
import {
  type Answer,
  HOSTS,
  kindOf,
  type Question,
  REGISTRY_HOST,
  type RequestKind,
  TOKEN_HOST,
} from '../standin/exchange.ts';
import { hubApiAnswer } from '../standin/hub-api.ts';
import { type PullLimits, registryAnswer } from '../standin/registry.ts';
import { createTokenService, type TokenService } from '../standin/token-service.ts';
import type { World } from '../standin/world.ts';

export interface StandinFetch {
  readonly fetch: typeof fetch;
  readonly tokens: TokenService;
  readonly limits: PullLimits;
  /** What was asked for, in order. */
  readonly kinds: readonly RequestKind[];
}

export function standinFetch(world: World): StandinFetch {
  const tokens = createTokenService();
  const limits: PullLimits = { limit: 100, remaining: 100, windowSeconds: 3600 };
  const kinds: RequestKind[] = [];

  const answer = (question: Question): Answer => {
    if (question.host === TOKEN_HOST) return tokens.answer(question);
    if (question.host !== REGISTRY_HOST) return hubApiAnswer(question, world);
    return registryAnswer(question, world, tokens, limits);
  };

  return {
    tokens,
    limits,
    kinds,
    async fetch(input, init) {
      const question = questionOf(input, init);
      if (!HOSTS.includes(question.host)) throw new TypeError('no such host');
      kinds.push(kindOf(question));
      const { status, headers, body } = answer(question);
      return new Response(question.method === 'HEAD' ? null : Buffer.from(body), {
        status,
        headers,
      });
    },
  };
}

/** What a `fetch` was asked, as the stand-in's services take it. */
export function questionOf(input: string | URL | Request, init: RequestInit = {}): Question {
  const url = new URL(input instanceof Request ? input.url : input);
  const headers = Object.fromEntries(new Headers(init.headers));
  return { host: url.host, method: init.method ?? 'GET', url, headers };
}
