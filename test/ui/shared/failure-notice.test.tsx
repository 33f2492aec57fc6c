// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FailureView } from '../../../src/messaging/view.ts';
import { FailureNotice } from '../../../src/ui/shared/failure-notice.tsx';
import { text } from '../../text/catalog-text.ts';
import { NOW } from '../samples.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms);
  });
const button = () => screen.queryByRole('button', { name: 'Try again' });
const notice = (failure: FailureView, now = NOW) => (
  <FailureNotice failure={failure} now={now} text={text} onRetry={() => {}} />
);

describe('the button of a failure', () => {
  const limited: FailureView = { kind: 'rate-limited', host: 'registry-1.docker.io' };

  it('is not there while a 429 lasts, and is there when that has passed', () => {
    render(notice({ ...limited, until: NOW + 60_000 }));
    expect(button()).toBeNull();
    pass(59_999);
    expect(button()).toBeNull();
    pass(1);
    expect(button()).not.toBeNull();
  });

  it('goes again where the next try came to another 429', () => {
    const { rerender } = render(notice({ ...limited, until: NOW }));
    expect(button()).not.toBeNull();
    rerender(notice({ ...limited, until: NOW + 120_000 }, NOW + 60_000));
    expect(button()).toBeNull();
    pass(60_000);
    expect(button()).not.toBeNull();
  });

  it.each<FailureView>([
    limited,
    { ...limited, until: NOW },
    { kind: 'unavailable', until: NOW + 60_000 },
  ])('is there where asking again may help: %o', (failure) => {
    render(notice(failure));
    expect(button()).not.toBeNull();
  });

  it('leaves no timer behind', () => {
    const { unmount } = render(notice({ ...limited, until: NOW + 60_000 }));
    expect(vi.getTimerCount()).toBe(1);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});
