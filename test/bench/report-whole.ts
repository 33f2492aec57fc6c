/** Tables of what all tags of a repository take, here and by other tools. */
import { COMPUTED_PEERS, computedRequests } from './computed-peers.ts';
import { number, table } from './figures.ts';
import type { Figures, ViewFigures } from './figures-file.ts';
import { about, duration, kilobytes, megabytes, total } from './units.ts';

export function wholeSection({ whole }: Figures): string[] {
  const [first] = whole;
  if (first === undefined) return ['Not measured in this run.'];
  const head = [
    'tags',
    'web API',
    'names',
    'HEAD',
    'token',
    'pulls',
    'told before',
    'time',
    'received',
  ];
  const rows = whole.map((one) => [
    number(one.tags),
    number(one.requests.hub),
    number(one.requests.names),
    number(one.requests.head),
    number(one.requests.token),
    number(one.pulls),
    one.offered
      ? `${number(one.offered.requests)} + ${number(one.offered.heads)} HEAD, ${duration(one.offered.seconds)}`
      : '–',
    duration(one.seconds),
    kilobytes([one.receivedBytes]),
  ]);
  return [
    'From opening the popup until every tag of a generated repository is known and shown: names and groups as in nginx ' +
      `(100 and 1,339), python (3,974) and n132/arvo (23,907). Round trip ${first.roundTripMs} ms. The stand-in states and counts ` +
      `Docker Hub’s limit of ${first.hubLimit} requests a minute to its web API, of which a listing takes half at most: that is ` +
      'where the minutes go.',
    table([head, ...rows]),
    'What the worker and the two pages take then. A key: from pressing it to the frame that shows what it did, typed into ' +
      'the find box. A frame: between two while the list is scrolled.',
    viewTable(whole),
  ];
}

function viewTable(whole: Figures['whole']): string {
  const head = ['tags', 'page', 'slowest key', 'slowest frame', 'heap', 'heap of the worker'];
  const rows = whole.flatMap(({ tags, popup, explorer, workerHeapBytes }) => {
    const line = (page: string, view: ViewFigures) => [
      number(tags),
      page,
      `${number(view.slowestInputMs)} ms`,
      `${number(view.slowestFrameMs)} ms`,
      megabytes(view.heapBytes),
      megabytes(workerHeapBytes),
    ];
    return [line('popup', popup), line('explorer', explorer)];
  });
  return table([head, ...rows]);
}

export function peerSection({ peers, whole }: Figures): string[] {
  const sizes = [...new Set([...whole, ...peers].map(({ tags }) => tags))];
  const head = ['tags', 'tool', 'requests', 'pulls', 'time', ''];
  const rows = sizes.flatMap((tags) => [
    ...whole
      .filter((one) => one.tags === tags)
      .map((one) => [
        number(tags),
        'Digest Lens, platforms included',
        number(total(one.requests)),
        number(one.pulls),
        duration(one.seconds),
        'measured',
      ]),
    ...peers
      .filter((one) => one.tags === tags)
      .map((one) => [
        number(tags),
        `${one.tool} ${one.version}`,
        about(one, one.requests),
        about(one, one.pulls),
        duration(one.seconds),
        one.asked < tags ? `measured on ${one.asked} tags, in proportion` : 'measured',
      ]),
    [number(tags), toolNames(), number(computedRequests(tags)), '0', '–', 'computed'],
  ]);
  return [
    'The same table of tags and digests of the same repositories. `skopeo` runs on the same stand-in in the same run where it ' +
      'is installed: `list-tags`, then `inspect --raw` of one tag after the other. What the others would send is computed:',
    COMPUTED_PEERS.map(
      ({ commands: [names, digest], source }) => `* \`${names}\`, \`${digest}\`: ${source}.`,
    ).join('\n'),
    'Each command is a process: a request that is refused, one for the token, one that is answered. None of these tables says ' +
      'what the platforms of a tag are; a GET of its index, one pull each, would. They have the registry’s word for every tag; ' +
      'Digest Lens has it for the tags on screen and the web API’s for the others, and says so. Its list asks the registry ' +
      'for all of them, one HEAD each and no pull, when a person wants that.',
    table([head, ...rows]),
  ];
}

function toolNames(): string {
  return COMPUTED_PEERS.map(({ tool }) => tool).join(', ');
}
