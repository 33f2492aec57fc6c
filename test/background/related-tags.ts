/** The relations of records that are all at hand. */
import { type Related, RelatedIndex } from '../../src/background/related.ts';
import type { TagRecord } from '../../src/core/tag-record.ts';

export function relatedTags(records: readonly TagRecord[]): Related {
  const index = new RelatedIndex();
  for (const record of records) index.put(record.tag, record);
  return index.current();
}
