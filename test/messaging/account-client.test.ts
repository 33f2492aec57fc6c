/** What the options page asks of the account, and what becomes of it when workers die. */
import { beforeEach, describe, expect, it } from 'vitest';
import { connectPopup, type PopupClient } from '../../src/messaging/popup-client.ts';
import type { AccountView } from '../../src/messaging/view.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakePorts } from '../platform/fake-ports.ts';

const NONE: AccountView = { state: 'none', useForListing: false, isBusy: false };
const ACCOUNT = { type: 'account' };
/** What a port that a clock has opened is told first. */
const RESUME = { type: 'resume' };
const SIGN_IN = {
  username: 'alice',
  token: 'dckr_pat_made-up',
  remember: false,
  useForListing: true,
};

describe('the client of the options page', () => {
  let ports: FakePorts;
  let clock: FakeClock;
  let client: PopupClient;
  let told: AccountView[];
  let look: () => void;

  beforeEach(() => {
    ports = new FakePorts();
    clock = new FakeClock();
    told = [];
    client = connectPopup({
      opener: ports,
      clock,
      onView: () => {},
      onAccount: (account) => told.push(account),
      onLook: (call) => {
        look = call;
      },
    });
  });

  const say = (account: AccountView) => ports.latest?.other?.post({ type: 'account', account });
  const sent = () => ports.opened.flatMap((port) => port.sent);

  function restart(): void {
    ports.stopWorker();
    clock.advance(60_000);
  }

  it('asks how the account stands until it is told, and hears of every change', () => {
    client.account();
    restart();
    expect(sent()).toEqual([ACCOUNT, RESUME, ACCOUNT]);
    say(NONE);
    say({ ...NONE, state: 'refused', username: 'alice' });
    expect(told).toHaveLength(2);
    restart();
    expect(ports.opened).toHaveLength(2);
  });

  it.each([
    ['sign-in', (of: PopupClient) => of.signIn(SIGN_IN)],
    ['sign-out', (of: PopupClient) => of.signOut()],
    [
      'account-choices',
      (of: PopupClient) => of.accountChoices({ remember: true, useForListing: false }),
    ],
  ] as const)('sends a %s once, and asks later workers how it went', (type, act) => {
    act(client);
    restart();
    restart();
    expect(sent()).toEqual([
      expect.objectContaining({ type }),
      ...[RESUME, ACCOUNT],
      ...[RESUME, ACCOUNT],
    ]);
    say(NONE);
    restart();
    expect(ports.opened).toHaveLength(3);
  });

  it('wakes a worker for a sign-in, and sends it that once', () => {
    client.account();
    say(NONE);
    ports.stopWorker();
    client.signIn(SIGN_IN);
    expect(ports.latest?.sent).toEqual([{ type: 'sign-in', ...SIGN_IN }]);
    restart();
    expect(ports.latest?.sent).toEqual([RESUME, ACCOUNT]);
  });

  it('loses no sign-in to a port that is gone before anybody was told so', () => {
    client.account();
    say(NONE);
    const [port] = ports.opened;
    if (port) port.other = undefined;
    client.signIn(SIGN_IN);
    expect(ports.opened).toHaveLength(2);
    expect(ports.latest?.sent).toEqual([{ type: 'sign-in', ...SIGN_IN }]);
  });

  it('waits while a sign-in is being tested', () => {
    client.signIn(SIGN_IN);
    say({ ...NONE, isBusy: true });
    restart();
    expect(ports.opened).toHaveLength(2);
    say(NONE);
    restart();
    expect(ports.opened).toHaveLength(2);
  });

  it('asks again how the account stands when the person comes back and the worker was stopped', () => {
    client.signIn(SIGN_IN);
    say({ ...NONE, state: 'session' });
    ports.stopWorker();
    look();
    look();
    expect(sent()).toEqual([{ type: 'sign-in', ...SIGN_IN }, ACCOUNT]);
  });

  it('hears nothing that it has not asked for, and no token from anybody', () => {
    client.stored();
    say(NONE);
    expect(told).toEqual([]);
    client.account();
    ports.latest?.other?.post({ type: 'account', account: { ...NONE, token: 'x' }, token: 'x' });
    expect(told).toEqual([NONE]);
  });
});
