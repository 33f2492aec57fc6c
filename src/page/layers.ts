/**
 * The layers page shows one image under a hash that is in its address, and names it in a heading, beside which ours
 * stands.
 */
import { familiarName, type RepositoryName } from '../core/repository.ts';
import { LAYERS_HEADING } from './selectors.ts';

/**
 * The heading that names the image. One that only mentions the tag is taken when `settled`: until then an earlier
 * page's heading may still stand there.
 */
export function layersHeading(
  root: ParentNode,
  repository: RepositoryName,
  tag: string,
  settled: boolean,
): Element | undefined {
  const headings = [...root.querySelectorAll(LAYERS_HEADING)];
  const names = [`${familiarName(repository)}:${tag}`, `${repository}:${tag}`];
  const exact = headings.find((heading) => names.includes(textOf(heading)));
  if (exact || !settled) return exact;
  return headings.find((heading) => textOf(heading).includes(tag)) ?? headings[0];
}

function textOf(heading: Element): string {
  return (heading.textContent ?? '').replaceAll('\u2060', '').replace(/\s/g, '');
}
