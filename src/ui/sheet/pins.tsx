/** The forms in which a pin is written down: always the tag, so that people can read it, with the tag's own digest. */
import { PIN_FORMS, type PinForm, pinForm } from '../../core/pin-forms.ts';
import type { TextKey } from '../../text/keys.ts';
import { platformText, pointedKind } from '../shared/kind.ts';
import { Copy } from './copy.tsx';
import type { SheetProps } from './props.ts';

const NAMES: Readonly<Record<PinForm, TextKey>> = {
  plain: 'sheetPinPlain',
  dockerfile: 'sheetPinDockerfile',
  compose: 'sheetPinCompose',
  kubernetes: 'sheetPinKubernetes',
  helm: 'sheetPinHelm',
  terraform: 'sheetPinTerraform',
};

export function Pins({ detail, repository, text }: SheetProps) {
  const { tag, digest } = detail.view;
  if (digest === undefined) return null;
  const warning = warningOf({ detail, text });
  const forms = pointedKind(detail.view) === 'artifact' ? (['plain'] as const) : PIN_FORMS;
  return (
    <section data-sheet="pin">
      <h3>{text('sheetPinTitle')}</h3>
      {warning && <p class="note warn">{warning}</p>}
      <dl class="forms">
        {forms.map((form) => {
          const words = pinForm(form, repository, tag, digest);
          const name = text(NAMES[form]);
          return (
            <div key={form} class="form">
              <dt>{name}</dt>
              <dd>
                <pre>{words}</pre>
                <Copy copies={words} kind="icon" name={text('sheetCopyFor', name)} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** Where the tag itself is not for every platform, no pin of it is. */
function warningOf({ detail, text }: Pick<SheetProps, 'detail' | 'text'>): string | undefined {
  const kind = pointedKind(detail.view);
  if (kind === 'artifact') return text('sheetPinArtifact');
  if (kind !== 'image' && kind !== 'manifest') return undefined;
  const [only] = detail.view.images;
  return only
    ? text('sheetPinSingle', platformText(text, only.platform))
    : text('sheetPinSingleUnnamed');
}
