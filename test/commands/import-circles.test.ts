import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let tree = '';

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'import-circles-'));
  cpSync('biome.json', join(tree, 'biome.json'));
});

afterEach(() => rmSync(tree, { recursive: true }));

/** What the project's own lint settings say of files that import each other. */
function lint(files: Readonly<Record<string, string>>): { passes: boolean; report: string } {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    writeFileSync(join(tree, name), text);
  }
  const done = spawnSync(
    'biome',
    ['lint', '--only=suspicious/noImportCycles', '--vcs-enabled=false', 'src'],
    { cwd: tree, encoding: 'utf8' },
  );
  const report = done.stdout + done.stderr;
  expect(report).toContain(`Checked ${Object.keys(files).length} files`);
  return { passes: done.status === 0, report };
}

const NODE = 'export interface Node { readonly name: string }\n';
const TREE = `import type { Node } from './node.ts';\nexport type Tree = readonly Node[];\n`;

describe('import circles', () => {
  it('of values are refused', () => {
    const { passes, report } = lint({
      'src/core/ping.ts': `import { pong } from './pong.ts';\nexport const ping = () => pong();\n`,
      'src/core/pong.ts': `import { ping } from './ping.ts';\nexport const pong = () => ping();\n`,
    });
    expect(passes).toBe(false);
    expect(report).toContain('noImportCycles');
  });

  it('of types alone are refused, and the files around them are not', () => {
    const { passes, report } = lint({
      'src/core/node.ts': `import type { Tree } from './tree.ts';\n${NODE}export type Root = Tree;\n`,
      'src/core/tree.ts': TREE,
      'src/core/reader.ts': `import type { Tree } from './tree.ts';\nexport type Read = Tree;\n`,
    });
    expect(passes).toBe(false);
    expect(report).toContain('src/core/node.ts:1');
    expect(report).toContain('src/core/tree.ts:1');
    expect(report).not.toContain('src/core/reader.ts:1');
  });

  it('are not seen where there are none', () => {
    expect(lint({ 'src/core/node.ts': NODE, 'src/core/tree.ts': TREE }).passes).toBe(true);
  });
});
