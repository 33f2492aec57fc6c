/** `Link: </v2/…?last=x&n=100>; rel="next"`: where a list goes on (RFC 8288; OCI distribution specification, "Listing Tags"). */

/** Where the list goes on; `end` without such a link; `elsewhere` where it leaves this origin or this path. */
export type NextPage = URL | 'end' | 'elsewhere';

/** @param page the address that was answered: a relative target counts from it */
export function nextPage(header: string | null, page: URL): NextPage {
  const target = nextTarget(header ?? '');
  if (target === undefined) return 'end';
  const next = URL.parse(target, page.href);
  if (next === null || next.origin !== page.origin || next.pathname !== page.pathname) {
    return 'elsewhere';
  }
  // Credentials in an address make `fetch` throw; the page asked for has none.
  if (next.username !== '' || next.password !== '') return 'elsewhere';
  next.hash = '';
  return next;
}

/** One link: its target, then its parameters up to the next link. Quoted strings are passed over whole. */
const LINK = /<([^<>]*)>((?:[^",<]|"[^"]*")*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

function nextTarget(header: string): string | undefined {
  for (const [, target, parameters] of header.matchAll(LINK)) {
    const [, quoted, bare] = REL.exec(parameters ?? '') ?? [];
    const relations = (quoted ?? bare ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next')) return target;
  }
  return undefined;
}
