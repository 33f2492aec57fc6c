/**
 * On a layers page: what the hash in the address is, and the right one instead. In sight without opening anything,
 * because people pin that hash for the whole tag's (google/osv.dev#2494).
 */
import { formatPin } from '../../core/reference.ts';
import type { TagView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { Icon, type IconName } from '../shared/icons.tsx';
import { pointedKind } from '../shared/kind.ts';
import { Copy } from '../sheet/copy.tsx';
import type { LayersAddress, RowPart } from './row-props.ts';

interface AddressLineProps extends RowPart {
  readonly layers: LayersAddress;
}

export function AddressLine({ part, layers }: AddressLineProps) {
  const { repository, view, text } = part;
  const isRight = layers.urlKind !== 'unknown' && layers.urlDigest === view.digest;
  const isKnown =
    layers.urlKind !== 'unknown' || (view.state !== 'loading' && view.images.length > 0);
  const icon: IconName = isRight ? 'check' : isKnown ? 'warning' : 'ring';
  const tone = isRight ? 'good' : isKnown ? 'warn' : 'plain';
  return (
    <p class={`address ${tone}`}>
      <Icon name={icon} />
      <span class="said">{addressText(text, layers, view)}</span>
      {view.digest && layers.urlDigest !== view.digest && (
        <Copy copies={formatPin(repository, view.tag, view.digest)}>
          {text(pointedKind(view) === 'index' ? 'layersOfferIndex' : 'layersOfferDigest')}
        </Copy>
      )}
    </p>
  );
}

function addressText(text: Text, layers: LayersAddress, view: TagView): string {
  const isTop = layers.urlDigest === view.digest;
  switch (layers.urlKind) {
    case 'index':
      return text('layersIndex');
    case 'image-manifest':
      if (isTop) return text('layersOnlyImage');
      return layers.urlPlatform
        ? text('layersImage', layers.urlPlatform)
        : text('layersImageUnnamed');
    case 'attestation':
      return text('layersAttestation');
    case 'unknown':
      if (isTop) return text('layersTop');
      if (view.state === 'loading') return text('layersLooking');
      return text(view.images.length > 0 ? 'layersUnknown' : 'layersCannotTell');
  }
}
