/**
 * Which of Docker's hosts the browser keeps this extension from, what is missed without each, and the button that asks for
 * them: a person can take the permission back at any time, and Firefox offers that for every extension.
 */
import { useId, useState } from 'preact/hooks';
import type { TextKey } from '../../text/keys.ts';
import { Icon } from './icons.tsx';
import { useText } from './text-context.ts';

export interface AccessNoticeProps {
  /** Hosts; nothing is shown where none is missing. */
  readonly missing: readonly string[];
  /** Called in the very click, or the browser refuses to ask. Resolves to whether access is there now. */
  readonly onAsk: () => Promise<boolean>;
}

const WITHOUT: Readonly<Record<string, TextKey>> = {
  'hub.docker.com': 'accessWithoutHub',
  'auth.docker.io': 'accessWithoutAuth',
  'registry-1.docker.io': 'accessWithoutRegistry',
};

export function AccessNotice({ missing, onAsk }: AccessNoticeProps) {
  return missing.length === 0 ? null : <Notice missing={missing} onAsk={onAsk} />;
}

/** Begins anew each time that access goes missing: an old refusal is not told of a new question. */
function Notice({ missing, onAsk }: AccessNoticeProps) {
  const text = useText();
  const [isRefused, setRefused] = useState(false);
  const listId = useId();
  const ask = async () => {
    // Screen readers speak a change only: the same words again must first have gone.
    setRefused(false);
    setRefused(!(await onAsk()));
  };
  return (
    <section class="access" data-access="" data-missing={missing.join(' ')}>
      <div role="alert" data-failure="permission">
        <Icon name="warning" />
        <strong>{text('accessTitle')}</strong>
      </div>
      <ul id={listId}>
        {missing.map((host) => (
          <Missing key={host} host={host} />
        ))}
      </ul>
      <button
        type="button"
        class="button main"
        data-action="grant-access"
        aria-describedby={listId}
        onClick={ask}
      >
        {text('accessGrant')}
      </button>
      <p class="note" role="status">
        {isRefused ? text('accessRefused') : ''}
      </p>
    </section>
  );
}

function Missing({ host }: { readonly host: string }) {
  const text = useText();
  const without = WITHOUT[host];
  return (
    <li>
      <code>{host}</code>
      {without && ` ${text(without)}`}
    </li>
  );
}
