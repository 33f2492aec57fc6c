// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OptionsPage, type OptionsPageProps } from '../../../src/ui/options/options-page.tsx';
import { text } from '../../text/catalog-text.ts';

afterEach(cleanup);

function show(more: Partial<OptionsPageProps> = {}) {
  const calls = {
    onChange: vi.fn(async () => true),
    onAskStored: vi.fn(),
    onClear: vi.fn(async () => true),
    onContextMenu: vi.fn(async (_: boolean) => true),
    onSignIn: vi.fn(),
    onAccountChoices: vi.fn(),
    onSignOut: vi.fn(),
  };
  const draw = (later: Partial<OptionsPageProps> = {}) => (
    <OptionsPage
      text={text}
      choices={{ preferredPlatform: 'auto', allowance: 10, storeMegabytes: 64 }}
      machinePlatform="linux/arm64"
      access={{ missing: [], onAsk: async () => true }}
      {...calls}
      {...more}
      {...later}
    />
  );
  const { container, rerender } = render(draw());
  return {
    ...calls,
    container,
    update: (later: Partial<OptionsPageProps>) => rerender(draw(later)),
  };
}

const platform = () => screen.getByRole<HTMLSelectElement>('combobox');
const menu = () => screen.getByRole<HTMLInputElement>('checkbox');
const allowance = () => screen.getByLabelText<HTMLInputElement>(/^Pulls that Digest Lens/);
const megabytes = () => screen.getByLabelText<HTMLInputElement>(/^Most that may be stored/);

describe('the options page', () => {
  it('has the names of the stable surface', () => {
    const { container } = show();
    expect(container.querySelector('select[name="platform"]')).toBe(platform());
    expect(container.querySelector('input[name="allowance"]')).toBe(allowance());
    expect(container.querySelector('input[name="store-megabytes"]')).toBe(megabytes());
    expect(container.querySelectorAll('button[data-action="clear"]')).toHaveLength(1);
  });

  it('says what "automatic" comes to here', () => {
    show();
    expect(platform().selectedOptions[0]?.textContent).toBe('Automatic: linux/arm64');
  });

  it('keeps a platform at once and says so', async () => {
    const { onChange } = show();
    fireEvent.change(platform(), { target: { value: 'linux/riscv64' } });
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ preferredPlatform: 'linux/riscv64' });
    await waitFor(() => expect(screen.getByText('Saved')).toBeTruthy());
  });

  it('keeps a platform in the list that is not a usual one', () => {
    show({ choices: { preferredPlatform: 'linux/loong64', allowance: 10, storeMegabytes: 64 } });
    expect(platform().value).toBe('linux/loong64');
  });

  it('keeps an allowance', () => {
    const { onChange } = show();
    fireEvent.input(allowance(), { target: { value: '0' } });
    fireEvent.change(allowance());
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ allowance: 0 });
  });

  it.each(['-1', '101', '1.5', '', '1e2'])('refuses an allowance of %j in words', (value) => {
    const { onChange } = show();
    fireEvent.input(allowance(), { target: { value } });
    fireEvent.change(allowance());
    expect(screen.getByRole('alert').textContent).toBe('Give a whole number from 0 to 100.');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('keeps how much may be stored', () => {
    const { onChange } = show();
    fireEvent.input(megabytes(), { target: { value: '1024' } });
    fireEvent.change(megabytes());
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ storeMegabytes: 1_024 });
  });

  it.each(['7', '1025', '64.5', ''])('refuses %j megabytes in words', (value) => {
    const { onChange } = show();
    fireEvent.input(megabytes(), { target: { value } });
    fireEvent.change(megabytes());
    expect(screen.getByRole('alert').textContent).toBe('Give a whole number from 8 to 1,024.');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('says why more is stored than may be', () => {
    const stored = { tags: 24_000, manifests: 0, bytes: 19_000_000 };
    const choices = { preferredPlatform: 'auto', allowance: 10, storeMegabytes: 8 } as const;
    const { container } = show({ choices, stored });
    expect(container.textContent).toContain('Now: 19 MB of 8 MB');
    expect(container.textContent).toContain('what you are looking at stays');
  });

  it('says where the browser refused to keep it', async () => {
    show({ onChange: async () => false });
    fireEvent.change(platform(), { target: { value: 'linux/386' } });
    await waitFor(() => expect(screen.getByText(/^Not saved/)).toBeTruthy());
  });

  it('asks anew what is stored after somebody signed in or out', () => {
    const none = { state: 'none', useForListing: false, isBusy: false } as const;
    const { onAskStored, update } = show();
    expect(onAskStored).not.toHaveBeenCalled();
    const alice = { ...none, state: 'session', username: 'alice' } as const;
    update({ account: alice });
    onAskStored.mockClear();
    update({ account: { ...alice, isBusy: true } });
    expect(onAskStored).not.toHaveBeenCalled();
    update({ account: none });
    expect(onAskStored).toHaveBeenCalledOnce();
  });

  it('has no old news of access above a sign-in that failed for lack of it', () => {
    const failure = { kind: 'permission', host: 'auth.docker.io' } as const;
    const account = { state: 'none', useForListing: false, isBusy: false, failure } as const;
    const access = { missing: ['auth.docker.io'], onAsk: async () => true };
    const { container, update } = show({ account, access });
    const said = () => container.querySelector('[data-account]')?.textContent;
    expect(said()).toContain('at the top of this page');
    expect(said()).not.toContain('popup');
    update({ access: { ...access, missing: [] } });
    expect(said()).not.toContain('Not signed in.');
  });

  it('tells what is stored and clears it', async () => {
    const { container, onClear } = show({ stored: { tags: 1339, manifests: 1, bytes: 512_100 } });
    expect(container.textContent).toContain('Now: 512.1 kB of 64 MB (1 manifest, 1,339 tags).');
    expect(container.textContent).not.toContain('more than the limit');
    fireEvent.click(screen.getByRole('button', { name: 'Clear what is stored' }));
    expect(onClear).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.getByText(/^Cleared/)).toBeTruthy());
  });

  it('has a switch for the context menu only where the browser can have one', () => {
    expect(show().container.querySelector('input[name="context-menu"]')).toBeNull();
    cleanup();
    const { container } = show({ contextMenu: true });
    expect(container.querySelector('input[name="context-menu"]')).toBe(menu());
    expect(menu().checked).toBe(true);
  });

  it('asks for the context menu, and says where the browser refused', async () => {
    const onContextMenu = vi.fn(async () => false);
    show({ contextMenu: false, onContextMenu });
    fireEvent.click(menu());
    expect(onContextMenu).toHaveBeenCalledExactlyOnceWith(true);
    await waitFor(() => expect(screen.getByText('The browser did not allow it.')).toBeTruthy());
    expect(menu().checked).toBe(false);
  });
});
