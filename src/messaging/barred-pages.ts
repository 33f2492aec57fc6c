/**
 * Pages whose tab the browser hides from us, because access to Docker Hub's site was taken away under them (Firefox leaves
 * `sender.tab.url` out then). Which repository such a tab shows by now nobody can say, so nothing is asked for it: it is
 * told why, and asks anew when access is back.
 */
import { failure } from '../core/failure.ts';
import type { PageAnswer } from './protocol.ts';
import type { CheckedPageRequest } from './schemas-page.ts';
import { unknownView } from './unknown-view.ts';

/** The browser's word on what may be asked. */
export interface SiteAccess {
  /** Which of these hosts may not be asked at this moment. Never rejects. */
  missing(hosts: readonly string[]): Promise<readonly string[]>;
  /** Calls when any permission was given. */
  onGiven(call: () => void): void;
}

export interface BarredPages {
  /** Whether the site is out of reach. */
  isBarred(): Promise<boolean>;
  /**
   * Keeps a page until access is back: what it asked last is then to be told anew.
   * @returns lets it go before
   */
  keep(callBack: () => void): () => void;
}

const SITE = 'hub.docker.com';

export function createBarredPages(access: SiteAccess): BarredPages {
  const kept = new Set<() => void>();
  const isBarred = async () => (await access.missing([SITE])).length > 0;

  async function letGo(): Promise<void> {
    if (await isBarred()) return;
    for (const callBack of [...kept]) callBack();
  }

  access.onGiven(() => void letGo());
  return {
    isBarred,
    keep(callBack) {
      kept.add(callBack);
      return () => kept.delete(callBack);
    },
  };
}

/** That it cannot be answered, and why. Nothing in it but what the page said itself. */
export function refusal(request: CheckedPageRequest): PageAnswer | undefined {
  const why = { failure: failure('permission', { host: SITE }) };
  switch (request.type) {
    case 'watch':
      return tagsAnswer(request, { state: 'failed', ...why });
    case 'list': {
      const { type: _, ...question } = request;
      return { ...question, type: 'listed', tags: [], ...why };
    }
    case 'lines':
      return linesAnswer(request, { asking: false, ...why });
    default:
      return undefined;
  }
}

/** That an answer is still to come after all: whoever was told so asks again on another port. */
export function revival(request: CheckedPageRequest): PageAnswer | undefined {
  if (request.type === 'watch') return tagsAnswer(request, {});
  return request.type === 'lines' ? linesAnswer(request, { asking: true }) : undefined;
}

type Request<Type> = Extract<CheckedPageRequest, { type: Type }>;
type TagNews = Partial<Extract<PageAnswer, { type: 'tags' }>['tags'][number]>;
type LineNews = Pick<Extract<PageAnswer, { type: 'lines' }>['lines'][number], 'asking' | 'failure'>;

function tagsAnswer({ repository, tags }: Request<'watch'>, news: TagNews): PageAnswer {
  const views = tags.map((tag) => ({ ...unknownView(tag), ...news }));
  return { type: 'tags', repository, known: 0, tags: views };
}

function linesAnswer({ repository, lines }: Request<'lines'>, news: LineNews): PageAnswer {
  const views = lines.map((tags) => {
    return { tags, verdict: 'unknown' as const, lagging: [], missing: [], ...news };
  });
  return { type: 'lines', repository, lines: views };
}
