/** Every regular expression of the extension, and whether one of them can be made to backtrack. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import recheck from 'recheck/lib/browser.js';
import { parseSync } from 'vite';

export interface Pattern {
  /** Path and the place in it: UTF-16 units from the start of the file. */
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** The literals of all source files under a folder, as the parser of the bundler sees them. */
export function patternsIn(folder: string): { patterns: Pattern[]; made: string[] } {
  const patterns: Pattern[] = [];
  const made: string[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.tsx?$/.test(path) || path.endsWith('.d.ts')) continue;
    const found = patternsOf(join(folder, path));
    patterns.push(...found.patterns);
    made.push(...found.made);
  }
  return { patterns, made };
}

/** `made`: places where an expression is put together while the program runs, which nobody can check beforehand. */
function patternsOf(file: string): { patterns: Pattern[]; made: string[] } {
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
  if (errors.length > 0) throw new Error(`${file} cannot be parsed`);
  const patterns: Pattern[] = [];
  const made: string[] = [];
  for (const node of nodesOf(program)) {
    const { regex, type, callee, start } = node;
    const where = `${file}:${String(start)}`;
    if (isRecord(regex)) {
      patterns.push({ where, source: String(regex['pattern']), flags: String(regex['flags']) });
    }
    if ((type === 'NewExpression' || type === 'CallExpression') && isRegExpName(callee)) {
      made.push(where);
    }
  }
  return { patterns, made };
}

function isRegExpName(callee: unknown): boolean {
  return isRecord(callee) && callee['type'] === 'Identifier' && callee['name'] === 'RegExp';
}

interface Node {
  readonly [field: string]: unknown;
  readonly type?: unknown;
  readonly regex?: unknown;
  readonly callee?: unknown;
  readonly start?: unknown;
}

function* nodesOf(root: unknown): Generator<Node> {
  const left: unknown[] = [root];
  while (left.length > 0) {
    const one = left.pop();
    if (Array.isArray(one)) left.push(...one);
    else if (isRecord(one)) {
      yield one;
      left.push(...Object.values(one));
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** `safe`: linear for every text, proven on the automaton. Anything else says what is wrong. */
export function verdict({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string {
  // A sticky expression tries one place only; where it may begin makes no difference to what it does there.
  const anchored = flags.includes('y') ? `^(?:${source})` : source;
  const found = recheck.checkSync(withoutLookahead(anchored), flags.replace('y', ''), {
    checker: 'automaton',
    timeout: 30_000,
  });
  switch (found.status) {
    case 'safe':
      return 'safe';
    case 'vulnerable':
      return `${found.complexity.summary}, for example ${found.attack.pattern}`;
    case 'unknown':
      return `cannot be told: ${found.error.kind}`;
  }
}

/**
 * The checker knows no lookahead. One that stands at the very end and looks at one character at most costs as much
 * as one that takes that character: `(?=,|$)` as `(?:,|$)`, `(?![a-z])` as `(?:[^a-z]|$)`.
 */
function withoutLookahead(source: string): string {
  return source
    .replace(/\(\?=([^()[\]\\]\|\$)\)(\)?)$/, '(?:$1)$2')
    .replace(/\(\?!\[([^\]\\^]*)\]\)(\)?)$/, '(?:[^$1]|$)$2');
}
