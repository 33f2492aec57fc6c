/**
 * The keys of everything a person reads. The words stand in public/_locales/en/messages.json, which is the browser's
 * own format for translated texts; the types here make a key that is not there a compile error.
 */
import type messages from '../../public/_locales/en/messages.json';

export type TextKey = keyof typeof messages;

type StemOf<Key> = Key extends `${infer Stem}_one` ? Stem : never;

/** Stems of texts that come as a pair, `<stem>_one` and `<stem>_many`; their first placeholder is the count. */
export type PluralStem = StemOf<TextKey>;
