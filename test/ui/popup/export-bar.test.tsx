// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ListForm } from '../../../src/core/supported-tags/render.ts';
import type { RepositoryView } from '../../../src/messaging/view.ts';
import { ExportBar } from '../../../src/ui/popup/export-bar.tsx';
import { type ExportFile, exportName } from '../../../src/ui/popup/export-file.ts';
import type { Exported } from '../../../src/ui/popup/use-export.ts';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';
import { groupView, repositoryView } from '../samples.ts';

afterEach(cleanup);

const CONFIRMED = groupView(1, ['1.31.2', 'latest']);
const UNCONFIRMED = groupView(2, ['1.30.4'], { evidence: 'hub' });
const HALF = { groups: [CONFIRMED, UNCONFIRMED], isUnconfirmed: true };
const WHOLE = { groups: [CONFIRMED, { ...UNCONFIRMED, evidence: 'registry' as const }] };

/** What the worker makes; what stands in a list is its business (test/background). */
function exported(form: ListForm, isUnconfirmed: boolean): Exported {
  return {
    type: 'exported',
    repository: 'library/nginx',
    form,
    content: `the list as ${form}`,
    isUnconfirmed,
  };
}

function show(first: Partial<RepositoryView>) {
  let now = first;
  const calls = {
    onExport: vi.fn(async (form: ListForm) => exported(form, now.isUnconfirmed === true)),
    onConfirm: vi.fn(),
    onStopConfirming: vi.fn(),
    onCopy: vi.fn(async (_: string) => true),
    onDownload: vi.fn((_: ExportFile) => undefined),
  };
  const draw = (more: Partial<RepositoryView>) => (
    <TextContext.Provider value={text}>
      <ExportBar view={repositoryView(more)} {...calls} />
    </TextContext.Provider>
  );
  const { container, rerender } = render(draw(first));
  const one = (action: string) => {
    const button = container.querySelector<HTMLElement>(`button[data-action="${action}"]`);
    if (!button) throw new Error(`no button ${action}`);
    return button;
  };
  return {
    ...calls,
    container,
    told(more: Partial<RepositoryView>) {
      now = more;
      rerender(draw(more));
    },
    one,
    press: (action: string) => fireEvent.click(one(action)),
    has: (action: string) => container.querySelector(`[data-action="${action}"]`) !== null,
    said: () => screen.getByRole('status').textContent,
  };
}

