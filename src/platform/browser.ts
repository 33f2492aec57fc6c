/**
 * The extension API. Importing it outside an extension throws, so only the composition roots in `entrypoints/` do;
 * everything else takes one of the narrow adapters beside this file.
 */
import browser from 'webextension-polyfill';

export { browser };
