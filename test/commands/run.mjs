/**
 * `node test/commands/run.mjs <command>`: the way into every command of package.json. Plain JavaScript for Node 20, without
 * a dependency, since it runs before there are any: it installs them where they are missing, finds a Node that runs
 * TypeScript by itself, and hands over to `<command>.ts` beside this file.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { argv, cwd, env, execPath, exit, platform, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { dependenciesMatch } from './dependencies.mjs';

/** The first Node that strips types without a flag, and whose `fetch` obeys HTTPS_PROXY. */
const WANTED = [22, 21];

/** Exit codes. */
const COULD_NOT = 1;
const WRONG_USAGE = 2;

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const [command = '', ...rest] = argv.slice(2);
const script = join(here, `${command}.ts`);

if (!/^[a-z]+(?:-[a-z]+)*$/.test(command) || !existsSync(script)) {
  fail(`There is no command "${command}".`, WRONG_USAGE);
}
if (!dependenciesMatch(root)) install();

const node = findNode();
if (!node) {
  fail(
    `This needs Node ${WANTED.join('.')} or newer. The npm package that carries one has none for ${platform}/${process.arch}: ` +
      'install a newer Node and run the same command again.',
  );
}

const path = [join(root, 'node_modules', '.bin'), env.PATH].filter(Boolean).join(delimiter);
const child = spawn(node, [script, ...rest], {
  cwd: root,
  // NODE_USE_ENV_PROXY: HTTPS_PROXY and NO_PROXY are then obeyed by Node's own fetch. npm says in INIT_CWD where it was called.
  env: {
    INIT_CWD: cwd(),
    ...env,
    PATH: path,
    ...(command === 'supported-tags' && { NODE_USE_ENV_PROXY: '1' }),
  },
  stdio: 'inherit',
});
// Ctrl-C reaches the child by itself, being of the same terminal; this process must only outlive it to pass its code on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (error) => fail(`${node}: ${error.message}`));
child.on('close', (code, signal) => exit(code ?? (signal === 'SIGINT' ? 130 : 143)));

/** Scripts of packages are not run: none of ours needs its own, and the package `node` would run one before its time. */
function install() {
  stderr.write('Installing the dependencies (npm ci)…\n');
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
  ];
  const npm = env.npm_execpath;
  const [program, before] = npm?.endsWith('.js') ? [execPath, [npm]] : ['npm', []];
  const done = spawnSync(program, [...before, ...args, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: platform === 'win32' && program === 'npm',
  });
  if (done.error) fail(`npm could not be started: ${done.error.message}`);
  if (done.status !== 0) fail('npm ci did not succeed: see above.');
}

function findNode() {
  if (isRecent(process.versions.node)) return execPath;
  const packaged = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', 'node');
  if (!existsSync(packaged)) return undefined;
  // A binary that is there may still not run: another C library, a folder that forbids execution.
  const asked = spawnSync(packaged, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 && isRecent(asked.stdout.trim().slice(1)) ? packaged : undefined;
}

/** @param {string} version such as `20.20.2` */
function isRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

/** @param {string} line */
function fail(line, code = COULD_NOT) {
  stderr.write(`${line}\n`);
  exit(code);
}
