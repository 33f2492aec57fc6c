/**
 * From a row of Docker Hub's web API to its word on a tag: what it names, and which images run.
 */
import { attestationsOfRow, runnableImages } from '../hub/row-images.ts';
import type { HubTag } from '../hub/tag-answer.ts';
import type { HubWord } from './knowledge.ts';

/** The web API's row as a word. `previous` gives the images where the new answer has none for the same digest. */
export function hubWord(row: HubTag, at: number, previous: HubWord | undefined): HubWord {
  const { digest, mediaType } = row;
  const known = digest !== undefined && previous?.digest === digest ? previous : undefined;
  const images = runnableImages(row) ?? known?.images;
  const attestations = attestationsOfRow(row) ?? known?.attestations;
  return {
    at,
    listed: true,
    ...(digest !== undefined && { digest }),
    ...(mediaType !== undefined && { mediaType }),
    ...(images && { images }),
    ...(attestations && attestations.length > 0 && { attestations }),
  };
}
