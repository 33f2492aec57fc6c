/**
 * The repository's name, which is also the box for another one, or for anything that names one: a reference, a pull
 * command, an address of Docker Hub. Enter goes there, Escape takes the old name back.
 */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { InputError } from '../../core/input-error.ts';
import { familiarName, type RepositoryName } from '../../core/repository.ts';
import { readSubject } from '../../core/subject.ts';
import { inputErrorText } from '../../text/input-error-text.ts';
import { useText } from '../shared/text-context.ts';

interface RepositoryBoxProps {
  readonly repository: RepositoryName | undefined;
  /** A text from the address that is no name. */
  readonly given: string | undefined;
  readonly onRepository: (name: RepositoryName, tag?: string) => void;
}

export function RepositoryBox({ repository, given, onRepository }: RepositoryBoxProps) {
  const text = useText();
  const shown = repository ? familiarName(repository) : (given ?? '');
  const [value, setValue] = useState(shown);
  const [error, setError] = useState<InputError>();
  const input = useRef<HTMLInputElement>(null);
  const errorId = useId();
  useEffect(() => {
    setValue(shown);
    setError(shown === '' ? undefined : errorOf(shown));
  }, [shown]);
  useEffect(() => {
    if (!repository) input.current?.focus();
  }, [repository]);

  const submit = (event: Event) => {
    event.preventDefault();
    const read = readSubject(value);
    setError(errorOf(value));
    if (!read.ok) return;
    setValue(familiarName(read.value.repository));
    onRepository(read.value.repository, read.value.tag);
  };
  const takeBack = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || value === shown) return;
    // Else the browser would close the popup.
    event.preventDefault();
    setValue(shown);
    setError(undefined);
  };
  return (
    <form class="repository" onSubmit={submit}>
      <input
        ref={input}
        name="repository"
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-label={text('repositoryLabel')}
        aria-invalid={error !== undefined}
        {...(error && { 'aria-describedby': errorId })}
        placeholder={text('repositoryPlaceholder')}
        value={value}
        onInput={(event) => setValue(event.currentTarget.value)}
        onKeyDown={takeBack}
      />
      {value.trim() !== shown && (
        <button type="submit" class="button main">
          {text('repositoryGo')}
        </button>
      )}
      {error && (
        <p class="input-error" role="alert" id={errorId}>
          {inputErrorText(text, error)}
        </p>
      )}
    </form>
  );
}

function errorOf(text: string): InputError | undefined {
  const read = readSubject(text);
  return read.ok ? undefined : read.error;
}
