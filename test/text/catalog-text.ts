/** The real words, read from the file, for every test that shows something. */
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { catalogLookup } from '../../src/text/catalog.ts';
import { createText } from '../../src/text/text.ts';

export const text = createText(catalogLookup(messages));
