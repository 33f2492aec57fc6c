/**
 * Why the same tag gave somebody another digest: what each `Accept` header gets, by the rules, and as the registry
 * answers when it is asked. The blog post of 2021 that this project grew from compared these by hand.
 */
import type { AcceptCase, AcceptOutcome } from '../../core/accept.ts';
import { acceptCommand } from '../../core/digest-commands.ts';
import type { AcceptView } from '../../messaging/view.ts';
import { failureText } from '../../text/failure-text.ts';
import type { TextKey } from '../../text/keys.ts';
import type { Text } from '../../text/text.ts';
import { Icon } from '../shared/icons.tsx';
import { platformText } from '../shared/kind.ts';
import { Cards, Cell } from './cards.tsx';
import { Copy } from './copy.tsx';
import { DigestValue } from './digest-value.tsx';
import type { SheetProps } from './props.ts';

const CASES: Readonly<Record<AcceptCase, TextKey>> = {
  none: 'sheetAcceptNone',
  'schema-2': 'sheetAcceptSchema2',
  list: 'sheetAcceptList',
  all: 'sheetAcceptAll',
};

export function Accepts(props: SheetProps) {
  const { detail, text } = props;
  if (detail.accepts.length === 0) return null;
  const columns = ['sheetAcceptHeader', 'sheetAcceptComputed', 'sheetAcceptAsked'] as const;
  return (
    <details class="part" data-sheet="accepts">
      <summary>
        <h3>{text('sheetAcceptTitle')}</h3>
      </summary>
      <p class="note">{text('sheetAcceptIntro')}</p>
      <Cards
        class="accepts"
        columns={[...columns, 'sheetCommand' as const].map((name) => text(name))}
        name={text('sheetAcceptTitle')}
      >
        {detail.accepts.map((accept) => (
          <AcceptRow key={accept.accept} {...props} accept={accept} />
        ))}
      </Cards>
      <p>
        {/* The same button while it asks: keyboard focus stays where the person is. */}
        <button
          type="button"
          class="button main"
          {...(!detail.isAskingAccepts && { 'data-action': 'ask-accepts' })}
        >
          {text(detail.isAskingAccepts ? 'sheetAcceptAsking' : 'sheetAcceptAsk')}
        </button>
      </p>
    </details>
  );
}

function AcceptRow(props: SheetProps & { readonly accept: AcceptView }) {
  const { detail, repository, text, now } = props;
  const { accept, computed, asked, failure } = props.accept;
  const name = text(CASES[accept]);
  return (
    <tr data-tag={accept}>
      <th scope="row">{name}</th>
      <Cell column={text('sheetAcceptComputed')}>
        <Outcome outcome={computed} text={text} />
      </Cell>
      <Cell column={text('sheetAcceptAsked')}>
        {asked && <Outcome outcome={asked} text={text} />}
        {asked && differs(computed, asked) && (
          <span class="verdict warn">
            <Icon name="warning" /> <span>{text('sheetAcceptDiffers')}</span>
          </span>
        )}
        {failure && <span class="warn">{failureWords(text, failure, now)}</span>}
        {!asked && !failure && <span class="soft">{text('sheetAcceptNotAsked')}</span>}
      </Cell>
      <Cell column={text('sheetCommand')}>
        <Copy copies={acceptCommand(repository, detail.view.tag, accept)}>
          {text('sheetCommandCurl')} <span class="unseen">{name}</span>
        </Copy>
      </Cell>
    </tr>
  );
}

function failureWords(
  text: Text,
  ...[failure, now]: readonly [NonNullable<AcceptView['failure']>, number]
) {
  const { what, why } = failureText(text, failure, now);
  return `${what} ${why}`;
}

/** What nobody could compute is nothing to differ from. */
function differs(computed: AcceptOutcome, asked: AcceptOutcome): boolean {
  if (computed.kind === 'unknown') return false;
  if (computed.kind !== asked.kind) return true;
  return computed.digest !== undefined && computed.digest !== asked.digest;
}

function Outcome({ outcome, text }: { readonly outcome: AcceptOutcome; readonly text: Text }) {
  return (
    <span class="outcome">
      {outcomeText(text, outcome)}
      {outcome.digest && <DigestValue digest={outcome.digest} />}
    </span>
  );
}

function outcomeText(text: Text, { kind, platform }: AcceptOutcome): string {
  switch (kind) {
    case 'index':
      return text('sheetOutcomeIndex');
    case 'image':
      return platform === undefined
        ? text('sheetOutcomeImage')
        : text('sheetOutcomeImageOf', platformText(text, platform));
    case 'schema-1':
      return text('sheetOutcomeSchema1');
    case 'refused':
      return text('sheetOutcomeRefused');
    case 'unknown':
      return text('sheetOutcomeUnknown');
  }
}
