/** Computes the relations (`relations.ts`) between the tags of one repository, where all of them are at hand at once. */
import { RelationIndex } from './relation-index.ts';
import type { Relations } from './relations.ts';
import type { TagRecord } from './tag-record.ts';

/**
 * Where a tag comes twice its later record counts. Grouping costs one sort; the look-ups by image are built when they are
 * first asked for, in time linear in the number of images.
 */
export function relate(records: Iterable<TagRecord>): Relations {
  const index = new RelationIndex();
  for (const record of records) index.put(record);
  return index;
}
