/** `GET /v2/<name>/tags/list`: all tags at once, or pages of `n` with a `Link` (OCI distribution specification). */
import { type Answer, json } from './exchange.ts';
import type { WorldRepository } from './world.ts';

export function tagList({ name, tags }: WorldRepository, url: URL): Answer {
  const last = url.searchParams.get('last') ?? '';
  const limit = Number(url.searchParams.get('n') ?? '0');
  const all = [...tags]
    .filter(([, { only }]) => only !== 'hub')
    .map(([tag]) => tag)
    .sort()
    .filter((tag) => tag > last);
  const page = limit > 0 ? all.slice(0, limit) : all;
  const end = page.at(-1);
  const isLast = end === undefined || page.length === all.length;
  const link = `</v2/${name}/tags/list?last=${encodeURIComponent(end ?? '')}&n=${limit}>; rel="next"`;
  return json({ name, tags: page.length === 0 ? null : page }, 200, isLast ? {} : { link });
}
