/**
 * The user interface without an extension: every state of it, to look at. `vite test/ui/gallery` serves it;
 * `?show=rows|popup|explorer|sheet|options&theme=light|dark` chooses.
 */
import { render } from 'preact';
import messages from '../../../public/_locales/en/messages.json';
import { catalogLookup } from '../../../src/text/catalog.ts';
import { createText } from '../../../src/text/text.ts';
import { Options } from './options.tsx';
import { Popups } from './popups.tsx';
import { Rows } from './rows.tsx';
import { Sheets } from './sheets.tsx';

const text = createText(catalogLookup(messages));

const query = new URLSearchParams(location.search);
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const gallery = document.getElementById('gallery');

if (gallery) {
  document.documentElement.dataset['theme'] = theme;
  const show = query.get('show');
  if (show === 'popup' || show === 'explorer') {
    await import('../../../src/ui/explorer/explorer.css');
    const { state = 'ready', tag, open } = Object.fromEntries(query);
    render(
      <Popups text={text} state={state} tag={tag} open={open === '1'} frame={show} />,
      gallery,
    );
  } else if (show === 'sheet') {
    await import('../../../src/ui/popup/popup.css');
    render(<Sheets text={text} state={query.get('state') ?? 'nine'} />, gallery);
  } else if (show === 'options') {
    await import('../../../src/ui/options/options.css');
    render(<Options text={text} state={query.get('state') ?? 'none'} />, gallery);
  } else {
    render(<Rows theme={theme} text={text} />, gallery);
  }
}
