/** What the site's pages show beside what the web API tells: README lists, layers, search. */
import * as v from 'valibot';
import { platformKey } from '../../src/core/platform.ts';
import { type Answer, json } from './exchange.ts';
import type { World } from './world.ts';

/** For the overview: the tags by what they pointed to when the README was written, as it declares them. */
export function repositoryAnswer(world: World, url: URL): Answer {
  const found = world.repositories.get(url.searchParams.get('name') ?? '');
  if (found === undefined || found.private) return notFound();
  const groups = new Map<string, string[]>();
  for (const [tag, digest] of found.declared) {
    groups.set(digest, [...(groups.get(digest) ?? []), tag]);
  }
  return json({
    name: found.name,
    groups: [...groups].map(([digest, tags]) => ({
      digest,
      tags,
      children: (found.manifests.get(digest)?.children ?? []).map((child) => child.digest),
    })),
  });
}

const layersSchema = v.object({
  layers: v.optional(v.array(v.object({ digest: v.string() })), []),
});

/** For the layers page: one image of a tag. */
export function imageAnswer(world: World, url: URL): Answer {
  const found = world.repositories.get(url.searchParams.get('name') ?? '');
  const tag = found?.tags.get(url.searchParams.get('tag') ?? '');
  const top = found?.manifests.get(tag?.digest ?? '');
  if (found === undefined || found.private || top === undefined) return notFound();
  const digest = url.searchParams.get('digest') ?? '';
  const child = top.children?.find((one) => one.digest === digest);
  const bytes = found.manifests.get(digest)?.bytes;
  const layers = bytes && v.parse(layersSchema, JSON.parse(new TextDecoder().decode(bytes))).layers;
  return json({
    ...(top.children && { index: top.digest }),
    manifest: digest,
    platform: platformKey(child?.platform),
    layers: (layers ?? []).map((layer) => layer.digest),
  });
}

export function searchAnswer(world: World, url: URL): Answer {
  const query = url.searchParams.get('q') ?? '';
  const found = [...world.repositories.values()].filter(
    ({ name, private: hidden }) => !hidden && name.includes(query),
  );
  return json(found.map(({ name, tags }) => ({ name, tags: tags.size })));
}

function notFound(): Answer {
  return json({ message: 'not found' }, 404);
}
