/** What the site asks its own host for. The header tells these requests from an extension's. */
const HEADERS = { 'x-standin-site': '1' };

export async function settings() {
  return (await ask('/site/settings.json')) ?? {};
}

/** So many tags as the site shows at a time; undefined where they could not be had. */
export function tagPage(repository, { page, name, ordering }, rows) {
  const query = new URLSearchParams({ page_size: String(rows), page: String(page), ordering });
  if (name !== '') query.set('name', name);
  return ask(`/v2/repositories/${repository}/tags?${query}`);
}

export function repository(name) {
  return ask(`/site/repository.json?${new URLSearchParams({ name })}`);
}

export function image(name, tag, digest) {
  return ask(`/site/image.json?${new URLSearchParams({ name, tag, digest })}`);
}

export function repositories(query) {
  return ask(`/site/search.json?${new URLSearchParams({ q: query })}`);
}

async function ask(address) {
  try {
    const response = await fetch(address, { headers: HEADERS });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
