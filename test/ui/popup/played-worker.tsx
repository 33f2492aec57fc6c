/**
 * Plays the worker for tests of the popup: of a view that holds all groups of a repository it tells the window that was
 * asked for. What a text finds comes from the same function as the worker's; which groups that leaves is said here again.
 */
import { useState } from 'preact/hooks';
import { find } from '../../../src/core/find.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { MAX_WINDOW, type NearGroup } from '../../../src/messaging/protocol.ts';
import type { GroupView, RepositoryView, SeekPlan } from '../../../src/messaging/view.ts';
import { Popup } from '../../../src/ui/popup/popup.tsx';
import type { PopupProps } from '../../../src/ui/popup/props.ts';

export interface AskedWindow {
  readonly sought: string;
  readonly from: number;
  readonly count: number;
  readonly near?: NearGroup | undefined;
}

const FIRST_WINDOW: AskedWindow = { sought: '', from: 0, count: MAX_WINDOW };

/** @param full a view with all groups */
export function windowOf(
  full: RepositoryView,
  { sought, count, near, ...asked }: AskedWindow = FIRST_WINDOW,
  tag?: string,
): RepositoryView {
  const finding = sought.trim() === '' ? undefined : find(full, sought);
  const left = finding ? groupsLeft(full.groups, sought, finding) : full.groups;
  const now = near ? left.findIndex(({ digest }) => digest === near.digest) : -1;
  const from = Math.max(0, near && now >= 0 ? asked.from + now - near.place : asked.from);
  const hasTag = (group: GroupView) => tag !== undefined && group.tags.includes(tag);
  const askedPlace = left.findIndex(hasTag);
  return {
    ...full,
    groups: left.slice(from, from + count),
    seek: seekPlanOf(full.groups),
    window: {
      sought,
      ...(finding && { finding }),
      matching: left.length,
      from,
      ...(askedPlace >= 0 && { askedPlace }),
      isAskedKnown: full.groups.some(hasTag),
    },
  };
}

function groupsLeft(
  groups: readonly GroupView[],
  sought: string,
  finding: Finding,
): readonly GroupView[] {
  const part = sought.trim().toLowerCase();
  const byName = groups.filter(({ tags }) => tags.some((tag) => tag.toLowerCase().includes(part)));
  if (byName.length > 0) return byName;
  const carrying = new Set((finding.candidates ?? [finding]).flatMap(({ tags }) => tags));
  return groups.filter(({ tags }) => tags.some((tag) => carrying.has(tag)));
}

/** Unread groups for ten pulls. */
export function seekPlanOf(groups: readonly GroupView[]): SeekPlan {
  const unread = groups.filter(({ imageId }) => imageId && !imageId.digest);
  const price = unread[0]?.imageId?.pulls ?? 0;
  const chosen = unread.slice(0, Math.floor(10 / Math.max(1, price)));
  return {
    groups: chosen.map(({ digest }) => digest),
    pulls: chosen.length * price,
    unread: unread.length,
  };
}

export interface PlayedProps extends PopupProps {
  /** Whether the worker does not know yet of a group to stay with. */
  readonly isBehind?: boolean;
  readonly as?: (props: PopupProps) => preact.JSX.Element;
}

/** A popup (or explorer) whose `view` holds all groups, with a worker that answers at once. */
export function Played({ as: Page = Popup, isBehind = false, ...props }: PlayedProps) {
  const [asked, setAsked] = useState(FIRST_WINDOW);
  const onWindow = (sought: string, from: number, count: number, near?: NearGroup) => {
    props.onWindow(sought, from, count, near);
    setAsked({ sought, from, count, ...(near && { near }) });
  };
  return (
    <Page
      {...props}
      {...(props.view && {
        view: windowOf(props.view, isBehind ? { ...asked, near: undefined } : asked, props.tag),
      })}
      onWindow={onWindow}
    />
  );
}
