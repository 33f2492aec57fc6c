import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import type { Catalog } from '../../src/text/catalog.ts';

const ROOT = join(import.meta.dirname, '../..');
const catalog: Catalog & Readonly<Record<string, { readonly description: string }>> = messages;
const entries = Object.entries(catalog);
const code = globSync(['src/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx,html}', 'wxt.config.ts'], {
  cwd: ROOT,
})
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

describe('the catalogue of texts', () => {
  it('tells a translator what each text is for', () => {
    const bare = entries.filter(([, { description }]) => description.length < 10);
    expect(bare).toEqual([]);
  });

  it('declares every placeholder that a text uses', () => {
    for (const [key, { message, placeholders = {} }] of entries) {
      for (const [, name = ''] of message.matchAll(/\$(\w+)\$/g)) {
        expect(Object.keys(placeholders), key).toContain(name.toLowerCase());
      }
    }
  });

  it('has both forms of each plural, and the count in both first', () => {
    const stems = entries.flatMap(([key]) => (key.endsWith('_one') ? [key.slice(0, -4)] : []));
    expect(stems.length).toBeGreaterThan(5);
    for (const stem of stems) {
      for (const key of [`${stem}_one`, `${stem}_many`]) {
        expect(catalog[key]?.placeholders?.['count']?.content, key).toBe('$1');
      }
    }
    const orphans = entries.filter(([k]) => k.endsWith('_many') && !stems.includes(k.slice(0, -5)));
    expect(orphans).toEqual([]);
  });

  it('holds nothing that no code shows', () => {
    const unused = entries
      .map(([key]) => key.replace(/_(?:one|many)$/, ''))
      .filter((stem) => !new RegExp(`\\b(?:MSG_)?${stem}\\b`).test(code.replaceAll('__', ' ')));
    expect(unused).toEqual([]);
  });

  it('keeps the line for the browser’s list within its 132 characters', () => {
    expect(messages.extensionDescription.message.length).toBeLessThanOrEqual(132);
  });
});
