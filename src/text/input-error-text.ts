/** One line for what is wrong with a name, a tag or a digest that a person gave. */
import type { InputError } from '../core/input-error.ts';
import type { TextKey } from './keys.ts';
import type { Text } from './text.ts';

const PARTS: Readonly<Record<InputError['part'], TextKey>> = {
  registry: 'partRegistry',
  repository: 'partRepository',
  tag: 'partTag',
  digest: 'partDigest',
  reference: 'partReference',
};

const PROBLEMS: Readonly<Record<InputError['problem'], TextKey>> = {
  empty: 'inputEmpty',
  'other-registry': 'inputOtherRegistry',
  'upper-case': 'inputUpperCase',
  'bad-character': 'inputBadCharacter',
  'bad-separator': 'inputBadSeparator',
  'too-long': 'inputTooLong',
  'bad-length': 'inputBadLength',
  'unknown-algorithm': 'inputUnknownAlgorithm',
  'no-image-page': 'inputNoImagePage',
};

/** Names the part, what is wrong with it and the offending piece. */
export function inputErrorText(text: Text, error: InputError): string {
  const part = text(PARTS[error.part]);
  // A space in quotation marks would be hard to see.
  if (error.problem === 'bad-character' && error.found.trim() === '')
    return text('inputSpace', part);
  return text(PROBLEMS[error.problem], part, error.found);
}
