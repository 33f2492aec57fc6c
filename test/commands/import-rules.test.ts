import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CASES: readonly [folder: string, from: string, allowed: boolean][] = [
  ['src/core', './digest.ts', true],
  ['src/core', 'valibot', false],
  ['src/core', 'node:crypto', false],
  ['src/core', '../platform/clock.ts', false],
  ['src/registry', '../core/digest.ts', true],
  ['src/registry', 'valibot', true],
  ['src/registry', '../hub/client.ts', false],
  ['src/hub', '../background/store.ts', false],
  ['src/hub', 'webextension-polyfill', false],
  ['src/platform', 'webextension-polyfill', true],
  ['src/messaging', '../platform/ports.ts', true],
  ['src/messaging', '../ui/annotation/annotation.tsx', false],
  ['src/settings', '../background/store.ts', false],
  ['src/background', '../registry/client.ts', true],
  ['src/background', 'idb', true],
  ['src/background', '../page/rows.ts', false],
  ['src/background', '../../entrypoints/background.ts', false],
  ['src/text', '../../public/_locales/en/messages.json', true],
  ['src/text', '../ui/tokens.ts', false],
  ['src/ui/popup', '../../messaging/view.ts', true],
  ['src/ui/popup', '../../messaging/client.ts', false],
  ['src/ui/popup', '../../registry/client.ts', false],
  ['src/ui/popup', 'preact/hooks', true],
  ['src/ui/popup', 'idb', false],
  ['src/page', '../ui/annotation/annotation.tsx', true],
  ['src/page', '../ui/popup/popup.tsx', false],
  ['src/page', '../background/resolver.ts', false],
  ['src/page', '../../test/fixtures/tables.ts', false],
  ['src/headless', '../core/digest.ts', true],
  ['src/headless', '../text/text.ts', true],
  ['src/headless', '../../public/_locales/en/messages.json', true],
  ['src/headless', 'node:util', true],
  ['src/headless', 'node:fs/promises', true],
  ['src/headless', 'valibot', false],
  ['src/headless', '../background/hub-word.ts', false],
  ['src/headless', '../messaging/view.ts', false],
  ['src/text', '../headless/words.ts', false],
  ['src/ui/popup', '../../headless/words.ts', false],
];

/** A tree of files that import one thing each, under the project's own lint settings. */
let tree = '';
let report = '';

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'import-rules-'));
  cpSync('biome.json', join(tree, 'biome.json'));
  CASES.forEach(([folder, from], index) => {
    mkdirSync(join(tree, folder), { recursive: true });
    writeFileSync(join(tree, folder, `case${index}.ts`), `import { x } from '${from}';\nx();\n`);
  });
  const done = spawnSync(
    'biome',
    [
      'lint',
      '--only=style/noRestrictedImports',
      '--vcs-enabled=false',
      '--max-diagnostics=none',
      'src',
    ],
    { cwd: tree, encoding: 'utf8' },
  );
  report = done.stdout + done.stderr;
});

afterAll(() => rmSync(tree, { recursive: true }));

describe('import rules of the layers', () => {
  it('were applied to every case', () => {
    expect(report).toContain(`Checked ${CASES.length} files`);
  });

  it.each(CASES.map((one, index) => [...one, index] as const))(
    '%s imports %s: %s',
    (folder, _from, allowed, index) => {
      const refused = report.includes(`${folder}/case${index}.ts`);
      expect(refused).toBe(!allowed);
    },
  );
});
