/** Names of the fixture tables, by what they hold: whole manifests, or groups of tags with digests only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/tables');

export function tablesWith(content: 'manifests' | 'groups'): string[] {
  return readdirSync(FOLDER)
    .filter((file) => content in JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))
    .map((file) => file.slice(0, -'.json'.length));
}
