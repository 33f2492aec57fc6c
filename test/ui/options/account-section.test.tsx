// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AccountView } from '../../../src/messaging/view.ts';
import { AccountSection } from '../../../src/ui/options/account-section.tsx';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';
import { NOW } from '../samples.ts';

afterEach(cleanup);

/** Made up for this test. */
const TOKEN = 'dckr_pat_made-up-for-this-test';
const NONE: AccountView = { state: 'none', useForListing: false, isBusy: false };
const SESSION: AccountView = { ...NONE, state: 'session', username: 'alice' };

function show(first?: AccountView) {
  const calls = { onSignIn: vi.fn(), onAccountChoices: vi.fn(), onSignOut: vi.fn() };
  const draw = (account: AccountView | undefined) => (
    <TextContext.Provider value={text}>
      <AccountSection account={account} missing={['auth.docker.io']} now={NOW} {...calls} />
    </TextContext.Provider>
  );
  const { container, rerender } = render(draw(first));
  const one = (selector: string) => {
    const found = container.querySelectorAll<HTMLElement>(selector);
    expect(found, selector).toHaveLength(1);
    return found.item(0);
  };
  return {
    ...calls,
    container,
    one,
    none: (selector: string) => expect(container.querySelector(selector)).toBeNull(),
    update: (account: AccountView) => rerender(draw(account)),
  };
}

const username = () => screen.getByLabelText<HTMLInputElement>(/^User name/);
const token = () => screen.getByLabelText<HTMLInputElement>(/^Personal access token/);
const remember = () => screen.getByLabelText<HTMLInputElement>('Remember on this machine');
const listing = () => screen.getByLabelText<HTMLInputElement>(/^Use for listing/);
const alerts = () => screen.queryAllByRole('alert').map((alert) => alert.textContent);
const statuses = () => screen.getAllByRole('status').map((status) => status.textContent);

/** As a person does: both boxes, then Enter or the button, which browsers turn into one `submit`. */
function signIn(name: string, secret: string) {
  username().value = name;
  token().value = secret;
  const form = token().form;
  if (form) fireEvent.submit(form);
}

describe('the stable surface (contract, section 4)', () => {
  it('has a form with its names where nobody is signed in', () => {
    const { one } = show(NONE);
    expect(one('[data-account]').dataset['accountState']).toBe('none');
    expect(one('input[name="username"]')).toBe(username());
    expect(one('input[name="token"]')).toBe(token());
    expect(token().type).toBe('password');
    expect(one('input[name="remember"]')).toBe(remember());
    expect(one('input[name="use-for-listing"]')).toBe(listing());
    expect(one('button[data-action="sign-in"]').getAttribute('type')).toBe('submit');
  });

  it.each(['session', 'remembered'] as const)('has the way out, and no form: %s', (state) => {
    const { one, none, onSignOut } = show({ ...SESSION, state });
    expect(one('[data-account]').dataset['accountState']).toBe(state);
    none('form');
    none('input[type="password"]');
    fireEvent.click(one('button[data-action="sign-out"]'));
    expect(onSignOut).toHaveBeenCalledOnce();
  });

  it('says no state before the worker has told it', () => {
    const { one, none } = show();
    expect(one('[data-account]').dataset['accountState']).toBeUndefined();
    none('form');
  });
});

