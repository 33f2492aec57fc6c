/**
 * `npm start`: a browser with the extension, on the real Docker Hub where it can be reached, else (and with `--offline`)
 * on the stand-in. Without a display (and with `--headless`) it visits a tags page and the popup by itself, prints what the
 * popup showed, and ends with 0 only if that is right. Ends with 2 where there is no browser.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../browser/driver.ts';
import type { BrowserName } from '../browser/extension-browser.ts';
import { DEMO_REPOSITORY } from '../standin/default-world.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { tunnelFetch } from '../standin/tunnel-fetch.ts';
import { againstRegistry, againstTables, aliasTable, shownDigests } from './alias-table.ts';
import { build, buildFolder } from './builds.ts';
import { independentHeads, isReachable } from './independent-head.ts';
import { say } from './processes.ts';
import { CHROMIUM, FIREFOX, find, installCommand, provide } from './programs.ts';
import { setAllowance, tagsAddress, visitPopup, visitTagsPage } from './visit.ts';

/** How long the real site may take to answer at all, milliseconds. */
const PROBE = 4_000;
const REAL_REPOSITORY = 'library/nginx';
const PICTURES = '.output/screenshots';

const { values: options } = parseArgs({
  options: {
    offline: { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
    browser: { type: 'string' },
  },
});

process.exitCode = await start().catch((thrown: unknown) => {
  say(thrown instanceof Error ? thrown.message : String(thrown));
  return 1;
});

async function start(): Promise<number> {
  const chosen = await chooseBrowser();
  if (!chosen) return 2;
  const built = await build(chosen.name);
  if (built.code !== 0) {
    say(built.output.trimEnd());
    return 1;
  }
  const isReal = !options.offline && (await isDockerHubReachable());
  const standin = isReal ? undefined : await startStandin();
  if (standin) say('On the stand-in: a Docker Hub on this machine, filled with real data.');
  else say('On the real hub.docker.com.');
  const headless = options.headless || !hasDisplay();
  const browser = await launch(chosen.name, {
    executable: chosen.executable,
    extension: buildFolder(chosen.name),
    headless,
    ...(standin && { proxyPort: standin.port }),
  });
  say(`${chosen.name} ${browser.version}`);
  const repository = standin ? DEMO_REPOSITORY : REAL_REPOSITORY;
  try {
    if (headless) return await visitAlone(browser, repository, standin);
    await browser.open(tagsAddress(repository));
    say('The popup is behind the button of the toolbar. This ends when the window is closed.');
    await browser.ended;
    return 0;
  } finally {
    await browser.close().catch(() => undefined);
    await standin?.close();
  }
}

async function visitAlone(
  browser: Awaited<ReturnType<typeof launch>>,
  repository: string,
  standin: Standin | undefined,
): Promise<number> {
  // On the real site the pulls are a person's own: none is spent for a demonstration.
  if (!standin) await setAllowance(browser, 0);
  const tagsPage = await visitTagsPage(browser, repository);
  const pullsOfPage = standin?.requestsOf('manifest-get').length ?? 0;
  const tagsPicture = picture('tags-page');
  await tagsPage.page.screenshot(tagsPicture);
  const popup = await visitPopup(browser, repository);
  const popupPicture = picture('popup');
  await popup.page.screenshot(popupPicture);

  say(`\n${repository}: ${tagsPage.rows.length} rows annotated; the popup showed\n`);
  say(aliasTable(popup.groups));
  say(`\nScreenshots: ${tagsPicture}, ${popupPicture}`);

  const shown = shownDigests(tagsPage.rows, popup.groups);
  const ask = standin ? tunnelFetch(standin) : fetch;
  const heads = await independentHeads(repository, [...shown.keys()], ask);
  const spent = Number(popup.meter['spent']);
  const problems = [
    ...againstRegistry(shown, heads),
    ...(standin ? againstTables(popup.groups, standin.world.repository(repository)) : []),
    ...tagsPage.rows.flatMap(({ tag, state }) =>
      state === 'ready' ? [] : [`the row of ${tag} ended ${state}`],
    ),
    ...(pullsOfPage > 0 ? [`the tags page spent ${pullsOfPage} pulls`] : []),
    ...(!standin && spent !== 0 ? [`${spent} pulls were spent`] : []),
  ];
  if (problems.length > 0) {
    say(`\nNot right:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    return 1;
  }
  say(`Right: ${heads.size} digests equal an independent HEAD${standin ? ' and the tables' : ''}.`);
  return 0;
}

/** What was asked for, else what is here, else what can be installed. */
async function chooseBrowser(): Promise<{ name: BrowserName; executable: string } | undefined> {
  const all = [
    { name: 'chromium', program: CHROMIUM },
    { name: 'firefox', program: FIREFOX },
  ] as const;
  const wanted = all.filter(
    ({ name }) => options.browser === undefined || options.browser === name,
  );
  const [first] = wanted;
  if (!first) {
    say('--browser is chromium or firefox.');
    return undefined;
  }
  if (!wanted.some(({ program }) => find(program))) await provide([first.program]);
  for (const { name, program } of wanted) {
    const executable = find(program);
    if (executable !== undefined) return { name, executable };
  }
  say(`No browser is here. This installs one: ${installCommand([first.program])}`);
  return undefined;
}

async function isDockerHubReachable(): Promise<boolean> {
  const answers = await Promise.all([
    isReachable('https://hub.docker.com/', PROBE),
    isReachable('https://registry-1.docker.io/v2/', PROBE),
  ]);
  return answers.every(Boolean);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function picture(name: string): `${string}.png` {
  mkdirSync(PICTURES, { recursive: true });
  return `${join(PICTURES, name)}.png`;
}
