/** One table that ends the confusion of digests: for each platform every hash, under the command that prints it. */
import type { RepositoryName } from '../../core/repository.ts';
import type { Text } from '../../text/text.ts';
import { platformText } from '../shared/kind.ts';
import { Cards, Cell } from './cards.tsx';
import { Copy } from './copy.tsx';
import {
  type DigestColumns,
  digestColumns,
  type PlatformDigests,
  type Told,
} from './digest-columns.ts';
import { DigestValue } from './digest-value.tsx';
import { PlatformGuard } from './platform-guard.tsx';
import { PlatformName } from './platform-name.tsx';
import type { SheetProps } from './props.ts';
import { ReadControl, ReadFailure } from './read-control.tsx';

export function DigestTable(props: SheetProps) {
  const { text, detail } = props;
  const columns = digestColumns(detail.view);
  if (!columns) return null;
  const names = [
    'platform',
    'sheetPull',
    'sheetContainerd',
    'sheetKubernetes',
    'sheetLayersPage',
    'sheetClassic',
  ] as const;
  return (
    <Cards
      class="digests"
      columns={names.map((name) => text(name))}
      name={text('sheetDigestsTitle')}
    >
      {columns.rows.map((row, index) => (
        // Equal platforms may repeat, and so may digests: only the pair is one row.
        <tr
          key={`${row.platform}=${row.manifest}`}
          {...(row.manifest && { 'data-digest': row.manifest })}
        >
          <th scope="row">
            <RowName {...props} row={row} />
          </th>
          {index === 0 && <WholeTag {...props} columns={columns} />}
          <Cell column={text('sheetLayersPage')}>
            <LayersPage {...props} row={row} columns={columns} />
          </Cell>
          <Cell column={text('sheetClassic')}>
            <Value {...props} told={row.classic} name={text('sheetClassic')} row={row} />
          </Cell>
        </tr>
      ))}
    </Cards>
  );
}

interface RowProps extends SheetProps {
  readonly row: PlatformDigests;
}

interface ColumnsProps extends SheetProps {
  readonly columns: DigestColumns;
}

function RowName({ row, detail, text }: RowProps) {
  if (row.platform === undefined) return <>{text('sheetNotKnown')}</>;
  return (
    <>
      <PlatformName name={platformText(text, row.platform)} />
      {row.platform === detail.preferredPlatform && (
        <small class="yours">{text('yourPlatform')}</small>
      )}
    </>
  );
}

/** What belongs to the tag and not to a platform: one place over all rows. */
function WholeTag(props: ColumnsProps) {
  const { text, columns, repository } = props;
  const { pulled, containerd, rows } = columns;
  const note = rows.length > 1 && <small class="soft for-all">{text('sheetForAll')}</small>;
  const imageId = `${kubernetesName(repository)}@${pulled}`;
  return (
    <>
      <Cell column={text('sheetPull')} rows={rows.length}>
        <Value {...props} told={{ kind: 'digest', digest: pulled }} name={text('sheetPull')} />
        {note}
      </Cell>
      <Cell column={text('sheetContainerd')} rows={rows.length}>
        <Value {...props} told={containerd} name={text('sheetContainerd')} />
        {note}
      </Cell>
      <Cell column={text('sheetKubernetes')} rows={rows.length}>
        <small class="soft path">{kubernetesName(repository)}@</small>
        <DigestValue digest={pulled}>
          <Copy copies={imageId} kind="icon" name={text('copyDigest', text('sheetKubernetes'))} />
        </DigestValue>
        {note}
      </Cell>
    </>
  );
}

/** containerd writes names out in full (distribution/reference, normalize.go). */
function kubernetesName(repository: RepositoryName): string {
  return `docker.io/${repository}`;
}

function LayersPage(props: RowProps & ColumnsProps) {
  const { row, columns, text } = props;
  const { platform, manifest, layersPage } = row;
  if (!columns.isIndex || platform === undefined || manifest === undefined)
    return <Value {...props} told={layersPage} name={text('sheetLayersPage')} />;
  return (
    <DigestValue digest={manifest}>
      <PlatformGuard {...props} platform={platform} manifest={manifest} pulled={columns.pulled} />
    </DigestValue>
  );
}

interface ValueProps extends SheetProps {
  readonly told: Told;
  readonly name: string;
  readonly row?: PlatformDigests;
}

function Value(props: ValueProps) {
  const { told, name, text, row } = props;
  switch (told.kind) {
    case 'digest':
      return (
        <DigestValue digest={told.digest}>
          <Copy copies={told.digest} kind="icon" name={copyName(text, name, row)} />
        </DigestValue>
      );
    case 'words':
      return <span class="soft">{text(told.words)}</span>;
    case 'unread':
      return (
        <>
          <ReadControl
            {...props}
            manifest={told.manifest}
            words={text('sheetRead')}
            name={text('sheetReadName', platformText(text, row?.platform ?? 'unknown'))}
            elsewhere={text('sheetReadElsewhere')}
          />
          <ReadFailure {...props} manifest={told.manifest} />
        </>
      );
  }
}

function copyName(text: Text, name: string, row: PlatformDigests | undefined): string {
  return text('copyDigest', row?.platform ? `${name}, ${platformText(text, row.platform)}` : name);
}
