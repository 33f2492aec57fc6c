/** Commands that print each digest of the tag on anybody's machine, with what they cost there. */
import type { Digest } from '../../core/digest.ts';
import {
  type CommandSubject,
  type CommandTool,
  digestCommands,
} from '../../core/digest-commands.ts';
import type { TagView } from '../../messaging/view.ts';
import { plural, type Text } from '../../text/text.ts';
import { platformText, topDigestLabel } from '../shared/kind.ts';
import { Copy } from './copy.tsx';
import { DigestValue } from './digest-value.tsx';
import type { SheetProps } from './props.ts';

/** The tools' own names, which no language translates. */
const TOOLS: Readonly<Record<CommandTool, string>> = {
  curl: 'curl',
  crane: 'crane',
  skopeo: 'skopeo',
  buildx: 'docker buildx',
};

export function Commands(props: SheetProps) {
  const { detail, text } = props;
  const printed = printedOf(detail.view, text);
  if (printed.length === 0) return null;
  return (
    <details class="part" data-sheet="commands">
      <summary>
        <h3>{text('sheetCommandsTitle')}</h3>
      </summary>
      <p class="note">{text('sheetCommandsIntro')}</p>
      {printed.map((one) => (
        <OneDigest key={`${one.name}=${one.digest}`} {...props} printed={one} />
      ))}
    </details>
  );
}

interface Printed {
  readonly name: string;
  readonly digest: Digest;
  readonly subject: CommandSubject;
}

/** The tag's own digest, then for each platform its manifest's, and its config's where that is known. */
function printedOf(view: TagView, text: Text): readonly Printed[] {
  if (view.digest === undefined) return [];
  const name = topDigestLabel(text, view);
  const top: Printed = { name, digest: view.digest, subject: { kind: 'top' } };
  return [
    top,
    ...view.images.flatMap(({ platform, digest, configDigest }): Printed[] => {
      const words = platformText(text, platform);
      const isTop = digest === view.digest;
      const manifest: Printed[] = isTop
        ? []
        : [
            {
              name: text('sheetCommandsPlatform', words),
              digest,
              subject: { kind: 'platform', platform, digest },
            },
          ];
      if (!configDigest) return manifest;
      return [
        ...manifest,
        {
          name: text('sheetCommandsConfig', words),
          digest: configDigest,
          subject: { kind: 'config', platform, manifest: digest },
        },
      ];
    }),
  ];
}

function OneDigest({
  printed,
  repository,
  detail,
  text,
}: SheetProps & { readonly printed: Printed }) {
  const { name, digest, subject } = printed;
  return (
    <details class="commands-of">
      <summary>
        {name} <DigestValue digest={digest} />
      </summary>
      <dl class="forms">
        {digestCommands(repository, detail.view.tag, subject).map((command) => (
          <div key={command.tool} class="form">
            <dt>
              {TOOLS[command.tool]} <small class="soft">{priceText(text, command.pulls)}</small>
            </dt>
            <dd>
              <pre>{command.text}</pre>
              <Copy
                copies={command.text}
                kind="icon"
                name={text('sheetCopyFor', `${TOOLS[command.tool]}, ${name}`)}
              />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function priceText(text: Text, pulls: number): string {
  return pulls === 0 ? text('sheetFree') : plural(text, 'sheetPulls', pulls);
}
