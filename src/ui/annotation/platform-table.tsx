/** One line for each runnable image: platform, its own digest, and a copy that says for which platform alone it is. */
import { familiarName } from '../../core/repository.ts';
import type { ImageView } from '../../messaging/view.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { platformText } from '../shared/kind.ts';
import { GrowingDigest } from '../shared/short-digest.tsx';
import { useText } from '../shared/text-context.ts';
import type { AnnotationPart } from './props.ts';

export function PlatformTable({ part }: { readonly part: AnnotationPart }) {
  const text = useText();
  return (
    <table class="platforms">
      <thead>
        <tr>
          <th scope="col">{text('platform')}</th>
          <th scope="col">{text('manifestDigest')}</th>
          <th scope="col">
            <span class="unseen">{text('reference')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {part.view.images.map((image) => (
          // Equal platforms may repeat, and so may digests: only the pair is one line.
          <PlatformRow key={`${image.platform}=${image.digest}`} part={part} image={image} />
        ))}
      </tbody>
    </table>
  );
}

function PlatformRow({ part, image }: { part: AnnotationPart; image: ImageView }) {
  const text = useText();
  const { repository, machinePlatform, onCopy } = part;
  const platform = platformText(text, image.platform);
  // The tag is left out: with a tag and one platform's digest a reference would look like the pin of the whole tag.
  const reference = `${familiarName(repository)}@${image.digest}`;
  return (
    <tr>
      <th scope="row">
        <PlatformName name={platform} />
        {image.platform === machinePlatform && <small class="yours">{text('yourPlatform')}</small>}
      </th>
      <td>
        <GrowingDigest digest={image.digest} />
      </td>
      <td>
        <CopyButton copies={reference} onCopy={onCopy}>
          {text('copyPlatform')}{' '}
          <span class="only">{text('copyPlatformOnly', breakable(platform))}</span>
        </CopyButton>
      </td>
    </tr>
  );
}

/** As PlatformName, where the name is a part of a sentence: a space without width lets it break there. */
function breakable(name: string): string {
  return name.replace('@', '\u200b@');
}

/** A long name breaks before its version (`windows/amd64@10.0.20348.2700`), not inside a word. */
function PlatformName({ name }: { readonly name: string }) {
  const at = name.indexOf('@');
  if (at < 0) return <>{name}</>;
  return (
    <>
      {name.slice(0, at)}
      <wbr />
      {name.slice(at)}
    </>
  );
}