describe('the Supported-tags list in the popup', () => {
  it('is copied in each form by a click, where all is confirmed', async () => {
    const bar = show(WHOLE);
    for (const form of ['markdown', 'html', 'script', 'json']) {
      bar.press(`export-${form}`);
      await waitFor(() => expect(bar.onCopy).toHaveBeenLastCalledWith(`the list as ${form}`));
    }
    expect(bar.onCopy).toHaveBeenCalledTimes(4);
    expect(bar.onConfirm).not.toHaveBeenCalled();
    await waitFor(() => expect(bar.said()).toBe('Copied as JSON.'));
  });

  it('says on how many tags it rests where not all are known', async () => {
    const bar = show({ ...WHOLE, known: 1000, total: 23_907 });
    bar.press('export-json');
    await waitFor(() =>
      expect(bar.said()).toBe('Copied as JSON. It rests on 1,000 of 23,907 tags.'),
    );
  });

  it('is saved under a name that says what it is', async () => {
    const bar = show(WHOLE);
    bar.press('download-script');
    await waitFor(() =>
      expect(bar.onDownload).toHaveBeenCalledWith({
        name: 'nginx-supported-tags.js',
        mediaType: 'text/javascript',
        content: 'the list as script',
      }),
    );
    expect(bar.onCopy).not.toHaveBeenCalled();
    expect(bar.said()).toBe('Given to the browser to save: nginx-supported-tags.js.');
  });

  it('has a name of its own for every button', () => {
    show(WHOLE);
    const names = screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'));
    expect(new Set(names).size).toBe(8);
    expect(names[0]).toBe('Copy the Supported-tags list as Markdown');
    expect(names[1]).toBe('Save the Supported-tags list as nginx-supported-tags.md');
  });

  it('is not there while there is nothing to list', () => {
    expect(show({ groups: [] }).container.querySelector('button')).toBeNull();
  });

  describe('where something is only the web API’s word', () => {
    it('is confirmed first, shown in figures, and copied by itself then', async () => {
      const bar = show(HALF);
      bar.press('export-markdown');
      expect(bar.onConfirm).toHaveBeenCalledTimes(1);
      await waitFor(() => expect(bar.said()).toContain('Asking the registry'));
      bar.told({ ...HALF, confirming: { done: 1, total: 3 } });
      expect(bar.container.textContent).toContain('which is free: 1 of 3 tags');
      expect(bar.onCopy).not.toHaveBeenCalled();
      bar.told(WHOLE);
      await waitFor(() => expect(bar.onCopy).toHaveBeenCalledTimes(1));
      await waitFor(() => expect(bar.said()).toBe('Copied as Markdown.'));
    });

    it('is not given away by a view that was on its way before the asking began', async () => {
      const bar = show(HALF);
      bar.press('export-markdown');
      bar.told({ ...HALF, known: 3 });
      await waitFor(() => expect(bar.said()).toContain('Asking the registry'));
      bar.told({ ...HALF, known: 4 });
      expect(bar.onCopy).not.toHaveBeenCalled();
    });

    it('says which lines are not confirmed where the registry did not answer', async () => {
      const bar = show(HALF);
      bar.press('export-markdown');
      await waitFor(() => expect(bar.said()).toContain('Asking the registry'));
      bar.told({ ...HALF, confirming: { done: 0, total: 3 } });
      bar.told({ ...HALF, known: 5 });
      await waitFor(() => expect(bar.onCopy).toHaveBeenCalledTimes(1));
      await waitFor(() => expect(bar.said()).toContain('Some lines are not confirmed'));
    });

    it('goes on with what is known now, when that is wanted', async () => {
      const bar = show(HALF);
      bar.press('download-json');
      await waitFor(() => expect(bar.has('export-anyway')).toBe(true));
      bar.press('export-anyway');
      await waitFor(() => expect(bar.onDownload).toHaveBeenCalledTimes(1));
      expect(bar.has('export-anyway')).toBe(false);
      expect(bar.onStopConfirming).toHaveBeenCalledTimes(1);
      // What comes afterwards is nobody's wish any more.
      bar.told({ ...HALF, confirming: { done: 1, total: 3 } });
      bar.told(WHOLE);
      expect(bar.onDownload).toHaveBeenCalledTimes(1);
    });

    it('asks once, and gives the form that was wanted last', async () => {
      const bar = show(HALF);
      bar.press('export-markdown');
      await waitFor(() => expect(bar.has('export-anyway')).toBe(true));
      bar.press('export-json');
      expect(bar.onConfirm).toHaveBeenCalledTimes(1);
      bar.told({ ...HALF, confirming: { done: 2, total: 3 } });
      bar.told(WHOLE);
      await waitFor(() => expect(bar.onCopy).toHaveBeenCalledTimes(1));
      expect(bar.onCopy.mock.lastCall?.[0]).toBe('the list as json');
    });
  });

  describe('where confirming takes a while', () => {
    const MANY = { ...HALF, unconfirmed: { tags: 23_907, seconds: 4_741 } };
    const AT_WORK = { ...MANY, confirming: { done: 300, total: 23_907, seconds: 4_725 } };

    /** Up to the registry being asked. */
    async function confirming(form = 'json') {
      const bar = show(MANY);
      bar.press(`export-${form}`);
      await waitFor(() => expect(bar.has('export-confirm')).toBe(true));
      bar.press('export-confirm');
      bar.told(AT_WORK);
      await waitFor(() => expect(bar.has('export-stop')).toBe(true));
      return bar;
    }

    it('asks nobody before the price was shown and clicked', async () => {
      const bar = show(MANY);
      bar.press('export-markdown');
      await waitFor(() => expect(bar.said()).toContain('not confirmed 23,907 tags'));
      expect(bar.onConfirm).not.toHaveBeenCalled();
      const button = bar.one('export-confirm');
      expect(button.textContent).toBe('Confirm 23,907 tags first');
      expect(button.dataset).toMatchObject({ heads: '23907', seconds: '4741' });
      expect(bar.container.textContent).toContain('23,907 free requests, about 80 min, no pulls');
      bar.press('export-confirm');
      expect(bar.onConfirm).toHaveBeenCalledTimes(1);
      expect(bar.onCopy).not.toHaveBeenCalled();
    });

    it('gives what is known, said to be unconfirmed, and asks nobody', async () => {
      const bar = show(MANY);
      bar.press('download-html');
      await waitFor(() => expect(bar.has('export-known')).toBe(true));
      bar.press('export-known');
      await waitFor(() => expect(bar.onDownload).toHaveBeenCalledTimes(1));
      expect(bar.said()).toContain('Some lines are not confirmed');
      expect(bar.onConfirm).not.toHaveBeenCalled();
      expect(bar.onStopConfirming).not.toHaveBeenCalled();
    });

    it('shows how far that is and how long it takes, and gives the list at its end', async () => {
      const bar = await confirming();
      const figures = bar.container.querySelector('.export-figures');
      expect(figures?.textContent).toContain('300 of 23,907 tags');
      expect(figures?.textContent).toContain('79 min left');
      expect(figures?.querySelector('progress')).toMatchObject({ value: 300, max: 23_907 });
      bar.told(WHOLE);
      await waitFor(() => expect(bar.onCopy).toHaveBeenCalledWith('the list as json'));
    });

    it('is stopped by a click, and gives no list then', async () => {
      const bar = await confirming();
      bar.press('export-stop');
      expect(bar.onStopConfirming).toHaveBeenCalledTimes(1);
      bar.told(MANY);
      await waitFor(() => expect(bar.has('export-stop')).toBe(false));
      expect(bar.onExport).not.toHaveBeenCalled();
      // The next click has its choice again.
      bar.press('export-json');
      await waitFor(() => expect(bar.has('export-confirm')).toBe(true));
    });

    it('asks no further once the list was wanted with what is known', async () => {
      const bar = await confirming();
      bar.press('export-anyway');
      expect(bar.onStopConfirming).toHaveBeenCalledTimes(1);
      await waitFor(() => expect(bar.onCopy).toHaveBeenCalledTimes(1));
    });

    it('keeps the focus within reach as buttons come and go', async () => {
      const bar = show(MANY);
      bar.press('export-json');
      await waitFor(() => expect(bar.has('export-confirm')).toBe(true));
      bar.one('export-confirm').focus();
      bar.press('export-confirm');
      await waitFor(() => expect(document.activeElement).toBe(bar.one('export-stop')));
      bar.press('export-stop');
      await waitFor(() => expect(document.activeElement).toBe(bar.one('export-json')));
    });
  });

  it('offers another click where the browser refuses the clipboard, and says so where it refuses that', async () => {
    const bar = show(WHOLE);
    bar.onCopy.mockResolvedValueOnce(false);
    bar.press('export-html');
    await waitFor(() => expect(bar.said()).toContain('Ready as HTML.'));
    bar.press('export-copy');
    await waitFor(() => expect(bar.said()).toBe('Copied as HTML.'));
    bar.onCopy.mockResolvedValue(false);
    bar.press('export-html');
    await waitFor(() => expect(bar.has('export-copy')).toBe(true));
    bar.press('export-copy');
    await waitFor(() => expect(bar.said()).toContain('Not copied: the browser refused.'));
  });
});

describe('names of files', () => {
  it.each([
    ['library/nginx', 'nginx-supported-tags.md'],
    ['bitnami/node.js__x', 'bitnami-node.js__x-supported-tags.md'],
    ['../../etc', 'etc-supported-tags.md'],
    ['a\\b:c*"<>|\u0000', 'a-b-c--supported-tags.md'],
  ])('%j: %s', (repository, name) => {
    expect(exportName(repository, 'markdown')).toBe(name);
  });

  it('are no longer than systems take', () => {
    expect(exportName(`a/${'b'.repeat(250)}`, 'json').length).toBeLessThan(130);
  });
});
