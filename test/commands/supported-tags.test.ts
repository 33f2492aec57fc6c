import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectedGroups } from '../browser/expected.ts';
import { schemaProblems } from '../core/supported-tags/json-schema.ts';
import { HTML_TAG } from '../fixtures/generated-relations.ts';
import { type Standin, startStandin } from '../standin/standin.ts';

let standin: Standin;
let folder = '';

beforeAll(async () => {
  standin = await startStandin();
  folder = mkdtempSync(join(tmpdir(), 'supported-tags-'));
  writeFileSync(join(folder, 'ca.pem'), standin.certificate.certificate);
});

beforeEach(() => {
  standin.faults.clear();
  standin.forget();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await standin.close();
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  /** Lines on standard error. */
  readonly said: readonly string[];
}

/** The command as npm starts it, but for npm. */
function supportedTags(...args: readonly string[]): Promise<Outcome> {
  return started(process.execPath, 'test/commands/run.mjs', 'supported-tags', ...args);
}

function started(program: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, {
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        INIT_CWD: folder,
        HTTPS_PROXY: standin.proxyUrl,
        NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code, out, said: said.split('\n').filter(Boolean) }));
  });
}

async function jsonOf(...args: readonly string[]) {
  const { code, out, said } = await supportedTags(...args, '--format', 'json');
  expect(code, said.join('\n')).toBe(0);
  const list = JSON.parse(out);
  expect(schemaProblems(list)).toEqual([]);
  return { list, said };
}

interface Line {
  readonly digest: string;
  readonly mediaType: string;
  readonly evidence: string;
  readonly tags: readonly string[];
  readonly platforms?: readonly { readonly platform: string; readonly digest: string }[];
}

/** As test/browser/expected.ts writes it, which reads the tables. */
function asExpected({ digest, mediaType, tags, platforms }: Line) {
  const pairs = platforms?.map((one) => `${one.platform}=${one.digest}`).sort();
  return { digest, mediaType, tags: tags.toSorted(), ...(pairs && { platforms: pairs }) };
}

const byDigest = (a: { digest: string }, b: { digest: string }) => (a.digest < b.digest ? -1 : 1);

/** Every test starts a Node or two, and some wait as the command does. */
const SLOW = { timeout: 60_000 };

