/**
 * Programs that do not come from npm: two browsers, the reference registry server, curl and skopeo. Those that are there are
 * used; the others are installed from Debian where this user may; what cannot be had is named with the command that installs it.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './processes.ts';

export interface Program {
  /** Names of the command, best first. */
  readonly commands: readonly string[];
  /** Debian packages. */
  readonly packages: readonly string[];
  /** Environment variable that names another program of this kind. */
  readonly variable: string;
}

export const CHROMIUM: Program = {
  // Not google-chrome: since version 137 it takes no extension from its command line.
  commands: ['chromium', 'chromium-browser'],
  packages: ['chromium', 'chromium-sandbox'],
  variable: 'CHROME_PATH',
};

export const FIREFOX: Program = {
  commands: ['firefox-esr', 'firefox'],
  packages: ['firefox-esr'],
  variable: 'FIREFOX_PATH',
};

export const DISTRIBUTION: Program = {
  commands: ['docker-registry'],
  packages: ['docker-registry'],
  variable: 'DOCKER_REGISTRY_PATH',
};

/** Runs the commands that the extension gives to copy. */
export const CURL: Program = {
  commands: ['curl'],
  packages: ['curl', 'ca-certificates'],
  variable: 'CURL_PATH',
};

/** What the benchmark compares with, where it is there. */
export const SKOPEO: Program = {
  commands: ['skopeo'],
  packages: ['skopeo'],
  variable: 'SKOPEO_PATH',
};

/** Path of the program, or `undefined` where it is not on this machine. */
export function find(program: Program): string | undefined {
  const named = process.env[program.variable];
  if (named !== undefined) return isExecutable(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return program.commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find(isExecutable);
}

/** The command that installs them, for a person to type. */
export function installCommand(programs: readonly Program[]): string {
  return `sudo apt-get install ${programs.flatMap((program) => program.packages).join(' ')}`;
}

/** Installs what is missing, where that can be done without asking anybody. Gives back what is missing still. */
export async function provide(programs: readonly Program[]): Promise<readonly Program[]> {
  const missing = programs.filter((program) => find(program) === undefined);
  if (missing.length === 0) return missing;
  const apt = await aptGet();
  if (!apt) return missing;
  const packages = missing.flatMap((program) => program.packages);
  say(`Installing ${packages.join(', ')} (apt-get)…`);
  const quiet = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  const [sudo = '', ...before] = apt;
  await run(sudo, [...before, 'update', ...quiet]);
  const done = await run(sudo, [
    ...before,
    'install',
    '-y',
    '--no-install-recommends',
    ...quiet,
    ...packages,
  ]);
  if (done.code !== 0) say(done.output.trimEnd());
  return programs.filter((program) => find(program) === undefined);
}

/** How this user may run apt-get, if at all: as root, or by a `sudo` that asks for no password. */
async function aptGet(): Promise<readonly string[] | undefined> {
  if ((await run('apt-get', ['--version'])).code !== 0) return undefined;
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (process.getuid?.() === 0) return quiet;
  return (await run('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n', ...quiet] : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