describe('signing in', () => {
  it('hands over what was given, without the spaces around it', () => {
    const { onSignIn } = show(NONE);
    fireEvent.click(listing());
    signIn(' alice ', ` ${TOKEN} `);
    expect(onSignIn).toHaveBeenCalledExactlyOnceWith({
      username: 'alice',
      token: TOKEN,
      remember: false,
      useForListing: true,
    });
  });

  it('remembers only when told', () => {
    const { onSignIn } = show(NONE);
    fireEvent.click(remember());
    signIn('alice', TOKEN);
    expect(onSignIn.mock.calls[0]?.[0]).toMatchObject({ remember: true, useForListing: false });
  });

  it('empties the field at once, and never has the token in the markup', () => {
    const { container, update } = show(NONE);
    username().value = 'alice';
    token().value = TOKEN;
    update({ ...NONE });
    expect(container.innerHTML).not.toContain(TOKEN);
    signIn('alice', TOKEN);
    expect(token().value).toBe('');
    expect(container.innerHTML).not.toContain(TOKEN);
  });

  it('is one try, whatever is clicked until the answer is there', () => {
    const { onSignIn, update } = show(NONE);
    signIn('alice', TOKEN);
    signIn('alice', TOKEN);
    update({ ...NONE, isBusy: true });
    signIn('alice', TOKEN);
    expect(onSignIn).toHaveBeenCalledOnce();
    update({ ...NONE, state: 'refused', username: 'alice' });
    signIn('alice', TOKEN);
    expect(onSignIn).toHaveBeenCalledTimes(2);
  });

  it('says whom it asks meanwhile', () => {
    const { one, update } = show(NONE);
    signIn('alice', TOKEN);
    expect(statuses()).toContain('asking auth.docker.io…');
    expect(one('[data-action="sign-in"]').getAttribute('aria-disabled')).toBe('true');
    update(NONE);
    update({ ...NONE, failure: { kind: 'offline' } });
    expect(statuses()).not.toContain('asking auth.docker.io…');
  });

  it.each([
    ['', TOKEN, 'The user name is missing.', 'username'],
    ['al:ice', TOKEN, 'There is no colon in a user name.', 'username'],
    ['al ice', TOKEN, 'A user name is one short word without spaces.', 'username'],
    ['a'.repeat(256), TOKEN, 'A user name is one short word without spaces.', 'username'],
    ['alice', ' ', 'The token is missing.', 'token'],
    ['alice', 'dckr_pat_a b', /^A token is one word/, 'token'],
    ['alice', 'größe', /^A token is one word/, 'token'],
  ] as const)('sends nothing of %j with %j', (name, secret, words, field) => {
    const { one, onSignIn } = show(NONE);
    signIn(name, secret);
    expect(onSignIn).not.toHaveBeenCalled();
    expect(alerts()).toEqual([expect.stringMatching(words)]);
    const input = one(`input[name="${field}"]`);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.getAttribute('aria-describedby')).toContain(screen.getByRole('alert').id);
    expect(document.activeElement).toBe(input);
    // A mistake in the one is no reason to paste the other anew.
    expect(token().value).toBe(secret);
  });
});

describe('what came of it', () => {
  it.each([
    ['session', 'Signed in as alice, until this browser is closed.'],
    ['remembered', 'Signed in as alice, remembered on this machine.'],
  ] as const)('says who is signed in: %s', (state, words) => {
    const { update } = show(NONE);
    signIn('alice', TOKEN);
    update({ ...SESSION, state });
    expect(statuses()).toEqual([words]);
  });

  it('keeps the Tab key where the form was', () => {
    const { update } = show(NONE);
    token().focus();
    update(SESSION);
    expect(document.activeElement?.textContent).toBe('Docker Hub account');
  });

  it('takes the focus from nothing else', () => {
    show();
    expect(document.activeElement).toBe(document.body);
  });

  it('has the form again with the name where it was refused', () => {
    const { one } = show({ ...NONE, state: 'refused', username: 'alice' });
    expect(one('[data-account]').dataset['accountState']).toBe('refused');
    expect(one('[role="alert"]').dataset['failure']).toBe('denied');
    expect(alerts()).toEqual([expect.stringContaining('Not taken by Docker.')]);
    expect(username().value).toBe('alice');
    expect(token().value).toBe('');
  });

  it.each([
    [{ kind: 'unavailable', host: 'auth.docker.io', status: 503 }, /^Not signed in\..+503/],
    [{ kind: 'unavailable', host: 'auth.docker.io', status: 500 }, /Paste the token anew/],
    [{ kind: 'unavailable', host: 'auth.docker.io' }, /Paste the token anew/],
    [{ kind: 'malformed', host: 'auth.docker.io' }, /Paste the token anew/],
    [{ kind: 'offline', host: 'auth.docker.io' }, /Paste the token anew once you are back online/],
    [{ kind: 'rate-limited', host: 'auth.docker.io' }, /under this name.+wait.+token anew/],
    [
      { kind: 'rate-limited', host: 'auth.docker.io', until: NOW + 60_000 },
      /under this name.+Wait until \d\d:\d\d, then paste the token anew/,
    ],
    [{ kind: 'permission', host: 'auth.docker.io' }, /^Not signed in\..+auth\.docker\.io/],
  ] as const)('says why it could not be tested: %o', (failure, words) => {
    const { one, none } = show({ ...NONE, failure });
    expect(one('[role="alert"]').dataset['failure']).toBe(failure.kind);
    expect(alerts()).toEqual([expect.stringMatching(words)]);
    expect(alerts().join()).not.toMatch(/by itself|popup|Nothing more is asked/);
    none('[data-action="retry"]');
  });

  it('says of a second try why that one failed', () => {
    const refused: AccountView = { ...NONE, state: 'refused', username: 'alice' };
    show({ ...refused, failure: { kind: 'offline', host: 'auth.docker.io' } });
    expect(alerts()).toEqual([expect.stringMatching(/^Not signed in\. Docker Hub cannot/)]);
  });

  it('says after a sign-out what could not be deleted, and not that all is forgotten', () => {
    const { update } = show(SESSION);
    update(NONE);
    expect(statuses()).toContainEqual(expect.stringMatching(/^Signed out\. .* forgotten/));
    update({ ...NONE, failure: { kind: 'unavailable' } });
    expect(statuses().join()).not.toContain('forgotten');
    expect(alerts()).toEqual([expect.stringMatching(/^Signed out, but not all is deleted\./)]);
  });

  it('says nothing of the last sign-out once the next sign-in begins', () => {
    const { update } = show(SESSION);
    update(NONE);
    expect(statuses().join()).toContain('forgotten');
    update({ ...NONE, isBusy: true });
    expect(statuses().join()).not.toContain('forgotten');
    update({ ...NONE, failure: { kind: 'offline', host: 'auth.docker.io' } });
    expect(statuses().join()).not.toContain('forgotten');
  });

  it('says nothing of the last try during the next', () => {
    show({ ...NONE, failure: { kind: 'unavailable' }, isBusy: true });
    expect(alerts()).toEqual([]);
  });
});

