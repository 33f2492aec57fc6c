/** What an address of the site asks for. */
export function readAddress({ pathname, search }) {
  const query = new URLSearchParams(search);
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [area, first = '', second = '', third, fourth = '', fifth = ''] = parts;
  const listing = {
    page: Math.max(1, Number(query.get('page') ?? '1')),
    name: query.get('name') ?? '',
    ordering: query.get('ordering') ?? 'last_updated',
  };
  if (area === '_') return imagePage(`library/${first}`, second, listing);
  if (area === 'r') return imagePage(`${first}/${second}`, third, listing);
  if (area === 'repository' && first === 'docker') {
    const owned = { owner: true, ...imagePage(`${second}/${third}`, fourth, listing) };
    return fifth === '' ? owned : { ...owned, kind: 'layers', tag: fifth, hash: parts[6] ?? '' };
  }
  if (area === 'layers') {
    // /layers/<ns>/<repo>/<tag>/images/<hash>, and the older /layers/<repo>/library/<repo>/<tag>/images/<hash>.
    const rest = parts.length > 6 ? parts.slice(2) : parts.slice(1);
    const [namespace, repo, tag, , hash = ''] = rest;
    return { kind: 'layers', repository: `${namespace}/${repo}`, tag, hash };
  }
  return { kind: 'search', query: query.get('q') ?? '' };
}

function imagePage(repository, tab, listing) {
  return { kind: tab === 'tags' ? 'tags' : 'overview', repository, ...listing };
}

/** The address of a repository's page. */
export function repositoryAddress(repository, tab = '', owner = false) {
  const [namespace, name] = repository.split('/');
  const base = namespace === 'library' ? `/_/${name}` : `/r/${repository}`;
  const path = owner ? `/repository/docker/${repository}` : base;
  return tab === '' ? path : `${path}/${tab}`;
}

/** The address of one image's layers. */
export function layersAddress(repository, tag, digest, owner = false) {
  const hash = digest.replace(':', '-');
  if (owner) return `/repository/docker/${repository}/tags/${tag}/${hash}`;
  return `/layers/${repository}/${tag}/images/${hash}`;
}

/** As `docker pull` is told: official images without `library/`. */
export function familiarName(repository) {
  return repository.replace(/^library\//, '');
}
