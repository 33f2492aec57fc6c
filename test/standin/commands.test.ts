import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCEPT_CASES, acceptOutcome } from '../../src/core/accept.ts';
import {
  acceptCommand,
  type CommandSubject,
  digestCommands,
} from '../../src/core/digest-commands.ts';
import { platformKey } from '../../src/core/platform.ts';
import { CURL, find } from '../commands/programs.ts';
import { asDigest, asRepository } from '../core/samples.ts';
import type { FixtureManifest } from '../fixtures/repository.ts';
import { type Standin, startStandin } from './standin.ts';

const program = find(CURL);

/** The commands go through a shell exactly as they are copied; proxy and certificate are told by the environment. */
describe.runIf(program !== undefined || process.env['CI'])(
  'the curl commands, run against the stand-in',
  () => {
    let standin: Standin;
    let folder: string;
    beforeAll(async () => {
      standin = await startStandin();
      folder = await mkdtemp(join(tmpdir(), 'digest-lens-curl-'));
      await writeFile(join(folder, 'ca.pem'), standin.certificate.certificate);
    });
    beforeEach(() => standin.forget());
    afterAll(async () => {
      await standin?.close();
      if (folder) await rm(folder, { recursive: true });
    });

    function printed(command: string): Promise<string> {
      const env = {
        ...process.env,
        PATH: [dirname(program ?? ''), process.env['PATH']].join(delimiter),
        HTTPS_PROXY: standin.proxyUrl,
        CURL_CA_BUNDLE: join(folder, 'ca.pem'),
      };
      const child = spawn('sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      return new Promise((done, failed) => {
        child.once('error', failed);
        child.once('close', () => done(output.trim()));
      });
    }

    function pointed(repository: string, tag: string): FixtureManifest {
      const world = standin.world.repositories.get(repository);
      const found = world?.manifests.get(world.tags.get(tag)?.digest ?? '');
      if (!found) throw new Error(`no ${repository}:${tag}`);
      return found;
    }

    function curl(repository: string, tag: string, subject: CommandSubject) {
      const command = digestCommands(asRepository(repository), tag, subject)[0];
      if (command?.tool !== 'curl') throw new Error('no curl command');
      return command;
    }

    const AMAZON_LINUX = 'library/amazonlinux';

    it('print what the tag points to, for no pull', async () => {
      const { text, pulls } = curl(AMAZON_LINUX, 'latest', { kind: 'top' });
      expect(await printed(text)).toBe(pointed(AMAZON_LINUX, 'latest').digest);
      expect(standin.requestsOf('manifest-get')).toHaveLength(pulls);
      expect(standin.requestsOf('head')).toHaveLength(1);
    });

    it("print the hash of a platform's manifest, and the config that it names, for the pulls they say", async () => {
      const index = pointed(AMAZON_LINUX, 'latest');
      const world = standin.world.repositories.get(AMAZON_LINUX);
      const [image] =
        index.children?.flatMap(({ digest }) => world?.manifests.get(digest) ?? []) ?? [];
      if (!image?.bytes) throw new Error('no image with bytes');
      const digest = asDigest(image.digest);
      const platform = 'linux/amd64';
      const whole = curl(AMAZON_LINUX, 'latest', { kind: 'platform', platform, digest });
      expect(await printed(whole.text)).toBe(digest);
      expect(standin.requestsOf('manifest-get')).toHaveLength(whole.pulls);
      standin.forget();
      const config = curl(AMAZON_LINUX, 'latest', { kind: 'config', platform, manifest: digest });
      expect(await printed(config.text)).toBe(image.configDigest);
      expect(standin.requestsOf('manifest-get')).toHaveLength(config.pulls);
    });

    it.each([
      ['a Docker list (the post of 2021)', 'library/amazoncorretto', '11'],
      ['an OCI index', 'library/nginx', '1-alpine'],
      ['one Docker image', 'library/celery', 'latest'],
      ['one OCI image', 'generated/cases', 'single'],
      ['a schema 1 manifest', 'generated/cases', 'schema1'],
    ])('print for each Accept what the rules say, of %s', async (_, repository, tag) => {
      const { digest, mediaType, children } = pointed(repository, tag);
      const images = children?.map((child) => ({
        platform: platformKey(child.platform),
        digest: asDigest(child.digest),
      }));
      for (const accept of ACCEPT_CASES) {
        const computed = acceptOutcome(accept, {
          digest: asDigest(digest),
          mediaType,
          ...(images && { images }),
        });
        const answer = await printed(acceptCommand(asRepository(repository), tag, accept));
        expect([accept, answer]).toEqual([accept, computed.digest ?? '']);
      }
      expect(standin.requestsOf('manifest-get')).toEqual([]);
    });
  },
);