describe('an account that is signed in', () => {
  it('can be remembered, and forgotten with the browser, later', () => {
    const { onAccountChoices, update } = show({ ...SESSION, useForListing: true });
    expect(remember().checked).toBe(false);
    fireEvent.click(remember());
    expect(onAccountChoices).toHaveBeenLastCalledWith({ remember: true, useForListing: true });
    update({ ...SESSION, state: 'remembered', useForListing: true });
    expect(remember().checked).toBe(true);
  });

  it('can be used for listing, or not', () => {
    const { onAccountChoices } = show({ ...SESSION, state: 'remembered', useForListing: true });
    expect(listing().checked).toBe(true);
    fireEvent.click(listing());
    expect(onAccountChoices).toHaveBeenLastCalledWith({ remember: true, useForListing: false });
  });

  it('shows a choice that was not kept as it was, and says so', () => {
    const { update } = show(SESSION);
    fireEvent.click(remember());
    update({ ...SESSION, failure: { kind: 'unavailable' } });
    expect(remember().checked).toBe(false);
    expect(alerts()).toEqual([expect.stringMatching(/^Not changed\. The browser’s storage/)]);
  });

  it('says beside the switch that hub.docker.com did not take it', () => {
    const { one } = show({
      ...SESSION,
      useForListing: true,
      listingFailure: { kind: 'denied', host: 'hub.docker.com', status: 401 },
    });
    const alert = one('[role="alert"]');
    expect(alert.textContent).toMatch(/^Tags are listed without the account\. hub\.docker\.com/);
    expect(alert.parentElement?.contains(listing())).toBe(true);
    expect(one('[data-account]').dataset['accountState']).toBe('session');
  });

  it('says what signing out has forgotten, and has the form again', () => {
    const { one, update } = show(SESSION);
    one('button[data-action="sign-out"]').focus();
    update(NONE);
    expect(statuses()).toContain(
      'Signed out. User name, token and all that was learnt are forgotten.',
    );
    expect(document.activeElement?.textContent).toBe('Docker Hub account');
    expect(username().value).toBe('');
  });

  it('says so where Docker does not take it any more', () => {
    const { update } = show(SESSION);
    update({ ...NONE, state: 'refused', username: 'alice' });
    expect(alerts()).toEqual([expect.stringContaining('Not taken by Docker.')]);
    expect(statuses()).not.toContain(expect.stringContaining('Signed out'));
  });
});
