/** Table of what relations between tags cost by the size of a repository. */
import { number, table } from './figures.ts';
import type { Figures } from './figures-file.ts';

export function scaleSection({ scale }: Figures): string[] {
  if (scale.length === 0) return ['Not measured in this run.'];
  const head = [
    'tags',
    'groups',
    'group all',
    'take up one tag',
    'with the list of groups',
    'order all names',
    'find a part of a name',
    'find a hash',
  ];
  const rows = scale.map((one) => [
    number(one.tags),
    number(one.groups),
    `${number(one.group, 1)} ms`,
    `${number(one.put, 3)} ms`,
    `${number(one.list, 3)} ms`,
    `${number(one.sort, 1)} ms`,
    `${number(one.findPart, 1)} ms`,
    `${number(one.findHash, 1)} ms`,
  ]);
  return [
    'The pure functions of `core`, in Node, without browser or network; medians. In the extension they run in the worker, off ' +
      'every page’s thread.',
    table([head, ...rows]),
  ];
}
