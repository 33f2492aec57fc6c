/** What is wrong with a text that a person gave: which part, and what about it. The words for it stand in `_locales`. */
export interface InputError {
  readonly part: 'registry' | 'repository' | 'tag' | 'digest' | 'reference';
  readonly problem:
    | 'empty'
    | 'other-registry'
    | 'upper-case'
    | 'bad-character'
    | 'bad-separator'
    | 'too-long'
    | 'bad-length'
    | 'unknown-algorithm'
    /** An address of Docker Hub's website that is no image's. */
    | 'no-image-page';
  /** The offending piece as it was given: one character, one component, or more where it is all of it; cut to 80 characters. */
  readonly found: string;
}

/** Makes one, with `found` cut to 80 characters (a pasted novel must not end in a message). */
export function inputError(
  part: InputError['part'],
  problem: InputError['problem'],
  found: string,
): InputError {
  return { part, problem, found: found.slice(0, 80) };
}
