/**
 * The runnable images of a group as elements without content, so that a thousand groups stay light and everything known
 * is in the document (test/CONTRACT.md, section 4). What people see of them is in the sheet.
 */
import type { ImageView } from '../../messaging/view.ts';

export function GroupPlatforms({ images }: { readonly images: readonly ImageView[] }) {
  return (
    <ul hidden>
      {images.map((image) => (
        <li
          // Equal platforms may repeat, and so may digests: only the pair is one line.
          key={`${image.platform}=${image.digest}`}
          data-platform={image.platform}
          data-manifest-digest={image.digest}
          {...(image.configDigest && { 'data-config-digest': image.configDigest })}
        />
      ))}
    </ul>
  );
}
