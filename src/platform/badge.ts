/**
 * A mark on the toolbar button while a host may not be asked: an extension that does nothing and does not say why looks
 * broken, and the page it is seen on cannot give access back.
 */
import { HOSTS } from '../core/hosts.ts';
import { errorName, type Log } from './log.ts';
import type { HostPermissions } from './permissions.ts';

/** The part of the extension API that is used here. */
export interface BadgeApi {
  readonly action: {
    setBadgeText(badge: { text: string }): Promise<void>;
    setBadgeBackgroundColor(badge: { color: string }): Promise<void>;
    setTitle(title: { title: string }): Promise<void>;
  };
}

/** What the button says when a pointer rests on it. */
export interface BadgeTitles {
  readonly usual: string;
  readonly missing: string;
}

/** Dark enough for the white text that both browsers choose on it (WCAG 2.2, contrast). */
const COLOR = '#b3261e';

/** Marks the button where that is due, now and whenever it changes. */
export function markMissingAccess(
  { action }: BadgeApi,
  permissions: Pick<HostPermissions, 'missing' | 'onGiven' | 'onTaken'>,
  titles: BadgeTitles,
  log: Log,
): void {
  async function mark(): Promise<void> {
    try {
      const isMissing = (await permissions.missing(HOSTS)).length > 0;
      await action.setBadgeText({ text: isMissing ? '!' : '' });
      await action.setTitle({ title: isMissing ? titles.missing : titles.usual });
      if (isMissing) await action.setBadgeBackgroundColor({ color: COLOR });
    } catch (thrown) {
      log.warn('button cannot be marked', { error: errorName(thrown) });
    }
  }

  /** One after another: of two that cross, the older answer would stay. */
  let marking = mark();
  const markNext = () => {
    marking = marking.then(mark);
  };
  permissions.onGiven(markNext);
  permissions.onTaken(markNext);
}
