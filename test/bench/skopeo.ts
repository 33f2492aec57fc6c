/**
 * The same table of tags by `skopeo`, where it is installed: `list-tags`, then `inspect --raw` of each tag, whose output
 * hashes to the digest. (`inspect --format {{.Digest}}` prints it, but reads the image's manifest and config too.)
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, run } from '../commands/processes.ts';
import { find, SKOPEO } from '../commands/programs.ts';
import { type LargeSize, largeName } from '../fixtures/generated-large.ts';
import type { Standin } from '../standin/standin.ts';
import type { PeerFigures } from './figures-file.ts';
import { wholeStandin } from './whole.ts';

/** Tags that it is asked about at most: each is a process and three connections of its own. */
const SAMPLE = 25;

/** Nothing where it is not installed. */
export async function measureSkopeo(size: LargeSize): Promise<PeerFigures | undefined> {
  const program = find(SKOPEO);
  if (program === undefined) return undefined;
  const standin = await wholeStandin(size);
  // As if the account had no limit: a sample must not end at the hundredth pull.
  standin.limits.limit = undefined;
  const folder = await mkdtemp(join(tmpdir(), 'digest-lens-skopeo-'));
  try {
    const certificate = join(folder, 'ca.pem');
    await writeFile(certificate, standin.certificate.certificate);
    const env = {
      HTTPS_PROXY: standin.proxyUrl,
      SSL_CERT_FILE: certificate,
      REGISTRY_AUTH_FILE: join(folder, 'none.json'),
    };
    return await table(standin, size, (...args) => run(program, args, { env }));
  } finally {
    await standin.close();
    await rm(folder, { recursive: true });
  }
}

async function table(
  standin: Standin,
  size: LargeSize,
  skopeo: (...args: readonly string[]) => Promise<Outcome>,
): Promise<PeerFigures> {
  const version = (await skopeo('--version')).output.replace('skopeo version', '').trim();
  const repository = `docker://docker.io/${largeName(size)}`;
  const list = await costOf(standin, async () => expectDone(await skopeo('list-tags', repository)));
  const names = [...standin.world.repository(largeName(size)).tags.keys()].slice(0, SAMPLE);
  const tags = await costOf(standin, async () => {
    for (const name of names) expectDone(await skopeo('inspect', '--raw', `${repository}:${name}`));
  });
  const scaled = (figure: number) => (figure * size) / names.length;
  return {
    tool: 'skopeo',
    version,
    tags: size,
    asked: names.length,
    seconds: list.seconds + scaled(tags.seconds),
    requests: list.requests + Math.round(scaled(tags.requests)),
    pulls: list.pulls + Math.round(scaled(tags.pulls)),
  };
}

async function costOf(standin: Standin, work: () => Promise<void>) {
  standin.forget();
  const began = Date.now();
  await work();
  return {
    seconds: (Date.now() - began) / 1000,
    requests: standin.requests.length,
    pulls: standin.requestsOf('manifest-get').length,
  };
}

function expectDone({ code, output }: Outcome): void {
  if (code !== 0) throw new Error(`skopeo ended with ${code}: ${output.slice(0, 500)}`);
}
