/** What was asked for on the command line, or what is wrong with it. */
import { parseArgs } from 'node:util';
import type { InputError } from '../core/input-error.ts';
import { parseRepository, type RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import { LIST_FORMS, type ListForm } from '../core/supported-tags/render.ts';

export interface Order {
  readonly repository: RepositoryName;
  readonly form: ListForm;
  /** A file's path, as given; standard output where there is none. */
  readonly output?: string;
  /** Manifests that may be fetched, one pull each. */
  readonly pulls: number;
  /** Longest wait in all, where Docker Hub asks to wait: seconds. */
  readonly patience: number;
  readonly allowIncomplete: boolean;
  readonly quiet: boolean;
}

export type WrongUsage =
  | { readonly problem: 'no-repository' }
  | { readonly problem: 'wrong-repository'; readonly error: InputError }
  | { readonly problem: 'more'; readonly value: string }
  | {
      readonly problem: 'no-option' | 'needs-value' | 'no-value';
      readonly option: string;
    }
  | { readonly problem: 'wrong-value'; readonly option: string; readonly value: string };

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  pulls: { type: 'string' },
  patience: { type: 'string' },
  'allow-incomplete': { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const PATIENCE = 600;
const WHOLE_NUMBER = /^[0-9]{1,6}$/;

/** `help` wins over everything that is wrong beside it. */
export function readArguments(args: readonly string[]): Result<Order | 'help', WrongUsage> {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    // Strict parsing throws, in words of its own.
    strict: false,
    tokens: true,
  });
  if (values.help === true) return ok('help');
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const wrong = wrongOption(token.name, token.rawName, token.value);
    if (wrong) return err(wrong);
  }
  const [name, more] = positionals;
  if (name === undefined) return err({ problem: 'no-repository' });
  if (more !== undefined) return err({ problem: 'more', value: more });
  const repository = parseRepository(name);
  if (!repository.ok) return err({ problem: 'wrong-repository', error: repository.error });
  const form = LIST_FORMS.find((known) => known === (values.format ?? 'markdown'));
  if (!form) return err(wrongValue('format', values.format));
  const pulls = numberOf(values.pulls, 0);
  if (pulls === undefined) return err(wrongValue('pulls', values.pulls));
  const patience = numberOf(values.patience, PATIENCE);
  if (patience === undefined) return err(wrongValue('patience', values.patience));
  return ok({
    repository: repository.value,
    form,
    ...(typeof values.output === 'string' && { output: values.output }),
    pulls,
    patience,
    allowIncomplete: values['allow-incomplete'] === true,
    quiet: values.quiet === true,
  });
}

function wrongOption(
  name: string,
  rawName: string,
  value: string | undefined,
): WrongUsage | undefined {
  const type = Object.entries(OPTIONS).find(([known]) => known === name)?.[1].type;
  if (type === undefined) return { problem: 'no-option', option: rawName };
  if (type === 'boolean') {
    return value === undefined ? undefined : { problem: 'no-value', option: rawName };
  }
  return value === undefined || value === ''
    ? { problem: 'needs-value', option: rawName }
    : undefined;
}

function wrongValue(option: string, value: unknown): WrongUsage {
  return { problem: 'wrong-value', option: `--${option}`, value: String(value).slice(0, 80) };
}

function numberOf(value: unknown, otherwise: number): number | undefined {
  if (value === undefined) return otherwise;
  return typeof value === 'string' && WHOLE_NUMBER.test(value) ? Number(value) : undefined;
}
