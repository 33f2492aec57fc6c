/**
 * All that is known of one tag: what its opened annotation on a page and its opened group in the popup show. Static
 * markup without hooks, because for pages it is drawn in the worker; what a click does is said by data attributes.
 */
import type { TagDetail } from '../../messaging/view.ts';
import { failureText } from '../../text/failure-text.ts';
import { plural, type Text } from '../../text/text.ts';
import { noPlatformsText, topDigestLabel } from '../shared/kind.ts';
import { Accepts } from './accepts.tsx';
import { Checks } from './checks.tsx';
import { Commands } from './commands.tsx';
import { Copy } from './copy.tsx';
import { DigestTable } from './digest-table.tsx';
import { Pins } from './pins.tsx';
import type { SheetProps } from './props.ts';
import { SameAs } from './same-as.tsx';

export function TagSheet(props: SheetProps) {
  return (
    <div class="sheet">
      <p role="status" class="unseen" />
      <Digests {...props} />
      <Pins {...props} />
      <SameAs {...props} />
      <Checks {...props} />
      <Accepts {...props} />
      <Commands {...props} />
    </div>
  );
}

function Digests(props: SheetProps) {
  const { detail, text, now, isFailureSaid } = props;
  const { view } = detail;
  const failed = view.failure && !isFailureSaid && failureText(text, view.failure, now);
  return (
    <section data-sheet="digests">
      <h3>{text('sheetDigestsTitle')}</h3>
      {failed && (
        <p class="note warn">
          {failed.what} {failed.why} {failed.todo}
        </p>
      )}
      {view.digest && (
        <p class="own">
          <span class="soft">{topDigestLabel(text, view)}</span>
          <code class="digest">{view.digest}</code>
          <Copy
            copies={view.digest}
            kind="icon"
            name={text('copyDigest', topDigestLabel(text, view))}
          />
        </p>
      )}
      {view.conflict && <p class="note warn">{text('conflictFull', view.conflict)}</p>}
      <DigestTable {...props} />
      <p class="note">{platformsNote(detail, text)}</p>
    </section>
  );
}

/** On whose word the platforms rest, and what is not among them. */
function platformsNote({ view }: TagDetail, text: Text): string {
  const said: string[] = [];
  if (view.images.length === 0) {
    said.push(view.conflict ? text('platformsUnknownConflict') : noPlatformsText(text, view));
  } else if (view.imagesFrom === 'bytes') {
    said.push(text('platformsFromBytes'));
  } else if (view.imagesFrom === 'hub') {
    const confirmed = view.evidence === 'registry' || view.evidence === 'bytes';
    said.push(text(confirmed ? 'platformsFromHub' : 'platformsFromHubUnconfirmed'));
  }
  if (view.attestations.length > 0) {
    said.push(plural(text, 'attestations', view.attestations.length));
  }
  return said.join(' ');
}
