/** Which version a floating tag is now, and how that is known, in one sentence. */
import type { VersionView } from '../../messaging/view.ts';
import type { TextKey } from '../../text/keys.ts';
import type { Text } from '../../text/text.ts';

const VERSION_BY: Readonly<Record<VersionView['by'], TextKey>> = {
  digest: 'sheetVersionDigest',
  images: 'sheetVersionImages',
  'image-id': 'sheetVersionImageId',
};

export function versionText(text: Text, tag: string, version: VersionView): string {
  const words = text(VERSION_BY[version.by], tag, version.tag);
  return version.evidence === 'hub' ? `${words} ${text('sheetVersionHub')}` : words;
}