describe('npm run supported-tags', SLOW, () => {
  it.each([
    'library/nginx',
    'library/mysql',
    'library/redis',
    'library/postgres',
    'library/alpine',
    'library/hello-world',
  ])('lists %s as the tables have it, without a pull', async (name) => {
    const { list, said } = await jsonOf(name);
    const repository = standin.world.repository(name);
    const expected = [...expectedGroups(repository).values()].sort(byDigest);
    const lines: Line[] = list.lines;
    expect(lines.map(({ digest }) => digest).sort()).toEqual(expected.map(({ digest }) => digest));
    for (const [index, line] of lines.toSorted(byDigest).entries()) {
      const { configs: _, platforms, ...rest } = expected[index] ?? { configs: 0 };
      const { platforms: listed, ...known } = asExpected(line);
      expect(known).toEqual(rest);
      // Only the tables of indexes know platforms; what is one image, the web API knows.
      if (platforms) expect(listed).toEqual(platforms);
      expect(line.evidence).toBe('registry');
    }
    expect(list).toMatchObject({ repository: name, known: repository.tags.size });
    expect(said).toEqual([]);
    expect(standin.requestsOf('manifest-get')).toEqual([]);
    expect(standin.requestsOf('head')).toHaveLength(repository.tags.size);
  });

  it.each([
    ['markdown', /^## Supported tags of nginx\n\n\* `/],
    ['html', /^<section lang="en">\n<h2>Supported tags of nginx<\/h2>/],
    ['script', /^\(function \(tree, style, language\) \{\n {2}'use strict';/],
  ])('writes %s, and nothing beside it', async (form, beginning) => {
    const { code, out, said } = await supportedTags('nginx', '--format', form);
    expect({ code, said }).toEqual({ code: 0, said: [] });
    expect(out).toMatch(beginning);
    expect(out).toContain(
      standin.world.repository('library/nginx').tags.get('stable-alpine')?.digest,
    );
  });

  it('is there as it is documented', async () => {
    const line = 'run --silent supported-tags -- library/hello-world --format script';
    const { code, out, said } = await started('npm', ...line.split(' '));
    expect({ code, said }).toEqual({ code: 0, said: [] });
    expect(out).toMatch(/^\(function \(/);
  });

  it('writes into a file where the command was typed', async () => {
    const { code, out } = await supportedTags('nginx', '--output', 'tags.md');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(readFileSync(join(folder, 'tags.md'), 'utf8')).toContain('## Supported tags of nginx');
  });

  it('shows no platforms of a digest that the registry does not name', async () => {
    const { world } = standin;
    const old = world.repository('library/hello-world').tags.get('latest')?.digest ?? '';
    const repository = world.addRepository({
      name: 'example/lagging',
      date: '2024-05-14',
      tags: new Map([['latest', old]]),
      manifests: new Map([
        ...world.repository('library/hello-world').manifests,
        ...world.repository('library/nginx').manifests,
      ]),
    });
    const moved = world.repository('library/nginx').tags.get('stable-alpine')?.digest ?? '';
    world.moveTag(repository.name, 'latest', moved, { hubLags: true });
    const { list, said } = await jsonOf(repository.name);
    expect(list.lines).toMatchObject([{ digest: moved, evidence: 'registry' }]);
    expect(list.lines[0]).not.toHaveProperty('platforms');
    expect(said).toEqual([
      'supported-tags: The platforms of 1 digest are not known: latest. --pulls 1 would read them, or most of them.',
    ]);
    const read = await jsonOf(repository.name, '--pulls', '5');
    expect(read.list.lines).toMatchObject([{ digest: moved, evidence: 'bytes' }]);
    expect(asExpected(read.list.lines[0]).platforms).toEqual(
      expectedGroups(repository).get(moved)?.platforms,
    );
    expect(standin.requestsOf('manifest-get')).toHaveLength(1);
  });

  it('fetches no more manifests than were allowed', async () => {
    const repository = standin.world.repository('library/nginx');
    repository.gaps = { images: 'empty' };
    const { said, list } = await jsonOf('nginx', '--pulls', '2');
    repository.gaps = {};
    expect(standin.requestsOf('manifest-get')).toHaveLength(2);
    expect(list.lines.filter((line: Line) => line.platforms)).toHaveLength(1);
    // The tables have no bytes of the second.
    expect(said[0]).toContain('Not in the registry.');
    expect(said[1]).toContain('The platforms of 7 digests are not known:');
    expect(said[1]).toMatch(/--pulls 8 would read them, or most of them\.$/);
  });

  it('lists schema 1 and artifacts by their digests, and leaves signatures out', async () => {
    const { list } = await jsonOf('generated/cases', '--quiet');
    const tags: string[] = list.lines.flatMap((line: Line) => line.tags);
    const names = [...standin.world.repository('generated/cases').tags.keys()];
    expect(tags.sort()).toEqual(names.filter((tag) => !tag.endsWith('.sig')).sort());
    expect(list.leftOut).toEqual({ signatures: 1, missing: 0, unknown: 0 });
    const schema1 = list.lines.find((line: Line) => line.tags.includes('schema1'));
    expect(schema1).not.toHaveProperty('platforms');
  });

  it.each(['markdown', 'html', 'script', 'json'])(
    'lets no tag made of HTML into %s',
    async (form) => {
      const { name, tags } = standin.world.repository('library/hello-world');
      standin.world.moveTag(name, HTML_TAG, tags.get('linux')?.digest ?? '');
      const { code, out } = await supportedTags(name, '--format', form);
      standin.world.removeTag(name, HTML_TAG);
      expect(code).toBe(0);
      expect(out).toContain('nanoserver');
      expect(out).not.toMatch(/onerror|alert|<img/);
    },
  );

  it('waits where the registry asks for it', async () => {
    standin.faults.add(
      { kind: 'head', times: 1 },
      { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
    );
    const { code, said, out } = await supportedTags('library/hello-world');
    expect(code).toBe(0);
    expect(said).toEqual(['supported-tags: Docker Hub asks to wait: going on in 1 seconds.']);
    expect(out).toContain('`latest`');
  });
});

describe('what goes wrong', SLOW, () => {
  it.each([
    [[], 'Name a repository, such as library/nginx. Try --help.'],
    [['nginx', '--format', 'yaml'], '--format cannot be “yaml”. Try --help.'],
    [['nginx', '--what'], 'There is no option “--what”. Try --help.'],
  ])('%j is wrong usage', async (args, line) => {
    const { code, out, said } = await supportedTags(...args);
    expect({ code, out, said }).toEqual({ code: 2, out: '', said: [`supported-tags: ${line}`] });
    expect(standin.requests).toEqual([]);
  });

  it('tells how it is used', async () => {
    const { code, out, said } = await supportedTags('--help');
    expect({ code, said }).toEqual({ code: 0, said: [] });
    for (const option of ['--format', '--output', '--pulls', '--patience', '--allow-incomplete']) {
      expect(out).toContain(option);
    }
  });

  it('a repository that is not there', async () => {
    const { code, out, said } = await supportedTags('example/nothing');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toEqual([
      'supported-tags: Missing or private. Docker Hub’s registry answers the same in both cases. Check the name; private repositories cannot be read without an account.',
    ]);
  });

  it('a 429 that lasts longer than the patience', async () => {
    standin.faults.add(
      { kind: 'head' },
      { kind: 'answer', status: 429, headers: { 'retry-after': '3600' } },
    );
    const { code, out, said } = await supportedTags('library/hello-world', '--patience', '5');
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(said[0]).toContain('Too many requests.');
    // One for each of the six that were under way, and no more.
    expect(standin.requestsOf('head').length).toBeLessThanOrEqual(6);
  });

  it('one tag that the registry cannot tell', async () => {
    standin.faults.add(
      { kind: 'head', path: '/v2/library/hello-world/manifests/linux' },
      { kind: 'answer', status: 500 },
    );
    const strict = await supportedTags('library/hello-world', '--output', 'none.md');
    expect({ code: strict.code, out: strict.out }).toEqual({ code: 3, out: '' });
    expect(strict.said).toEqual([
      'supported-tags: What 1 tag points to could not be told: linux. Nothing was written; try again, or give --allow-incomplete. Not reached. Docker Hub’s registry answered 500. Try again in a moment.',
    ]);
    expect(() => readFileSync(join(folder, 'none.md'))).toThrow('ENOENT');
    expect(standin.requestsOf('hub-api')).toEqual([]);

    const lax = await supportedTags('library/hello-world', '--allow-incomplete');
    expect(lax.code).toBe(0);
    expect(lax.said[0]).toContain('The list says that it is incomplete.');
    expect(lax.out).toContain('Incomplete: what 1 tag points to could not be told.');
    expect(lax.out).not.toContain('`linux`');
  });

  it('a tag that is listed and not there is no reason to fail, and is counted', async () => {
    standin.faults.add(
      { kind: 'head', path: '/v2/library/hello-world/manifests/linux' },
      { kind: 'answer', status: 404 },
    );
    const { list } = await jsonOf('library/hello-world');
    expect(list.leftOut).toEqual({ signatures: 0, missing: 1, unknown: 0 });
  });

  it('a web API that does not answer: a list without platforms, and a line that says so', async () => {
    standin.faults.unreachable('hub.docker.com');
    const { list, said } = await jsonOf('library/hello-world');
    expect(list.lines.filter((line: Line) => line.platforms)).toEqual([]);
    expect(said[0]).toBe(
      'supported-tags: Not all platforms could be asked for: Not reached. Docker Hub’s website did not answer. Try again in a moment.',
    );
  });

  it('a file that cannot be written', async () => {
    const { code, said } = await supportedTags('library/hello-world', '--output', 'no/tags.md');
    expect(code).toBe(1);
    expect(said).toEqual([
      'supported-tags: The file could not be written: ENOENT. Check the folder and its permissions.',
    ]);
  });
});
