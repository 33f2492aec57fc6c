/**
 * Why a sign-in, or a change of an account's choices, came to nothing. Nothing is tried again by itself, and a token that
 * was handed over is kept nowhere here: whoever is not signed in has to paste it anew, whatever went wrong.
 */
import type { FailureKind } from '../../core/failure.ts';
import type { AccountView, FailureView } from '../../messaging/view.ts';
import { type FailureText, failureText, untilText } from '../../text/failure-text.ts';
import type { TextKey } from '../../text/keys.ts';
import type { Text } from '../../text/text.ts';
import { isSignedIn } from '../shared/signed-in.ts';

/** @param now milliseconds since 1970 */
export function accountFailureText(
  text: Text,
  account: AccountView,
  failure: FailureView,
  now: number,
): FailureText {
  if (failure.kind === 'denied') {
    return say(text, 'accountRefusedWhat', 'accountRefusedWhy', 'accountRefusedDo');
  }
  if (isLeft(account)) return say(text, 'accountLeftWhat', 'accountLeftWhy', 'accountLeftDo');
  const isIn = isSignedIn(account);
  const what = isIn ? 'accountNotChanged' : 'accountNotSignedIn';
  // Nobody was asked: it is the browser that did not keep, or not delete.
  if (failure.kind === 'unavailable' && failure.host === undefined) {
    return say(text, what, 'accountStorageWhy', 'accountStorageDo');
  }
  const usual = failureText(text, failure, now);
  if (isIn) return { ...usual, what: text(what) };
  // It is the name that is locked, not the network (seen at auth.docker.io, 2026-10).
  if (failure.kind === 'rate-limited') {
    const locked = say(text, what, 'accountLockedWhy', 'accountLockedDo');
    const end = untilText(text, failure, now);
    return end === undefined ? locked : { ...locked, todo: text('accountLockedDoUntil', end) };
  }
  return { what: text(what), why: usual.why, todo: text(ANEW[failure.kind] ?? 'accountAnewDo') };
}

/** Signed out, and what was learnt could not be deleted: nothing else fails in the browser while nobody is signed in. */
export function isLeft(account: AccountView | undefined): boolean {
  const { state, failure } = account ?? {};
  return state === 'none' && failure?.kind === 'unavailable' && failure.host === undefined;
}

const ANEW: Partial<Record<FailureKind, TextKey>> = {
  offline: 'accountOnlineDo',
  permission: 'accountAccessDo',
};

function say(text: Text, what: TextKey, why: TextKey, todo: TextKey): FailureText {
  return { what: text(what), why: text(why), todo: text(todo) };
}
