// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HOSTS } from '../../../src/core/hosts.ts';
import { AccessNotice } from '../../../src/ui/shared/access-notice.tsx';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';

afterEach(cleanup);

function show(first: readonly string[], onAsk = vi.fn(async () => true)) {
  const draw = (missing: readonly string[]) => (
    <TextContext.Provider value={text}>
      <AccessNotice missing={missing} onAsk={onAsk} />
    </TextContext.Provider>
  );
  const { container, rerender } = render(draw(first));
  return { container, onAsk, update: (missing: readonly string[]) => rerender(draw(missing)) };
}

const button = () => screen.getByRole('button', { name: 'Allow access' });

describe('the notice of missing access', () => {
  it('is not there while nothing is missing', () => {
    expect(show([]).container.textContent).toBe('');
  });

  it.each(HOSTS)('says what does not work without %s', (host) => {
    const { container } = show([host]);
    const [line, ...others] = container.querySelectorAll('li');
    expect(others).toEqual([]);
    expect(line?.textContent).toMatch(/^[a-z0-9.-]+ .+ Without it, .+\.$/);
    expect(line?.querySelector('code')?.textContent).toBe(host);
  });

  it('alerts, as the failure that it is', () => {
    show(HOSTS);
    expect(screen.getByRole('alert').dataset['failure']).toBe('permission');
  });

  it('asks in the very click: a browser takes no later one', () => {
    const { container, onAsk } = show(['hub.docker.com']);
    expect(container.querySelector('[data-action="grant-access"]')).toBe(button());
    button().click();
    expect(onAsk).toHaveBeenCalledOnce();
  });

  it('is gone once access was given', async () => {
    const { container, update } = show(['hub.docker.com']);
    fireEvent.click(button());
    update([]);
    expect(container.textContent).toBe('');
  });

  it('says what to do where it was refused, and not of a later time', async () => {
    const { container, update } = show(
      ['hub.docker.com'],
      vi.fn(async () => false),
    );
    expect(screen.getByRole('status').textContent).toBe('');
    fireEvent.click(button());
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/not given.+again/));
    update([]);
    update(['auth.docker.io']);
    expect(container.textContent).not.toMatch(/not given/);
  });
});
