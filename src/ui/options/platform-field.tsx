/** Whose image ID is shown. A platform that is set and not among the usual ones stays in the list. */
import { useId } from 'preact/hooks';
import type { PlatformKey } from '../../core/platform.ts';
import { useText } from '../shared/text-context.ts';
import { Feedback } from './feedback.tsx';
import { useOutcome } from './use-outcome.ts';

/** What official images are built for, most used first (docker-library/official-images, architectures). */
const USUAL: readonly PlatformKey[] = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/arm/v6',
  'linux/arm/v5',
  'linux/386',
  'linux/ppc64le',
  'linux/riscv64',
  'linux/s390x',
  'windows/amd64',
];

interface PlatformFieldProps {
  readonly value: 'auto' | PlatformKey;
  readonly machinePlatform: PlatformKey | undefined;
  readonly onChange: (value: 'auto' | PlatformKey) => Promise<boolean>;
}

export function PlatformField({ value, machinePlatform, onChange }: PlatformFieldProps) {
  const text = useText();
  const [outcome, follow] = useOutcome();
  const id = useId();
  const listed = value === 'auto' || USUAL.includes(value) ? USUAL : [...USUAL, value];
  return (
    <div class="field">
      <label for={id}>{text('optionPlatform')}</label>
      <div class="control">
        <select
          id={id}
          name="platform"
          aria-describedby={`${id}-hint`}
          value={value}
          onChange={(event) => follow(onChange(event.currentTarget.value))}
        >
          <option value="auto">
            {machinePlatform ? text('platformAuto', machinePlatform) : text('platformAutoUnknown')}
          </option>
          {listed.map((platform) => (
            <option key={platform} value={platform}>
              {platform}
            </option>
          ))}
        </select>
        <Feedback outcome={outcome} />
      </div>
      <p class="note" id={`${id}-hint`}>
        {text('optionPlatformHint')}
      </p>
    </div>
  );
}
