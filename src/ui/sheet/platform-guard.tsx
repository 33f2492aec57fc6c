/**
 * The way to one platform's digest, past a warning: people pin it for the whole tag's, and break every other architecture
 * (envoyproxy/ratelimit#1131, GoogleCloudPlatform/cloud-sql-proxy#2651, google/osv.dev#2494).
 */
import type { Digest } from '../../core/digest.ts';
import type { PlatformKey } from '../../core/platform.ts';
import { formatPin } from '../../core/reference.ts';
import { familiarName } from '../../core/repository.ts';
import { Icon } from '../shared/icons.tsx';
import { platformText } from '../shared/kind.ts';
import { Copy } from './copy.tsx';
import type { SheetProps } from './props.ts';

/** Of the digest, on the button that copies all of it. */
const SHOWN_DIGITS = 4;

interface PlatformGuardProps extends SheetProps {
  readonly platform: PlatformKey;
  readonly manifest: Digest;
  /** The tag's own digest. */
  readonly pulled: Digest;
}

export function PlatformGuard(props: PlatformGuardProps) {
  const { detail, repository, text, manifest, pulled } = props;
  const platform = platformText(text, props.platform);
  // Without the tag: with a tag and one platform's digest a reference would look like the pin of the whole tag.
  const name = familiarName(repository);
  const start = manifest.slice(0, manifest.indexOf(':') + 1 + SHOWN_DIGITS);
  return (
    // One name in one sheet: the browser keeps one of them open at a time.
    <details class="guard" name={`guard ${detail.view.tag}`}>
      <summary class="button icon" title={text('sheetGuard', platform)}>
        <Icon name="copy" />
        <span aria-hidden="true">…</span>
        <span class="unseen">{text('sheetGuard', platform)}</span>
      </summary>
      <div class="guarded">
        <p class="note warn">
          <strong>{text('sheetGuardWhat', platform)}</strong> {text('sheetGuardWhy')}
        </p>
        <Copy copies={formatPin(repository, detail.view.tag, pulled)} kind="main">
          {text('sheetGuardIndex')}
        </Copy>
        <Copy copies={`${name}@${manifest}`}>{text('sheetGuardAnyway', `${name}@${start}`)}</Copy>
      </div>
    </details>
  );
}
