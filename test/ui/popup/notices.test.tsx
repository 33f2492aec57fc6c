// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountView } from '../../../src/messaging/view.ts';
import { formatUntil } from '../../../src/text/format.ts';
import { Notices } from '../../../src/ui/popup/notices.tsx';
import { PullMeter, PullsGone } from '../../../src/ui/popup/pull-meter.tsx';
import { ViewFailure } from '../../../src/ui/popup/view-failure.tsx';
import { TextContext } from '../../../src/ui/shared/text-context.ts';
import { text } from '../../text/catalog-text.ts';
import { groupView, NOW, repositoryView } from '../samples.ts';

const onOptions = vi.fn();
beforeEach(() => onOptions.mockClear());
afterEach(cleanup);

const ACCESS = { missing: [], onAsk: async () => true };
const NONE: AccountView = { state: 'none', useForListing: false, isBusy: false };
const ALICE: AccountView = { ...NONE, state: 'session', username: 'alice' };

function show(drawn: preact.JSX.Element): Element {
  const { container } = render(<TextContext.Provider value={text}>{drawn}</TextContext.Provider>);
  return container;
}

const notices = (more: Partial<Parameters<typeof Notices>[0]>) =>
  show(<Notices access={ACCESS} onOptions={onOptions} {...more} />);
const signIn = () => screen.queryByRole('button', { name: 'Sign in…' });

describe('notices before the tags', () => {
  it('has none where all is well', () => {
    expect(notices({ view: repositoryView(), account: ALICE }).textContent).toBe('');
  });

  it('has one for each host that may not be reached', () => {
    const access = { ...ACCESS, missing: ['auth.docker.io'] };
    expect(notices({ access }).querySelector('[data-access]')?.textContent).toContain(
      'auth.docker.io',
    );
  });

  it('says that the browser keeps nothing', () => {
    const container = notices({ view: repositoryView({ isForgetful: true }) });
    expect(container.querySelector('[data-forgetful]')?.textContent).toContain('keeps nothing');
  });

  it('says that an account is lost, and leads to the options', () => {
    const container = notices({ account: { ...NONE, state: 'refused', username: 'alice' } });
    expect(container.textContent).toContain('the account alice any more');
    const button = signIn();
    if (button) fireEvent.click(button);
    expect(onOptions).toHaveBeenCalledOnce();
  });
});

describe('a view that failed', () => {
  const failed = (more: Partial<Parameters<typeof ViewFailure>[0]>) =>
    show(
      <ViewFailure
        view={repositoryView({ failure: { kind: 'denied', host: 'registry-1.docker.io' } })}
        access={ACCESS}
        now={NOW}
        onRetry={() => {}}
        onOptions={onOptions}
        {...more}
      />,
    );

  it('leads who is not signed in to the options where it was denied', () => {
    failed({ account: NONE });
    const button = signIn();
    expect(button?.dataset['action']).toBe('to-options');
    if (button) fireEvent.click(button);
    expect(onOptions).toHaveBeenCalledOnce();
  });

  it('says who was denied where somebody is signed in', () => {
    expect(failed({ account: ALICE }).textContent).toContain('whether alice may read it');
    expect(signIn()).toBeNull();
  });

  it('offers no sign-in where another thing went wrong', () => {
    failed({ account: NONE, view: repositoryView({ failure: { kind: 'unavailable' } }) });
    expect(signIn()).toBeNull();
  });

  describe('of a repository that the registry has and the Hub API does not name', () => {
    const failure = { kind: 'not-found', host: 'hub.docker.com' } as const;
    const view = repositoryView({ failure, groups: [groupView(1, ['1'])] });
    const options = () => screen.queryByRole('button', { name: 'Options' });

    it('does not say that the registry has it not', () => {
      const said = failed({ view, account: NONE }).textContent;
      expect(said).toMatch(/^Not listed.+private/);
      expect(options()).toBeNull();
    });

    it('leads who is signed in to the switch for listing', () => {
      failed({ view, account: ALICE });
      expect(options()).not.toBeNull();
      cleanup();
      failed({ view, account: { ...ALICE, useForListing: true } });
      expect(options()).toBeNull();
    });

    it('says nothing before the registry has answered', () => {
      const loading = repositoryView({ failure, state: 'loading' });
      expect(failed({ view: loading, account: ALICE }).textContent).toBe('');
    });

    it('does not say so either where no tag is known', () => {
      const said = failed({ view: repositoryView({ failure }), account: ALICE }).textContent;
      expect(said).toMatch(/^Not listed by Docker Hub’s website\..+Use for listing/);
    });
  });

  it('leaves missing access to the notice that says more', () => {
    const view = repositoryView({ failure: { kind: 'permission', host: 'hub.docker.com' } });
    const access = { ...ACCESS, missing: ['hub.docker.com'] };
    expect(failed({ view, access }).textContent).toBe('');
    cleanup();
    expect(failed({ view }).textContent).toContain('Access is switched off.');
  });
});

describe('pulls', () => {
  const meter = { limit: 100, remaining: 96, windowSeconds: 3600, spent: 4 };
  const shown = (more: object) => show(<PullMeter meter={{ ...meter, ...more }} now={NOW} />);
  const until = (moment: number) => formatUntil('en', moment, NOW);

  it('says by when all are back', () => {
    const resetsBy = NOW + 1_800_000;
    expect(shown({ resetsBy }).textContent).toBe(
      `96 of 100 pulls left · all back by ${until(resetsBy)} · 4 by Digest Lens`,
    );
  });

  it('tells no minute before all are back', () => {
    const minute = Math.ceil(NOW / 60_000) * 60_000 + 1_800_000;
    expect(shown({ resetsBy: minute - 59_000 }).textContent).toContain(until(minute));
  });

  it('counts a single one', () => {
    expect(shown({ limit: 1, remaining: 1 }).textContent).toMatch(/^1 of 1 pull left/);
  });

  it('says the day where it is another', () => {
    const resetsBy = NOW + 86_400_000;
    expect(shown({ resetsBy }).textContent).toContain('24');
  });

  it('says nothing of a moment that has passed', () => {
    expect(shown({ resetsBy: NOW }).textContent).toBe('96 of 100 pulls left · 4 by Digest Lens');
  });

  it('says with none left that digests are told all the same', () => {
    const gone = { ...meter, remaining: 0 };
    const resetsBy = NOW + 1_800_000;
    const said = show(<PullsGone meter={{ ...gone, resetsBy }} now={NOW} />).textContent;
    expect(said).toContain(until(resetsBy));
    expect(said).toContain('Digests cost none');
    cleanup();
    expect(show(<PullsGone meter={gone} now={NOW} />).textContent).toMatch(/^No pulls are left:/);
  });

  it.each([
    ['some are left', { remaining: 1 }],
    ['there is no limit', { limit: 'unlimited' }],
  ] as const)('says no such thing where %s', (_, more) => {
    expect(show(<PullsGone meter={{ ...meter, ...more }} now={NOW} />).textContent).toBe('');
  });
});
