/** The pages of hub.docker.com: one page for every address, whose script draws what the address asks for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, answer, json, type Question, type RequestKind } from './exchange.ts';
import { imageAnswer, repositoryAnswer, searchAnswer } from './site-data.ts';
import type { World } from './world.ts';

export interface SiteSettings {
  /** How a row of the tags page is built; see site/rows.js. */
  nesting: 'cards' | 'divs' | 'bare' | 'commands' | 'nothing';
  theme: 'light' | 'dark';
  /** The words of the page; the markup stays. */
  language: 'en' | 'de';
  /** Milliseconds for which the placeholder stays when the rows are already known. */
  placeholderMs: number;
  /** Rows on one page of tags. The real site has 25. */
  rows: number;
  /** The account that the person at the site is signed in with there, empty for none: its private repositories are shown. */
  visitor: string;
  /** How a README writes its list of supported tags, official or not; see site/readme.js. */
  readme: 'loose' | 'tight' | 'none';
  /** Milliseconds for which the README's place stays empty when the rest of the overview is there. */
  readmeMs: number;
}

export interface Site {
  readonly settings: SiteSettings;
  answer(question: Question, kind: RequestKind): Answer;
}

const FOLDER = join(import.meta.dirname, 'site');
const TYPES = new Map([
  ['js', 'text/javascript'],
  ['css', 'text/css'],
  ['svg', 'image/svg+xml'],
  ['html', 'text/html; charset=utf-8'],
]);

/** As strict as a site can be that still loads its own files. */
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

export function createSite(world: World, given: Partial<SiteSettings> = {}): Site {
  const settings: SiteSettings = {
    nesting: 'cards',
    theme: 'light',
    language: 'en',
    placeholderMs: 0,
    rows: 25,
    visitor: '',
    readme: 'loose',
    readmeMs: 0,
    ...given,
  };
  return {
    settings,
    answer({ method, url }) {
      if (method !== 'GET' && method !== 'HEAD')
        return json({ message: 'method not allowed' }, 405);
      if (url.pathname === '/site/settings.json') return json(settings);
      if (url.pathname === '/site/repository.json') return repositoryAnswer(world, url);
      if (url.pathname === '/site/image.json') return imageAnswer(world, url);
      if (url.pathname === '/site/search.json') return searchAnswer(world, url);
      const asset = /^\/site\/([a-z-]+\.(?:js|css|svg))$/.exec(url.pathname)?.[1];
      if (asset !== undefined) return file(asset);
      if (url.pathname === '/favicon.ico') return file('icon.svg');
      return file('index.html');
    },
  };
}

function file(name: string): Answer {
  const type = TYPES.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'text/plain';
  const headers = { 'content-security-policy': POLICY, 'cache-control': 'no-store' };
  try {
    return answer(200, type, readFileSync(join(FOLDER, name)), headers);
  } catch {
    return json({ message: 'not found' }, 404);
  }
}
