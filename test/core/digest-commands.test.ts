import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPT_CASES, ACCEPT_HEADERS } from '../../src/core/accept.ts';
import {
  acceptCommand,
  COMMAND_TOOLS,
  type CommandSubject,
  digestCommands,
} from '../../src/core/digest-commands.ts';
import { shell, shellWord } from '../../src/core/shell-text.ts';
import { asDigest, asRepository } from './samples.ts';

const NGINX = asRepository('nginx');
const DIGEST = asDigest(`sha256:${'ab'.repeat(32)}`);

function commands(subject: CommandSubject, repository = NGINX) {
  const all = digestCommands(repository, '1.27', subject);
  return Object.fromEntries(all.map(({ tool, ...command }) => [tool, command]));
}

function platform(key: string, digest = DIGEST): CommandSubject {
  return { kind: 'platform', platform: key, digest };
}

describe('the commands that print a digest', () => {
  it.each<CommandSubject>([
    { kind: 'top' },
    platform('linux/amd64'),
    { kind: 'config', platform: 'linux/amd64', manifest: DIGEST },
  ])('stand in one order, for each tool one: $kind', (subject) => {
    const tools = digestCommands(NGINX, '1.27', subject).map(({ tool }) => tool);
    expect(tools).toEqual(COMMAND_TOOLS);
  });

  it('of the tag: by HEAD where the tool can, else by one pull', () => {
    const { curl, crane, skopeo, buildx } = commands({ kind: 'top' });
    expect(curl?.text).toContain('curl -fsSI ');
    expect(curl?.text).toContain(`Accept: ${ACCEPT_HEADERS.all}`);
    expect([curl?.pulls, crane?.pulls, skopeo?.pulls, buildx?.pulls]).toEqual([0, 0, 1, 1]);
    expect(crane?.text).toBe('crane digest nginx:1.27');
    expect(skopeo?.text).toContain('docker://docker.io/library/nginx:1.27 ');
    expect(buildx?.text).toContain('imagetools inspect nginx:1.27 ');
  });

  it("of a platform: crane's spelling of it, from the tag, for two pulls", () => {
    const crane = (key: string) => commands(platform(key))['crane'];
    expect(crane('linux/arm/v7')?.text).toBe('crane digest --platform linux/arm/v7 nginx:1.27');
    expect(crane('linux/arm/v7')?.pulls).toBe(2);
    expect(crane('windows/amd64@10.0.17763.1')?.text).toContain(' windows/amd64:10.0.17763.1 ');
    expect(crane('unknown')?.text).toContain(`crane manifest nginx@${DIGEST} | `);
    expect(crane('unknown')?.pulls).toBe(1);
  });

  it('of a platform: hashes by the algorithm that names it', () => {
    const long = asDigest(`sha512:${'cd'.repeat(64)}`);
    expect(commands(platform('linux/amd64', long))['curl']?.text).toContain('sha512sum');
    expect(commands(platform('linux/amd64'))['curl']?.text).toContain('sha256sum');
  });

  it('of a row of the Accept table: that header, and none where there is none', () => {
    for (const accept of ACCEPT_CASES) {
      const text = acceptCommand(NGINX, '1.27', accept);
      const header = ACCEPT_HEADERS[accept];
      if (header === undefined) expect(text).not.toContain('Accept:');
      else expect(text).toContain(`-H 'Accept: ${header}'`);
    }
  });

  it('carry no token, and ask no other host', () => {
    const all = [{ kind: 'top' } as const, platform('linux/amd64')].flatMap((subject) =>
      digestCommands(NGINX, '1.27', subject),
    );
    const hosts = all.flatMap(({ text }) => [...text.matchAll(/https:\/\/([^/'?]+)/g)]);
    expect(new Set(hosts.map(([, host]) => host))).toEqual(
      new Set(['auth.docker.io', 'registry-1.docker.io']),
    );
  });

  it("keep a platform of somebody else's index one word of the shell", () => {
    const key = "linux/amd64/$(reboot);'`x`";
    const { text } = commands(platform(key))['crane'] ?? { text: '' };
    const printed = execFileSync('sh', ['-c', text.replace('crane digest --platform', 'echo')]);
    expect(printed.toString().trim()).toBe("linux/amd64/$(reboot);'`x` nginx:1.27");
  });
});

describe('a word of the shell', () => {
  it('stays as it is where nothing in it means anything', () => {
    expect(shellWord('nginx:1.27')).toBe('nginx:1.27');
    expect(shellWord('')).toBe("''");
    expect(shell`a \(b\) ${'c d'}`).toBe("a \\(b\\) 'c d'");
  });

  it('is read by a shell as what it was, whatever it was', () => {
    const words = fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), { maxLength: 8 });
    fc.assert(
      fc.property(words, (list) => {
        const line = `for word in ${list.map(shellWord).join(' ')}; do printf '%s\\0' "$word"; done`;
        const printed = execFileSync('sh', ['-c', line]).toString();
        expect(printed).toBe(list.map((word) => `${word}\0`).join(''));
      }),
      { numRuns: 50 },
    );
  });
});
