/** Checked here: the hash of the bytes beside what the registry and the Hub API say, and whoever disagrees by name. */
import { disagreeing, type Witness } from '../../core/checked.ts';
import type { Digest } from '../../core/digest.ts';
import type { CheckView } from '../../messaging/view.ts';
import { readFailureText } from '../../text/failure-text.ts';
import type { TextKey } from '../../text/keys.ts';
import type { Text } from '../../text/text.ts';
import { Icon } from '../shared/icons.tsx';
import { platformText, pointedKind } from '../shared/kind.ts';
import { Cards, Cell } from './cards.tsx';
import { DigestValue } from './digest-value.tsx';
import { PlatformName } from './platform-name.tsx';
import type { SheetProps } from './props.ts';
import { ReadControl } from './read-control.tsx';

export function Checks(props: SheetProps) {
  const { detail, text } = props;
  const { digest } = detail.view;
  // Its digest is that of the payload without the signatures, which is not what is fetched.
  const isSigned = pointedKind(detail.view) === 'legacy';
  const hasOwn = detail.checks.some(({ platform }) => platform === undefined);
  return (
    <details class="part" data-sheet="checked">
      <summary>
        <h3>{text('sheetCheckedTitle')}</h3>
      </summary>
      {detail.checks.length > 0 ? (
        <CheckTable {...props} />
      ) : (
        <p class="note">{text(isSigned ? 'sheetCheckedSigned' : 'sheetCheckedNone')}</p>
      )}
      <Unread {...props} />
      {digest && !hasOwn && !isSigned && (
        <p>
          <ReadControl
            {...props}
            manifest={digest}
            words={text('sheetCheckedRead')}
            elsewhere={text('sheetCheckedElsewhere')}
          />
        </p>
      )}
    </details>
  );
}

const COLUMNS = [
  ['sheetCheckedComputed', 'computed'],
  ['sheetCheckedHeader', 'header'],
  ['sheetCheckedHead', 'head'],
  ['sheetCheckedHub', 'hub'],
] as const;

function CheckTable({ detail, text }: SheetProps) {
  const columns = COLUMNS.map(([name]) => text(name));
  return (
    <Cards
      class="checks"
      columns={[text('sheetCheckedWhat'), ...columns, text('sheetCheckedVerdict')]}
      name={text('sheetCheckedTitle')}
    >
      {detail.checks.map((check) => (
        <tr key={`${check.platform}=${check.digest}`} data-digest={check.digest}>
          <th scope="row">
            <PlatformName name={checkedName(text, check)} />
          </th>
          {COLUMNS.map(([name, who]) => (
            <Cell key={who} column={text(name)}>
              <Said digest={check[who]} text={text} />
            </Cell>
          ))}
          <Cell column={text('sheetCheckedVerdict')}>
            <Verdict check={check} text={text} />
          </Cell>
        </tr>
      ))}
    </Cards>
  );
}

function checkedName(text: Text, { platform }: CheckView): string {
  return platform === undefined ? text('sheetCheckedOwn') : platformText(text, platform);
}

function Said({ digest, text }: { readonly digest: Digest | undefined; readonly text: Text }) {
  if (digest) return <DigestValue digest={digest} />;
  return <span class="soft">{text('sheetCheckedNothing')}</span>;
}

const DISAGREES: Readonly<Record<Witness, TextKey>> = {
  bytes: 'sheetDisagreeBytes',
  header: 'sheetDisagreeHeader',
  hub: 'sheetDisagreeHub',
};

function Verdict({ check, text }: { readonly check: CheckView; readonly text: Text }) {
  const others = disagreeing(check);
  const [tone, icon] =
    others.length === 0 ? (['good', 'check'] as const) : (['warn', 'warning'] as const);
  const words =
    others.length === 0 ? [text('sheetAllAgree')] : others.map((who) => text(DISAGREES[who]));
  return (
    <span class={`verdict ${tone}`}>
      <Icon name={icon} /> <span>{words.join('; ')}</span>
    </span>
  );
}

/** Manifests that were asked for and did not come. */
function Unread({ detail, text, now, canRead }: SheetProps) {
  return (
    <>
      {detail.unread.map(({ digest, failure }) => {
        const image = detail.view.images.find((one) => one.digest === digest);
        const name = image ? platformText(text, image.platform) : text('sheetCheckedOwn');
        const { what, why } = readFailureText(text, failure, now);
        return (
          // An image's failure is heard from its place in the table of digests.
          <p key={digest} class="note warn" {...(canRead && !image && { role: 'alert' })}>
            {text('sheetReadFailed', name, what, why)}
          </p>
        );
      })}
    </>
  );
}
